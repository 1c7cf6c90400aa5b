-- The table of cohorts by what they pay: METRICS.md 2.8. Needs base.sql and base-cohorts.sql.
-- A cell is the MRR of a cohort at a close, in cents, beside its first MRR; one for each currency (9.9). The line without
-- a cohort is weighted by first MRR.
-- open: the first MRR of a customer is that of the close of its first paid day.
with firsts as (
  select
    b.customer_id,
    b.first_paid,
    s.currency,
    w.grp,
    sum(s.cents) filter (where runs_at(s.from_day, s.until_day, b.first_paid)) as first_mrr
  from begun as b
  join people as w on w.customer_id = b.customer_id
  join stretches as s on s.customer_id = b.customer_id
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
  join stretches as s on s.customer_id = f.customer_id and s.currency is not distinct from f.currency
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
