-- Customer lifetime value: METRICS.md 2.13, 9.7, 9.16. Needs base.sql.
-- ARPA at the close of the period / mean cohort churn of the six complete months that end with its last month.
-- No margin: it is revenue. Churn of zero, or no churn to speak of, gives null.
with months as (
  -- open: the last month counts whole, also when the period ends inside it, as long as it is over at `as_of`;
  --       otherwise the six end with the last month that is.
  select
    cast(newest - to_months(back) as date) as first_day,
    cast(newest - to_months(back - 1) as date) - 1 as last_day
  from (
    select least(date_trunc('month', last_day), date_trunc('month', as_of) - to_months(1)) as newest from params
  )
  cross join (select unnest(range(6)) as back)
),
standing as (
  select
    m.first_day,
    w.customer_id,
    w.grp,
    coalesce(bool_or(runs_at(s.from_day, s.until_day, m.first_day - 1)), false) as opened,
    coalesce(bool_or(runs_at(s.from_day, s.until_day, m.last_day)), false) as closed
  from months as m
  cross join people as w
  left join stretches as s on s.customer_id = w.customer_id
  group by m.first_day, w.customer_id, w.grp
),
monthly as (
  -- A month that nobody entered has no rate, and the mean passes over it.
  select
    first_day,
    grp,
    ratio(count(*) filter (where opened and not closed), count(*) filter (where opened)) as churn
  from standing
  group by grouping sets ((first_day), (first_day, grp))
),
churned as (
  select grp, avg(churn) as churn from monthly group by grp
),
balances as (
  select
    a.customer_id,
    a.currency,
    a.grp,
    coalesce(sum(s.cents) filter (where runs_at(s.from_day, s.until_day, p.last_day)), 0) as closing
  from accounts as a
  cross join params as p
  left join stretches as s on s.customer_id = a.customer_id and s.currency is not distinct from a.currency
  group by a.customer_id, a.currency, a.grp
),
average as (
  select currency, grp, ratio(sum(closing), count(*) filter (where closing > 0)) as arpa
  from balances
  group by grouping sets ((currency), (currency, grp))
)
-- open: beside two currencies there are two ARPAs and one churn rate: customers are counted across currencies, and the
--       churn that is printed is the churn that is used.
select
  'clv' as metric,
  a.grp,
  a.currency,
  cast(null as hugeint) as numerator,
  cast(null as hugeint) as denominator,
  a.arpa / nullif(c.churn, 0) as value
from average as a
left join churned as c on c.grp is not distinct from a.grp;
