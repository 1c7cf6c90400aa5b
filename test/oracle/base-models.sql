-- What the two models of customer lifetime value are fitted to: METRICS.md 2.13. Needs base.sql.
-- `fitted` holds the parameters that are judged, one line each, by model, group and currency.
create table if not exists fitted (model varchar, grp varchar, currency varchar, name varchar, value double);

-- The whole months from one day to another: a month is over when its day has come, clamped (1.1).
create or replace macro whole_months(from_day, until_day) as
  12 * (year(until_day) - year(from_day)) + month(until_day) - month(from_day)
  - case
      when cast(
        from_day
        + to_months(cast(12 * (year(until_day) - year(from_day)) + month(until_day) - month(from_day) as integer))
        as date
      ) > until_day then 1
      else 0
    end;

create or replace macro months_of(renewal) as case renewal when 'month' then 1 when 'quarter' then 3 when 'year' then 12 end;

-- METRICS.md 2.13, shifted beta-geometric: `made` is how many renewals a customer has made, `gone` whether the next one
-- was due by the last day and not made.
-- open: renewals are due every so many months from the first paid day on.
-- open: who left before a renewal that is not due yet has not failed to make it: those who are to make it are not
--       counted before that day either, and a cohort has survivors of an age when it has reached it.
-- open: who comes back was gone all the same.
create or replace view renewing as
with lives as (
  select
    m.customer_id,
    m.currency,
    m.day as began,
    (
      select min(l.day)
      from movements as l
      where l.customer_id = m.customer_id and l.currency is not distinct from m.currency and l.kind = 'churn'
    ) as ended
  from movements as m
  where m.kind = 'new'
),
counted as (
  select
    customer_id,
    currency,
    whole_months(began, least(ended - 1, p.last_day)) // months_of(p.renewal) as made, -- least() passes over nulls
    whole_months(began, p.last_day) // months_of(p.renewal) as due
  from lives
  cross join params as p
  where began <= p.last_day
)
select c.customer_id, c.currency, a.grp, c.made, c.made < c.due as gone
from counted as c
join accounts as a on a.customer_id = c.customer_id and a.currency is not distinct from c.currency;

-- METRICS.md 2.13, BG/NBD and Gamma-Gamma: repeat purchases, days from the first to the last of them and to the last
-- day of the period, and the mean value of the repeat purchases, in units of the currency.
-- open: what is bought on one day is one purchase [LT]; a refund is none, nor is what costs nothing.
-- open: what `kind` says else makes no difference, recurring payments are purchases.
create or replace view purchasing as
with days as (
  select
    y.customer_id,
    y.currency,
    group_of(y.customer_id, c.customer_id, c.segment) as grp,
    day_of(y.at) as day,
    cast(sum(cents_of(y.amount)) as double) / 100 as spent
  from payments as y
  cross join params as p
  left join customers as c on c.customer_id = y.customer_id
  where coalesce(y.status, 'paid') = 'paid'
    and coalesce(y.kind, '') <> 'refund'
    and cents_of(y.amount) > 0
    and day_of(y.at) <= p.last_day
  group by all
),
ordered as (
  select *, min(day) over (partition by customer_id, currency) as first_bought from days
)
select
  customer_id,
  currency,
  any_value(grp) as grp,
  count(*) - 1 as x,
  max(day) - min(day) as tx,
  any_value(p.last_day) - min(day) as t,
  avg(spent) filter (where day > first_bought) as mean
from ordered
cross join params as p
group by customer_id, currency;

-- Where a fit could be bettered: close by, some way off, and far away. A factor for each of up to four parameters.
create or replace view steps as
select unnest([0.999, 1, 1.001]) as factor, 'nearby' as place
union all
select unnest([0.5, 0.9, 1, 1.1, 2]), 'anywhere';
