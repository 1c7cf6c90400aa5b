-- METRICS.md 2.6: the tickets that count, with the days that say when they were solved and closed. Eligible is what is
-- not spam, not merged away, not deleted, not begun by an agent.
create or replace view handled as
select
  t.ticket_id,
  moment_of(t.created_at) as created,
  length(t.created_at) > 10 as timed,
  -- Hours are between instants, which no change of the clocks moves.
  instant_of(t.created_at) as created_instant,
  instant_of(t.first_response_at) as first_response_instant,
  instant_of(t.solved_at) as last_solve_instant,
  -- `solved_at` is the last solve where a ticket was reopened, so it only stands in for `first_solved_at`.
  moment_of(coalesce(t.first_solved_at, t.solved_at)) as first_solve,
  moment_of(t.solved_at) as last_solve,
  moment_of(t.first_response_at) as first_response,
  -- open: where an export never says when a ticket was closed, a closed one was so when it was last solved.
  day_of(
    case when count(t.closed_at) over () > 0 then t.closed_at when t.status = 'closed' then t.solved_at end
  ) as closed,
  day_of(t.reopened_at) as reopened,
  cast(coalesce(t.reopens, '0') as integer) as reopens,
  cast(coalesce(t.agent_replies, '0') as integer) as replies,
  -- Without `agent_replies_before_solve`, `agent_replies` stands in (3.4).
  cast(coalesce(t.agent_replies_before_solve, t.agent_replies, '0') as integer) as replies_before,
  cast(coalesce(t.customer_replies, '0') as integer) as answered_back,
  cast(t.first_contact_resolved as boolean) as stated,
  -- Without a status a solved ticket is one that has a solve.
  coalesce(t.status, case when coalesce(t.first_solved_at, t.solved_at) is not null then 'solved' end) as status,
  t.rep,
  group_of(t.customer_id, c.customer_id, c.segment) as grp
from tickets as t
left join customers as c on c.customer_id = t.customer_id
where not coalesce(cast(t.is_spam as boolean), false)
  and coalesce(t.status, '') not in ('spam', 'deleted')
  and t.merged_into is null
  and coalesce(t.submitter_role, '') <> 'agent';

-- The rules of first contact, each ticket judged by each of them; `day` says to which period it belongs.
create or replace view judged as
with methods(method, cohort) as (
  values ('contact', 'created'), ('one-touch', 'created'), ('one-touch-lt2', 'created'), ('no-customer-reply', 'resolved')
)
select
  m.method,
  h.grp,
  case case p.fcr_cohort when 'default' then m.cohort else p.fcr_cohort end
    when 'created' then cast(h.created as date)
    when 'resolved' then cast(h.first_solve as date)
    when 'closed' then h.closed
  end as day,
  case m.method
    when 'contact' then coalesce(
      h.stated, -- the agent's or the customer's own word wins
      -- open: "were solved" is a first solve on record, also when the ticket is open again at the export.
      h.first_solve is not null
      and h.replies_before = 1
      and case
        -- Calendar days 0 to 7 after the first solve count against it (9.25).
        -- open: a reopen dated before the solve on record proves an earlier one, and counts against it too.
        when h.reopened is not null then h.reopened - cast(h.first_solve as date) > p.reopen_window
        else h.reopens = 0 -- no date: no reopen at all
      end
    )
    -- open: who names a method asks for its rule, so `first_contact_resolved` wins over the default rule alone.
    when 'one-touch' then coalesce(h.status, '') in ('solved', 'closed') and h.replies = 1
    when 'one-touch-lt2' then coalesce(h.status, '') in ('solved', 'closed') and h.replies < 2
    when 'no-customer-reply' then h.first_solve is not null and h.answered_back = 0
  end as first_contact
from handled as h
cross join methods as m
cross join params as p;
