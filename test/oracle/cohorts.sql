-- The table of cohorts by months: METRICS.md 2.8. Needs base.sql; the period is one of whole months.
-- A cohort is who paid for the first time ever in a month; a cell is who of them pays at the close of a month since. The
-- line without a cohort is the average weighted by size: all who could be there.
with begun as (
  select s.customer_id, w.grp, min(s.from_day) as first_paid
  from stretches as s
  join people as w on w.customer_id = s.customer_id
  group by s.customer_id, w.grp
),
months as (
  select
    cast(unnest(generate_series(first_day, last_day, interval 1 month)) as date) as month
  from params
),
cells as (
  select
    c.month as cohort,
    date_diff('month', c.month, m.month) as age,
    b.customer_id,
    b.grp,
    coalesce(bool_or(runs_at(s.from_day, s.until_day, last_day(m.month))), false) as there
  from months as c
  join months as m on m.month >= c.month
  join begun as b on date_trunc('month', b.first_paid) = c.month
  join stretches as s on s.customer_id = b.customer_id
  group by c.month, m.month, b.customer_id, b.grp
)
select
  strftime(cohort, '%Y-%m') as cohort,
  cast(age as integer) as age,
  grp as "group",
  count(*) as denominator,
  count(*) filter (where there) as numerator
from cells
group by grouping sets ((cohort, age), (age), (cohort, age, grp), (age, grp));
