-- Customer satisfaction: METRICS.md 2.3, 9.5, 9.28.
-- Satisfied is 4 or 5 of 1 to 5. The latest scored answer of each ticket in the period, or of each respondent where
-- no ticket is named.
with answers as (
  select
    s.response_id,
    s.ticket_id,
    s.respondent_id,
    cast(s.score as integer) as score,
    moment_of(s.responded_at) as answered,
    group_of(s.customer_id, c.customer_id, c.segment) as grp
  from surveys as s
  cross join params as p
  left join customers as c on c.customer_id = s.customer_id
  where s.kind = 'csat'
    and s.score is not null
    and day_of(s.responded_at) between p.first_day and p.last_day
),
latest as (
  -- open: an answer about a ticket counts for the ticket alone; it does not replace, and is not replaced by, the same
  --       respondent's answer about no ticket.
  -- open: the group is that of the answer's own `customer_id`, not of the ticket's.
  select *
  from answers
  qualify row_number() over (
    partition by
      ticket_id,
      case when ticket_id is null then respondent_id end,
      case when ticket_id is null and respondent_id is null then response_id end
    order by answered desc
  ) = 1
),
counted as (
  select
    grp,
    count(*) as answers,
    count(*) filter (where score >= 4) as satisfied,
    coalesce(sum(score), 0) as points
  from latest
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
