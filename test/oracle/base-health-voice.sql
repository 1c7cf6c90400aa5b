-- The parts of the health score that customers answer: METRICS.md 6.2, 9.5, 9.28. Needs base-growth.sql.

-- The answers of the last days up to the close, the one that counts of each ticket or respondent; `share` is the place on
-- the scale, from 0 to 1, with the good end up.
-- open: "last 90 days" are the day of the close and the 89 before; 180 alike.
-- open: an answer about a ticket counts for the ticket (9.5), of CSAT alone; all else is the latest of each respondent.
-- open: an answer that names no customer is nobody's, and replaces none.
-- open: answers without a scale of their own are on 0 to 10 (NPS), 1 to 5 (CSAT), 1 to 7 (CES).
create or replace macro voiced(of_kind, days, low, high) as table
with scored as (
  select
    s.*,
    case when of_kind = 'csat' then s.ticket_id end as ticket,
    moment_of(s.responded_at) as answered,
    (cast(s.score as double) - coalesce(cast(s.scale_min as double), low))
      / (coalesce(cast(s.scale_max as double), high) - coalesce(cast(s.scale_min as double), low)) as place
  from surveys as s
  cross join params as p
  where s.kind = of_kind
    and s.score is not null
    and s.customer_id is not null
    and day_of(s.responded_at) between p.last_day - cast(days - 1 as integer) and p.last_day
),
ranked as (
  select
    customer_id,
    case when of_kind = 'ces' and direction = 'effort' then 1 - place else place end as share,
    row_number() over (
      partition by
        ticket,
        case when ticket is null then respondent_id end,
        case when ticket is null and respondent_id is null then response_id end
      order by answered desc, coalesce(response_id, '') desc
    ) as nth
  from scored
)
select customer_id, 100 * avg(share) as score
from ranked
where nth = 1
group by customer_id;

-- Bills: a failed or open one is owed from its due day on; a paid one was until it was settled.
-- open: due on `due_at`, else on its own day; paid without `settled_at` was paid at once.
-- open: a failed charge is owed until the next payment of the customer, of its document where it names one.
-- open: a refund is no bill.
create or replace view bills as
with rows as (
  select
    row_number() over () as id,
    customer_id,
    day_of(p."at") as day,
    day_of(coalesce(p.due_at, p."at")) as due,
    day_of(settled_at) as settled,
    document,
    coalesce(status, 'paid') as status
  from payments as p
  where coalesce(kind, '') <> 'refund' and coalesce(status, 'paid') not in ('void', 'draft')
)
select
  r.customer_id,
  r.day,
  r.due,
  case r.status
    when 'paid' then coalesce(r.settled, r.day)
    when 'failed' then (
      select min(coalesce(n.settled, n.day))
      from rows as n
      where n.customer_id = r.customer_id
        and n.status = 'paid'
        and coalesce(n.settled, n.day) >= r.day
        and (r.document is null or n.document = r.document)
    )
  end as paid_day
from rows as r;

create or replace view health_payment as
select
  b.customer_id,
  greatest(
    0,
    100 - greatest(0, coalesce(max(p.last_day - b.due) filter (where b.paid_day is null or b.paid_day > p.last_day), 0))
      * 100.0 / h.past_due_days
  ) as score
from bills as b
cross join params as p
cross join health_params as h
where b.day <= p.last_day
group by b.customer_id, h.past_due_days;
