-- The table of cohorts: METRICS.md 2.8. Needs base.sql and base-cohorts.sql.
-- A cell is who of a cohort pays at a close. The line without a cohort is the average weighted by size: all who could be
-- there.
with cells as (
  select
    t.cohort,
    t.age,
    t.complete,
    b.customer_id,
    w.grp,
    coalesce(bool_or(runs_at(s.from_day, s.until_day, t.close)), false) as there
  from cohort_cells as t
  join begun as b on b.first_paid between t.first_day and t.last_day
  join people as w on w.customer_id = b.customer_id
  join stretches as s on s.customer_id = b.customer_id
  group by t.cohort, t.age, t.complete, b.customer_id, w.grp
),
counted as (
  select cohort, age, grp, count(*) as denominator, count(*) filter (where there) as numerator
  from cells
  where complete
  group by grouping sets ((cohort, age), (age), (cohort, age, grp), (age, grp))
)
select cohort, age, grp as "group", cast(null as varchar) as currency, denominator, numerator
from counted;
