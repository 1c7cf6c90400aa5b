-- How long customers stay, Kaplan and Meier: METRICS.md 2.8. Needs base.sql.
-- A spell that ends on day e after a beginning on day b lasts e - b days. What is seen is the time from the opening close
-- to the closing close: who was there before enters at the age of the opening close, who is there still is censored at
-- the age of the closing one.
with spells as (
  select
    e.customer_id,
    w.grp,
    e.day as began,
    (
      select min(l.day) from events as l where l.customer_id = e.customer_id and l.kind = 'churn' and l.day > e.day
    ) as ended
  from events as e
  join people as w on w.customer_id = e.customer_id
  where e.kind <> 'churn'
),
seen as (
  select
    s.grp,
    greatest(p.first_day - 1 - s.began, -1) as entered,
    least(s.ended, p.last_day + 1) - s.began as lasted,
    coalesce(s.ended <= p.last_day, false) as gone,
    p.last_day - s.began as censored_at
  from spells as s
  cross join params as p
  where s.began <= p.last_day
    and (s.ended is null or s.ended >= p.first_day)
),
timed as (
  select entered, case when gone then lasted else censored_at end as until, gone, grp from seen
  union all
  select entered, case when gone then lasted else censored_at end, gone, null from seen
),
steps as (
  select t.grp, t.until as time, count(*) as events
  from timed as t
  where t.gone
  group by t.grp, t.until
),
risks as (
  select
    s.grp,
    s.time,
    s.events,
    (
      select count(*) from timed as t where t.grp is not distinct from s.grp and t.entered < s.time and t.until >= s.time
    ) as at_risk
  from steps as s
),
curve as (
  select
    grp,
    time,
    events,
    at_risk,
    -- A product of factors that can be zero, by their logarithms where they are not.
    case when min(at_risk - events) over so_far = 0 then 0
      else exp(sum(ln(greatest(at_risk - events, 0.5) / at_risk)) over so_far)
    end as survival,
    sum(case when at_risk > events then events / (at_risk * (at_risk - events)) end) over so_far as greenwood
  from risks
  window so_far as (partition by grp order by time)
)
select
  grp as "group",
  cast(time as integer) as time,
  events,
  at_risk,
  survival as value,
  case when survival > 0 then survival * sqrt(greenwood) end as se
from curve;
