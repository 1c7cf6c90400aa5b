-- NRR and GRR over the months up to the end of the period: METRICS.md 2.11, `--trailing`. Needs base.sql.
with windows as (
  select cast(last_day + 1 - to_months(cast(trailing_months as integer)) as date) - 1 as opening_day, last_day from params
),
cohort as (
  select
    a.customer_id,
    a.currency,
    a.grp,
    sum(s.cents) filter (where runs_at(s.from_day, s.until_day, w.opening_day)) as opening,
    coalesce(sum(s.cents) filter (where runs_at(s.from_day, s.until_day, w.last_day)), 0) as closing
  from accounts as a
  cross join windows as w
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
  select 'nrr' as metric, grp, currency, closing as numerator, opening as denominator from money
  union all
  select 'grr', grp, currency, kept, opening from money
)
select
  metric,
  grp,
  currency,
  cast(numerator as hugeint) as numerator,
  cast(denominator as hugeint) as denominator,
  ratio(numerator, denominator) as value
from figures;
