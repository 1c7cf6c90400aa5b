-- Customer effort by other rules: METRICS.md 2.4, 9.29, direction ease on 1 to 7. Needs base.sql.
-- Easy is 5 to 7; difficult mirrors it, 1 to 3; 4 is neither and counts.
with counted as (
  select
    grp,
    count(*) as answers,
    count(*) filter (where score >= 5) as easy,
    count(*) filter (where score <= 3) as difficult,
    coalesce(sum(score), 0) as points
  from answers('ces')
  group by grouping sets ((), (grp))
),
figures as (
  select 'mean' as method, grp, points as numerator, answers as denominator from counted
  union all
  select 'net', grp, easy - difficult, answers from counted
)
select
  'ces' as metric,
  method,
  grp,
  cast(null as varchar) as currency,
  cast(numerator as hugeint) as numerator,
  cast(denominator as hugeint) as denominator,
  ratio(numerator, denominator) as value
from figures;
