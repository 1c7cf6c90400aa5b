-- Customer effort: METRICS.md 2.4, 9.28.
-- Direction ease on 1 to 7: 5, 6 and 7 found it easy. The latest scored answer of each respondent in the period.
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
  where s.kind = 'ces'
    and s.score is not null
    and day_of(s.responded_at) between p.first_day and p.last_day
),
latest as (
  -- open: "latest answer for NPS, CSAT and CES alike" (9.28) is per respondent here, even where a ticket is named:
  --       one answer per ticket is said of CSAT only (9.5).
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
    count(*) filter (where score >= 5) as easy,
    coalesce(sum(score), 0) as points
  from latest
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
