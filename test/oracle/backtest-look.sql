-- How customers stood at one close of a backtest: METRICS.md 6.3. Needs base-health.sql; added to `looks` and `look_parts`.
-- open: days without use are told where use is known: not where nobody used anything for more than a week. Of who never
--       used it they are those since it could have.
insert into looks
with activity as (
  select customer_id, max(day) as day from uses group by customer_id
),
use_known as (
  select coalesce(max(u.day) >= p.last_day - 7, false) as known, min(u.day) as since
  from params as p
  left join uses as u on true
  group by p.last_day
),
worth as (
  select
    s.customer_id,
    sum(s.cents) as cents,
    count(distinct coalesce(s.currency, '')) as currencies,
    any_value(s.currency) as currency
  from stretches as s
  cross join params as p
  where runs_at(s.from_day, s.until_day, p.last_day)
  group by s.customer_id
)
select
  c.at_close,
  c.customer_id,
  c.age,
  h.score,
  h.band,
  w.cents,
  w.currencies,
  w.currency,
  case when k.known then c.at_close - coalesce(a.day, greatest(c.first_day, k.since)) end as idle
from clients as c
cross join use_known as k
join health_customers as h on h.customer_id = c.customer_id
join worth as w on w.customer_id = c.customer_id
left join activity as a on a.customer_id = c.customer_id;
