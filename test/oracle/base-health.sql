-- The health score: METRICS.md 6.2, at the close of the last day. Needs base-growth.sql and base-health-voice.sql.
-- open: "28 d" are the day of the close and the 27 before; "previous 84 d" the 84 before those.

create or replace macro clamped(number) as greatest(0.0, least(100.0, number));

-- Days before the window that a mean can be of: at most 84, since the customer is one and the export tells.
create or replace macro past_days(at_close, since) as
  cast(greatest(0, least(84, at_close - 27 - since)) as integer);

-- Rows of subscriptions that run at the close.
-- open: those that are free for a while, or for good, run too.
create or replace view running as
select s.*
from priced as s
cross join params as p
where runs_at(s.from_day, s.until_day, p.last_day);

create or replace view uses as
select u.customer_id, day_of(u."at") as day, u.user_id, u.feature, cast(coalesce(u.count, '1') as bigint) as events
from usage as u
cross join params as p
where day_of(u."at") <= p.last_day;

-- open: use is not known where the export begins within the window, or says nothing of anybody for more than a week.
create or replace view uses_known as
select
  coalesce(min(u.day) <= p.last_day - 27 and max(u.day) >= p.last_day - 7, false) as known,
  min(u.day) as since,
  bool_or(u.user_id is not null) as names_users,
  bool_or(u.feature is not null) as names_features
from params as p
left join uses as u on true
group by p.last_day;

create or replace view health_use as
select
  c.customer_id,
  c.age,
  past_days(c.at_close, greatest(c.first_day, any_value(k.since))) as past,
  count(distinct u.day) filter (where u.day > c.at_close - 28) as active_days,
  coalesce(sum(u.events) filter (where u.day > c.at_close - 28), 0) as events,
  -- open: the mean is of the days that the past has.
  coalesce(sum(u.events) filter (
    where u.day <= c.at_close - 28 and u.day > c.at_close - 28 - past_days(c.at_close, greatest(c.first_day, k.since))
  ), 0) as past_events,
  count(distinct u.user_id) filter (where u.day > c.at_close - 28) as people,
  count(distinct u.feature) filter (where u.day > c.at_close - 28 and list_contains(h.key_features, u.feature))
    as features
from clients as c
cross join uses_known as k
cross join health_params as h
left join uses as u on u.customer_id = c.customer_id
where k.known and c.age >= 28
group by c.customer_id, c.age, c.first_day, c.at_close;

create or replace view health_usage as
with sides as (
  select
    u.customer_id,
    100.0 * least(1.0, u.active_days / cast(h.active_days as double)) as level,
    case
      -- open: no trend of a past of fewer than 28 days, or without events.
      when u.past < 28 or u.past_events = 0 then null
      when u.age < h.younger_than and not h.young_trends then null -- "no trends yet"
      when u.events = 0 then 0.0
      else clamped(50 + 50 * ln(u.events / (u.past_events * 28.0 / u.past)) / ln(2))
    end as trend
  from health_use as u
  cross join health_params as h
)
select customer_id, case when trend is null then level else (level + trend) / 2 end as score from sides;

-- open: seats are the units subscribed to at the close where there are more than one, else `seats_purchased`. A row
--       that names no quantity names no seats.
create or replace view health_adoption as
with seats as (
  select
    c.customer_id,
    case when sum(r.units) > 1 then sum(r.units) else any_value(cast(m.seats_purchased as integer)) end as seats
  from clients as c
  join running as r on r.customer_id = c.customer_id
  left join customers as m on m.customer_id = c.customer_id
  group by c.customer_id
),
sides as (
  select
    u.customer_id,
    case when s.seats > 0 and k.names_users then 100.0 * least(1.0, u.people / cast(s.seats as double)) end as seat_side,
    case when len(h.key_features) > 0 and k.names_features then 100.0 * u.features / len(h.key_features) end
      as feature_side
  from health_use as u
  join seats as s on s.customer_id = u.customer_id
  cross join uses_known as k
  cross join health_params as h
)
select
  customer_id,
  case
    when seat_side is null then feature_side
    when feature_side is null then seat_side
    else (seat_side + feature_side) / 2
  end as score
from sides
where seat_side is not null or feature_side is not null;

