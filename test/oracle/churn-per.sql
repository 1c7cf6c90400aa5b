-- Churn and retention as rates of a month or a year: METRICS.md 2.7, `1 - (1 - c)^(target days / days of the period)`
-- with 365 and 365 / 12; refused when c is above 1 or null. Needs base.sql.
with lost as (
  select distinct e.customer_id
  from events as e
  cross join params as p
  where e.kind = 'churn'
    and e.day between p.first_day and p.last_day
),
heads as (
  select
    s.grp,
    count(*) filter (where s.opened) as at_start,
    count(*) filter (where s.opened and not s.closed) as gone_at_end,
    count(l.customer_id) as lost
  from standing as s
  left join lost as l on l.customer_id = s.customer_id
  group by grouping sets ((), (s.grp))
),
money as (
  select
    currency,
    grp,
    sum(opening) as opening,
    sum(least(opening, closing)) as kept,
    coalesce(sum(closing) filter (where opening > 0), 0) as closing
  from balances
  group by grouping sets ((currency), (currency, grp))
),
kept as (
  select 'customer_churn_rate' as metric, grp, null as currency, 1 - ratio(lost, at_start) as share from heads
  union all
  select 'customer_churn_rate_cohort', grp, null, 1 - ratio(gone_at_end, at_start) from heads
  union all
  select 'gross_mrr_churn_rate', grp, currency, ratio(kept, opening) from money
  union all
  select 'net_mrr_churn_rate', grp, currency, ratio(closing, opening) from money
)
select
  k.metric,
  k.grp,
  cast(k.currency as varchar) as currency,
  cast(null as double) as numerator,
  cast(null as double) as denominator,
  case
    when k.share >= 0
      then 1 - pow(k.share, (case p.per when 'year' then 365 else 365 / 12 end) / (p.last_day - p.first_day + 1))
  end as value
from kept as k
cross join params as p;
