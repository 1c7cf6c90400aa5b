-- Retention as a rate of a month or a year: METRICS.md 2.7 and 2.8, (1 - c) ^ (target days / days of the period) with 365
-- and 365 / 12. Needs base.sql.
-- open: what is kept goes by the same power as what is lost: NRR and GRR are 1 - net and gross MRR churn.
with kept as (
  select
    'customer_retention_rate' as metric,
    grp,
    null as currency,
    ratio(count(*) filter (where opened and closed), count(*) filter (where opened)) as share
  from standing
  group by grouping sets ((), (grp))
  union all
  select 'nrr', grp, currency, ratio(coalesce(sum(closing) filter (where opening > 0), 0), sum(opening))
  from balances
  group by grouping sets ((currency), (currency, grp))
  union all
  select 'grr', grp, currency, ratio(sum(least(opening, closing)), sum(opening))
  from balances
  group by grouping sets ((currency), (currency, grp))
)
select
  k.metric,
  k.grp,
  cast(k.currency as varchar) as currency,
  cast(null as double) as numerator,
  cast(null as double) as denominator,
  pow(k.share, (case p.per when 'year' then 365 else 365 / 12 end) / (p.last_day - p.first_day + 1)) as value
from kept as k
cross join params as p;