-- open: a ticket begun by an agent, spam, merged or deleted is none, as everywhere.
-- open: the usual number is that of the 84 days before, for 28; of a past of fewer than 28 days there is none, and
--       nothing is more than usual. A reopening counts on its day.
create or replace view health_support as
with filed as (
  select h.*, t.customer_id, t.priority, cast(h.created as date) as day, cast(h.last_solve as date) as last_day_solved
  from handled as h
  join tickets as t on t.ticket_id = h.ticket_id
  cross join params as p
  where cast(h.created as date) <= p.last_day
),
since as (select min(day) as day from filed),
counted as (
  select
    c.customer_id,
    past_days(c.at_close, greatest(c.first_day, any_value(s.day))) as past,
    count(*) filter (
      where list_contains(h.high_priority, f.priority)
        and (
          f.first_solve is null or cast(f.first_solve as date) > c.at_close
          or (f.reopened <= c.at_close and (f.last_day_solved is null or f.last_day_solved > c.at_close))
        )
    ) as urgent,
    count(*) filter (where f.reopened between c.at_close - 27 and c.at_close) as reopened,
    count(*) filter (where f.day > c.at_close - 28) as tickets,
    count(*) filter (
      where f.day <= c.at_close - 28 and f.day > c.at_close - 28 - past_days(c.at_close, greatest(c.first_day, s.day))
    ) as past_tickets
  from clients as c
  cross join since as s
  cross join health_params as h
  left join filed as f on f.customer_id = c.customer_id
  where s.day is not null
  group by c.customer_id, c.first_day, c.at_close
)
select
  customer_id,
  clamped(
    100 - 20 * urgent - 10 * reopened
    - case when past < 28 then 0 else 5 * greatest(0, tickets - past_tickets * 28.0 / past) end
  ) as score
from counted;

-- open: the change is over the MRR of 90 days ago; without any then, or in more than one currency, it is missing.
create or replace view health_mrr_trend as
select
  s.customer_id,
  50 + 50 * greatest(-1.0, least(1.0, ratio(
    sum(s.cents) filter (where runs_at(s.from_day, s.until_day, p.last_day))
      - sum(s.cents) filter (where runs_at(s.from_day, s.until_day, p.last_day - 90)),
    sum(s.cents) filter (where runs_at(s.from_day, s.until_day, p.last_day - 90))
  ))) as score
from stretches as s
cross join params as p
where runs_at(s.from_day, s.until_day, p.last_day) or runs_at(s.from_day, s.until_day, p.last_day - 90)
group by s.customer_id
having count(distinct coalesce(s.currency, '')) = 1
  and count(*) filter (where runs_at(s.from_day, s.until_day, p.last_day)) > 0
  and count(*) filter (where runs_at(s.from_day, s.until_day, p.last_day - 90)) > 0
  and count(s.cents) > 0;

-- What every customer at the close weighs and scores, `score` null where it is missing.
create or replace view health_scored as
with found as (
  select 'usage' as component, customer_id, score from health_usage
  union all
  select 'adoption', customer_id, score from health_adoption
  union all
  select 'support', customer_id, score from health_support
  union all
  select 'growth', customer_id, clamped(growth - 50) from growth_indices
  union all
  select 'nps', customer_id, score from voiced('nps', 180, 0, 10)
  union all
  select 'csat', customer_id, score from voiced('csat', 90, 1, 5)
  union all
  select 'payment', customer_id, score from health_payment
  union all
  select 'mrr_trend', customer_id, score from health_mrr_trend
  union all
  select 'ces', customer_id, score from voiced('ces', 90, 1, 7)
)
select
  c.customer_id,
  w.component,
  w.weight,
  f.score as known,
  coalesce(f.score, case h.missing when 'neutral' then 50.0 when 'worst' then 0.0 end) as score
from clients as c
cross join health_params as h
join health_weights as w on w.young = (c.age < h.younger_than)
left join found as f on f.customer_id = c.customer_id and f.component = w.component;

-- METRICS.md 6.2: score, coverage, range and band of each.
-- open: who cancelled all that runs is red by the close of that day, whatever else is known.
create or replace view health_customers as
with summed as (
  select
    customer_id,
    sum(weight * score) / sum(weight) filter (where score is not null) as score,
    coalesce(sum(weight) filter (where known is not null), 0) / sum(weight) as coverage,
    coalesce(sum(weight * known), 0) / sum(weight) as low,
    (coalesce(sum(weight * known), 0) + 100 * coalesce(sum(weight) filter (where known is null), 0)) / sum(weight)
      as high
  from health_scored
  group by customer_id
),
leaving as (
  select r.customer_id, bool_and(coalesce(r.asked_day <= p.last_day, false)) as cancelled
  from running as r
  cross join params as p
  group by r.customer_id
)
select
  s.*,
  coalesce(l.cancelled, false) and list_contains(h.overrides, 'scheduled_cancel') as overridden,
  case
    when coalesce(l.cancelled, false) and list_contains(h.overrides, 'scheduled_cancel') then 'red'
    when s.score is null or s.coverage < h.min_coverage then 'unknown'
    when s.score <= h.red_up_to then 'red'
    when s.score <= h.yellow_up_to then 'yellow'
    else 'green'
  end as band
from summed as s
cross join health_params as h
left join leaving as l on l.customer_id = s.customer_id;
