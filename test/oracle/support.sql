-- Support: METRICS.md 2.6, 9.32, 10. Needs base.sql.
-- open: what is no ticket for FCR (spam, merged, deleted, begun by an agent) is none here.
-- open: how many hours lie between two calendar days nobody knows; a ticket dated without a time has no times.
-- open: a percentile lies between two tickets in proportion, as a median does.
with known as (
  select
    h.*,
    cast(created as date) as created_day,
    cast(first_solve as date) as solved_day,
    p.first_day,
    p.last_day,
    case when timed then (epoch(first_response_instant) - epoch(created_instant)) / 3600 end as response_hours,
    case when timed then (epoch(last_solve_instant) - epoch(created_instant)) / 3600 end as resolution_hours
  from handled as h
  cross join params as p
),
paying as (
  select grp, count(*) filter (where closed) as customers from standing group by grouping sets ((), (grp))
),
counted as (
  select
    grp,
    count(*) filter (where created_day between first_day and last_day) as created,
    count(*) filter (where solved_day between first_day and last_day) as solved,
    -- open: a ticket that is open again at the close is not solved by it. The last solve on record says until when.
    count(*) filter (where created_day <= last_day and (
      solved_day is null or solved_day > last_day
      or (reopened <= last_day and (last_solve is null or cast(last_solve as date) > last_day))
    )) as backlog,
    count(*) filter (where solved_day between first_day and last_day and (reopens > 0 or reopened is not null))
      as reopened,
    quantile_cont(response_hours, 0.5) filter (where created_day between first_day and last_day) as response,
    quantile_cont(response_hours, 0.9) filter (where created_day between first_day and last_day) as response_p90,
    quantile_cont(resolution_hours, 0.5) filter (where solved_day between first_day and last_day) as resolution,
    quantile_cont(resolution_hours, 0.9) filter (where solved_day between first_day and last_day) as resolution_p90,
    count(*) filter (where solved_day between first_day and last_day and rep is not null) as solved_by_rep,
    count(distinct rep) filter (where solved_day between first_day and last_day) as reps
  from known
  group by grouping sets ((), (grp))
),
figures as (
  select 'tickets_created' as metric, grp, null as numerator, null as denominator, created as value from counted
  union all
  select 'tickets_solved', grp, null, null, solved from counted
  union all
  select 'ticket_backlog', grp, null, null, backlog from counted
  union all
  select 'reopen_rate', grp, reopened, solved, ratio(reopened, solved) from counted
  union all
  select 'first_response_time', grp, null, null, response from counted
  union all
  select 'first_response_time_p90', grp, null, null, response_p90 from counted
  union all
  select 'resolution_time', grp, null, null, resolution from counted
  union all
  select 'resolution_time_p90', grp, null, null, resolution_p90 from counted
  union all
  select 'tickets_per_100_customers', c.grp, c.created, w.customers, 100 * ratio(c.created, w.customers)
  from counted as c
  left join paying as w on w.grp is not distinct from c.grp
  union all
  -- open: what was solved by nobody in particular is not the work of a rep.
  select 'tickets_solved_per_rep_day', grp, solved_by_rep, reps * (p.last_day - p.first_day + 1),
    ratio(solved_by_rep, reps * (p.last_day - p.first_day + 1))
  from counted
  cross join params as p
)
select
  metric,
  grp,
  cast(null as varchar) as currency,
  cast(numerator as hugeint) as numerator,
  cast(denominator as hugeint) as denominator,
  cast(value as double) as value
from figures;
