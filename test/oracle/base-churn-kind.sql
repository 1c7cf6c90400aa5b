-- How customers left: METRICS.md 2.7; docs/decisions.md, "Voluntary and involuntary are groups". Needs base.sql; takes the
-- place of its groups, so that the other files count by them.

-- open: `non-payment` and `tax location invalid` are what METRICS.md calls by name; words are compared whole, in any case.
-- open: a status that is a reason comes first, whatever else is told: METRICS.md 1.3 has churn "with reason `paused`", and who
--       is past due or unpaid at its end was delinquent.
create or replace macro kind_of(reason, status) as
  case
    when status in ('past_due', 'unpaid') then 'involuntary'
    when status = 'paused' then 'voluntary'
    when lower(reason) in ('non-payment', 'tax location invalid') then 'involuntary'
    when reason is not null then 'voluntary'
    else 'unknown'
  end;

-- The last day in the period on which somebody stopped paying, and the largest subscription that ended on it.
-- open: which is largest goes by what it was worth the day before; of two currencies by the number; of equals by the
--       first in the export.
create or replace view leaving_kinds as
with last_leaving as (
  select e.customer_id, max(e.day) as day
  from events as e
  cross join params as p
  where e.kind = 'churn'
    and e.day between p.first_day and p.last_day
  group by e.customer_id
),
ended as (
  select
    l.customer_id,
    kind_of(s.cancel_reason, s.status) as kind,
    case when s.discount_end < s.until_day then s.full_cents else s.discounted_cents end as cents,
    s.nth
  from last_leaving as l
  join priced as s on s.customer_id = l.customer_id and s.until_day = l.day and s.from_day < s.until_day
)
select customer_id, first(kind order by cents desc, nth) as kind from ended group by customer_id;

create or replace table kinds as
select distinct a.customer_id, coalesce(k.kind, '(none)') as kind
from accounts as a
left join leaving_kinds as k on k.customer_id = a.customer_id;

create or replace table accounts as
select distinct a.customer_id, a.currency, k.kind as grp
from accounts as a
join kinds as k on k.customer_id = a.customer_id;

create or replace table people as
select distinct customer_id, grp from accounts;
