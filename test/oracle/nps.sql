-- Net Promoter Score: METRICS.md 2.1, 9.5, 9.28.
-- Promoters 9 and 10, passives 7 and 8, detractors 0 to 6; the latest scored answer of each respondent in the period.
-- eNPS asks employees and is never mixed in.
with answers as (
  select
    s.response_id,
    s.respondent_id,
    cast(s.score as integer) as score,
    moment_of(s.responded_at) as answered,
    group_of(s.customer_id, c.customer_id, c.segment) as grp
  from surveys as s
  cross join params as p
  left join customers as c on c.customer_id = s.customer_id
  where s.kind = 'nps'
    and s.score is not null
    and day_of(s.responded_at) between p.first_day and p.last_day
),
latest as (
  -- A blank respondent stands for itself (9.28).
  -- open: the latest answer is found before the split into groups, so that groups add up to the total.
  -- open: beside an instant of the same day, an answer dated without a time is the earlier one.
  select *
  from answers
  qualify row_number() over (
    partition by respondent_id, case when respondent_id is null then response_id end
    order by answered desc
  ) = 1
),
counted as (
  select
    grp,
    count(*) as answers,
    count(*) filter (where score >= 9) as promoters,
    count(*) filter (where score between 7 and 8) as passives,
    count(*) filter (where score <= 6) as detractors
  from latest
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
