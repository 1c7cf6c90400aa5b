-- Times of tickets in hours that support is open: METRICS.md 2.6. Needs base.sql, and `opening_hours`: the weekday from 1,
-- Monday, the minutes of the day from which and to which it is open, and the zone of that clock; and `holidays`.
-- open: the clock on the wall says when it is open; what has passed meanwhile is counted, also when the clocks change.
with tickets_seen as (
  select
    h.ticket_id,
    h.grp,
    cast(h.created as date) between p.first_day and p.last_day as came,
    cast(h.first_solve as date) between p.first_day and p.last_day as went,
    h.created_instant as began,
    h.first_response_instant as answered,
    h.last_solve_instant as solved
  from handled as h
  cross join params as p
),
spans as (
  select ticket_id, grp, 'first_response_time' as metric, began, answered as ended from tickets_seen where came
  union all
  select ticket_id, grp, 'resolution_time', began, solved from tickets_seen where went
),
zoned as (
  select distinct zone from opening_hours
),
days as (
  select
    s.ticket_id,
    s.metric,
    cast(
      unnest(
        generate_series(
          cast(s.began at time zone z.zone as date), cast(s.ended at time zone z.zone as date), interval 1 day
        )
      ) as date
    ) as day
  from spans as s
  cross join zoned as z
  where s.began is not null
    and s.ended is not null
),
open_spans as (
  select
    d.ticket_id,
    d.metric,
    (cast(d.day as timestamp) + to_minutes(o.opens)) at time zone o.zone as opens,
    (cast(d.day as timestamp) + to_minutes(o.closes)) at time zone o.zone as closes
  from days as d
  join opening_hours as o on o.weekday = isodow(d.day)
  where d.day not in (select day from holidays)
),
hours as (
  select
    s.metric,
    s.grp,
    -- DuckDB's least() and greatest() pass over nulls, so a time that meets no open day is told by itself.
    coalesce(
      sum(greatest(0, epoch(least(o.closes, s.ended)) - epoch(greatest(o.opens, s.began))))
        filter (where o.opens is not null),
      0
    ) / 3600 as hours
  from spans as s
  left join open_spans as o on o.ticket_id = s.ticket_id and o.metric = s.metric
  where s.began is not null
    and s.ended is not null
  group by s.ticket_id, s.metric, s.grp
),
figures as (
  select metric, grp, quantile_cont(hours, 0.5) as value
  from hours
  group by grouping sets ((metric), (metric, grp))
  union all
  select metric || '_p90', grp, quantile_cont(hours, 0.9)
  from hours
  group by grouping sets ((metric), (metric, grp))
)
select
  metric,
  grp,
  cast(null as varchar) as currency,
  cast(null as double) as numerator,
  cast(null as double) as denominator,
  value
from figures;
