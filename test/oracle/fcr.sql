-- First contact resolution: METRICS.md 2.6, 9.6, 9.25. Method contact, cohort created, window of 7 days.
with cohort as (
  select
    -- `solved_at` is the last solve where a ticket was reopened, so it only stands in for `first_solved_at`.
    day_of(coalesce(t.first_solved_at, t.solved_at)) as first_solve,
    day_of(t.reopened_at) as reopened,
    cast(coalesce(t.reopens, '0') as integer) as reopens,
    -- Without `agent_replies_before_solve`, `agent_replies` stands in (3.4).
    cast(coalesce(t.agent_replies_before_solve, t.agent_replies, '0') as integer) as replies,
    cast(t.first_contact_resolved as boolean) as stated,
    group_of(t.customer_id, c.customer_id, c.segment) as grp
  from tickets as t
  cross join params as p
  left join customers as c on c.customer_id = t.customer_id
  where day_of(t.created_at) between p.first_day and p.last_day
    -- Eligible: not spam, not merged away, not deleted, not begun by an agent.
    and not coalesce(cast(t.is_spam as boolean), false)
    and coalesce(t.status, '') not in ('spam', 'deleted')
    and t.merged_into is null
    and coalesce(t.submitter_role, '') <> 'agent'
),
judged as (
  select
    grp,
    coalesce(
      stated, -- the agent's or the customer's own word wins
      -- open: "were solved" is a first solve on record, also when the ticket is open again at the export.
      first_solve is not null
      and replies = 1
      and case
        -- Calendar days 0 to 7 after the first solve count against it (9.25).
        -- open: a reopen dated before the solve on record proves an earlier one, and counts against it too.
        when reopened is not null then reopened - first_solve > 7
        else reopens = 0 -- no date: no reopen at all
      end
    ) as first_contact
  from cohort
),
counted as (
  select grp, count(*) as eligible, count(*) filter (where first_contact) as resolved
  from judged
  group by grouping sets ((), (grp))
)
select
  'fcr' as metric,
  grp,
  cast(null as varchar) as currency,
  cast(resolved as hugeint) as numerator,
  cast(eligible as hugeint) as denominator,
  ratio(resolved, eligible) as value
from counted;
