-- Customer satisfaction: METRICS.md 2.3, 9.5, 9.28.
-- Satisfied is 4 or 5 of 1 to 5. The latest scored answer of each ticket in the period, or of each respondent where
-- no ticket is named.
with counted as (
  select
    grp,
    count(*) as answers,
    count(*) filter (where score >= 4) as satisfied,
    coalesce(sum(score), 0) as points
  from answers('csat')
  group by grouping sets ((), (grp))
),
figures as (
  select 'csat' as metric, grp, satisfied as numerator, answers as denominator from counted
  union all
  select 'csat_mean', grp, points, answers from counted
)
select
  metric,
  grp,
  cast(null as varchar) as currency,
  cast(numerator as hugeint) as numerator,
  cast(denominator as hugeint) as denominator,
  ratio(numerator, denominator) as value
from figures;
