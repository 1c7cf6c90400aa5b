-- Retention: METRICS.md 2.8 (customers), 2.11 (NRR and GRR). Needs base.sql.
-- The cohort is who paid at the opening close; min is per customer. Who left and came back counts at the close.
with heads as (
  select grp, count(*) filter (where opened) as at_start, count(*) filter (where opened and closed) as kept
  from standing
  group by grouping sets ((), (grp))
),
cohort as (
  select
    a.customer_id,
    a.currency,
    a.grp,
    sum(s.cents) filter (where runs_at(s.from_day, s.until_day, p.first_day - 1)) as opening,
    coalesce(sum(s.cents) filter (where runs_at(s.from_day, s.until_day, p.last_day)), 0) as closing
  from accounts as a
  cross join params as p
  join stretches as s on s.customer_id = a.customer_id and s.currency is not distinct from a.currency
  group by a.customer_id, a.currency, a.grp
  having opening > 0
),
money as (
  select currency, grp, sum(opening) as opening, sum(closing) as closing, sum(least(opening, closing)) as kept
  from cohort
  group by grouping sets ((currency), (currency, grp))
),
figures as (
  select 'customer_retention_rate' as metric, grp, null as currency, kept as numerator, at_start as denominator
  from heads
  union all
  select 'nrr', grp, currency, closing, opening from money
  union all
  select 'grr', grp, currency, kept, opening from money
)
select
  metric,
  grp,
  cast(currency as varchar) as currency,
  cast(numerator as hugeint) as numerator,
  cast(denominator as hugeint) as denominator,
  ratio(numerator, denominator) as value
from figures;
