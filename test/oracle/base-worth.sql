-- METRICS.md 2.13, 9.7, 9.16: ARPA at the close, and the mean cohort churn of the complete months that end with the
-- last month of the period.
create or replace view worth as
with months as (
  -- open: the last month counts whole, also when the period ends inside it, as long as it is over at `as_of`;
  --       otherwise the six end with the last month that is.
  select
    cast(newest - to_months(back) as date) as first_day,
    cast(newest - to_months(back - 1) as date) - 1 as last_day
  from (
    select least(date_trunc('month', last_day), date_trunc('month', as_of) - to_months(1)) as newest from params
  )
  cross join (select cast(unnest(range(churn_months)) as integer) as back from params)
),
stayed as (
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
  from stayed
  group by grouping sets ((first_day), (first_day, grp))
),
churned as (
  select grp, avg(churn) as churn from monthly group by grp
),
average as (
  select currency, grp, ratio(sum(closing), count(*) filter (where closing > 0)) as arpa
  from balances
  group by grouping sets ((currency), (currency, grp))
)
-- open: beside two currencies there are two ARPAs and one churn rate: customers are counted across currencies, and the
--       churn that is printed is the churn that is used.
select a.currency, a.grp, a.arpa, c.churn
from average as a
left join churned as c on c.grp is not distinct from a.grp;
