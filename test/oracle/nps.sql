-- Net Promoter Score: METRICS.md 2.1, 9.5, 9.28.
-- Promoters 9 and 10, passives 7 and 8, detractors 0 to 6; the latest scored answer of each respondent in the period.
-- eNPS asks employees and is never mixed in.
with counted as (
  select
    grp,
    count(*) as answers,
    count(*) filter (where score >= 9) as promoters,
    count(*) filter (where score between 7 and 8) as passives,
    count(*) filter (where score <= 6) as detractors
  from answers('nps')
  group by grouping sets ((), (grp))
),
figures as (
  select 'nps' as metric, grp, promoters - detractors as numerator, answers as denominator, 100 as scale from counted
  union all
  select 'nps_promoters', grp, promoters, answers, 1 from counted
  union all
  select 'nps_passives', grp, passives, answers, 1 from counted
  union all
  select 'nps_detractors', grp, detractors, answers, 1 from counted
)
select
  metric,
  grp,
  cast(null as varchar) as currency,
  cast(numerator as hugeint) as numerator,
  cast(denominator as hugeint) as denominator,
  ratio(scale * numerator, denominator) as value
from figures;
