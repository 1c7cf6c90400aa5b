-- Customer effort: METRICS.md 2.4, 9.28.
-- Direction ease on 1 to 7: 5, 6 and 7 found it easy. The latest scored answer of each respondent in the period.
with counted as (
  select
    grp,
    count(*) as answers,
    count(*) filter (where score >= 5) as easy,
    coalesce(sum(score), 0) as points
  from answers('ces')
  group by grouping sets ((), (grp))
),
figures as (
  select 'ces' as metric, grp, easy as numerator, answers as denominator from counted
  union all
  select 'ces_mean', grp, points, answers from counted
)
select
  metric,
  grp,
  cast(null as varchar) as currency,
  cast(numerator as hugeint) as numerator,
  cast(denominator as hugeint) as denominator,
  ratio(numerator, denominator) as value
from figures;
