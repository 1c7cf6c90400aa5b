-- The table of cohorts by what they pay: METRICS.md 2.8. Needs base.sql and base-cohorts.sql.
-- A cell is the MRR of a cohort at a close, in cents, beside its first MRR; one for each currency (9.9). The line without
-- a cohort is weighted by first MRR.
-- With rates (`fx`: period-end or a day) every row is in one currency at the rates of one day, so that a rate is no
-- movement (2.9): that of the last close, or the day; rounded in its own currency, and after converting.
-- open: the first MRR of a customer is that of the close of its first paid day.
with told as (
  select
    s.customer_id,
    s.from_day,
    s.until_day,
    case when p.fx = 'opening' then s.currency else p.base_currency end as currency,
    case when p.fx = 'opening' then s.cents else half_even(
      s.cents * cast(cast(coalesce(
        (
          select arg_max(f.rate, f.date)
          from fx as f
          where f.currency = s.currency
            and cast(f.date as date) <= case when p.fx = 'period-end' then least(p.last_day, p.as_of) else try_cast(p.fx as date) end
        ), '1'
      ) as decimal(12, 6)) * 1000000 as hugeint), 1000000)
    end as cents
  from stretches as s
  cross join params as p
),
firsts as (
  select
    b.customer_id,
    b.first_paid,
    s.currency,
    w.grp,
    sum(s.cents) filter (where runs_at(s.from_day, s.until_day, b.first_paid)) as first_mrr
  from begun as b
  join people as w on w.customer_id = b.customer_id
  join told as s on s.customer_id = b.customer_id
  group by b.customer_id, b.first_paid, s.currency, w.grp
),
cells as (
  select
    t.cohort,
    t.age,
    f.customer_id,
    f.currency,
    f.grp,
    f.first_mrr,
    coalesce(sum(s.cents) filter (where runs_at(s.from_day, s.until_day, t.close)), 0) as mrr
  from cohort_cells as t
  join firsts as f on f.first_paid between t.first_day and t.last_day
  join told as s on s.customer_id = f.customer_id and s.currency is not distinct from f.currency
  where t.complete
  group by t.cohort, t.age, f.customer_id, f.currency, f.grp, f.first_mrr
),
counted as (
  select cohort, age, grp, currency, sum(first_mrr) as denominator, sum(mrr) as numerator
  from cells
  group by grouping sets (
    (currency, cohort, age), (currency, age), (currency, cohort, age, grp), (currency, age, grp)
  )
)
select
  cohort,
  age,
  grp as "group",
  currency,
  cast(denominator as hugeint) as denominator,
  cast(numerator as hugeint) as numerator
from counted
where denominator > 0;
