-- Customer satisfaction by other rules: METRICS.md 2.3, 1 to 5. Needs base.sql.
-- open: dissatisfied mirrors satisfied, as difficult does easy (9.29): 1 and 2 against 4 and 5, 1 alone against 5.
with counted as (
  select
    grp,
    count(*) as answers,
    count(*) filter (where score >= p.satisfied_min) as satisfied,
    count(*) filter (where score = 5) as delighted,
    count(*) filter (where score <= 6 - p.satisfied_min) as dissatisfied,
    coalesce(sum(score), 0) as points
  from answers('csat')
  cross join params as p
  group by grouping sets ((), (grp))
),
figures as (
  select 'top2' as method, grp, satisfied as numerator, answers as denominator from counted
  union all
  select 'top-box', grp, delighted, answers from counted
  union all
  select 'mean', grp, points, answers from counted
  union all
  select 'net', grp, satisfied - dissatisfied, answers from counted
  union all
  select 'scaled-mean', grp, (points - answers) / 4, answers from counted
)
select
  'csat' as metric,
  method,
  grp,
  cast(null as varchar) as currency,
  cast(numerator as double) as numerator,
  cast(denominator as hugeint) as denominator,
  ratio(numerator, denominator) as value
from figures;
