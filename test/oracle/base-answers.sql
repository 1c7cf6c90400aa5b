-- METRICS.md 9.5, 9.24, 9.28: the scored answers of one kind of survey that count in the period. CSAT takes one per
-- ticket, else one per respondent; the others one per respondent; a blank respondent stands for itself.
-- open: "latest answer for NPS, CSAT and CES alike" (9.28) is per respondent for CES, even where a ticket is named: one
--       answer per ticket is said of CSAT only (9.5).
-- open: an answer about a ticket counts for the ticket alone; it does not replace, and is not replaced by, the same
--       respondent's answer about no ticket.
-- open: which answer counts is found before the split into groups, so that groups add up to the total; the group is
--       that of the answer's own `customer_id`, not of the ticket's.
-- open: beside an instant of the same day, an answer dated without a time is the earlier one.
-- open: of two answers of one instant the one with the larger id is the later, then the one with the higher score.
create or replace macro answers(of_kind) as table
with scored as (
  select
    s.response_id,
    s.customer_id,
    case when of_kind = 'csat' then s.ticket_id end as ticket_id,
    s.respondent_id,
    cast(s.score as integer) as score,
    moment_of(s.responded_at) as answered,
    group_of(s.customer_id, c.customer_id, c.segment) as grp,
    p.responses
  from surveys as s
  cross join params as p
  left join customers as c on c.customer_id = s.customer_id
  where s.kind = of_kind
    and s.score is not null
    and day_of(s.responded_at) between p.first_day and p.last_day
),
ranked as (
  select
    *,
    row_number() over (one order by answered, coalesce(response_id, ''), score) as nth,
    count(*) over (one) as given
  from scored
  window one as (
    partition by
      ticket_id,
      case when ticket_id is null then respondent_id end,
      case when ticket_id is null and respondent_id is null then response_id end
  )
)
select response_id, customer_id, score, grp
from ranked
where case responses when 'all' then true when 'first' then nth = 1 else nth = given end;
