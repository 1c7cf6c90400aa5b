-- Growth of the customer's own business at the close of the last day: METRICS.md 2.14. Needs base.sql.

-- Values with a day; a row of the history without a value says that it is not known from there on: rows of the history, and columns of the customers export that say of which day they are.
create or replace view told as
select customer_id, field, day_of(as_of) as day, value from history
union all
select customer_id, field, day_of(as_of), value
from (
  unpivot (
    select customer_id, as_of, employees, revenue, customer_count, hiring, taking_on_business, retention_improving
    from customers
    where as_of is not null
  ) on employees, revenue, customer_count, hiring, taking_on_business, retention_improving
  into name field value value
);

create or replace view baselines as
select customer_id, replace(field, 'baseline_', '') as field, cast(value as double) as amount
from (
  unpivot (select customer_id, baseline_employees, baseline_revenue, baseline_customer_count from customers)
  on baseline_employees, baseline_revenue, baseline_customer_count
  into name field value value
);

-- Who pays at the close, and since when.
create or replace view clients as
select
  s.customer_id,
  min(s.from_day) as first_day,
  p.last_day as at_close,
  p.last_day - min(s.from_day) as age
from stretches as s
cross join params as p
group by s.customer_id, p.last_day
having bool_or(runs_at(s.from_day, s.until_day, p.last_day));

-- The index of one field: 100 x current / value at the purchase.
-- open: the purchase is the first paid day. Its value is the last one up to it, at most 12 months old; else the first of
--       the three months after it; else the column `baseline_...` (docs/metrics.md).
-- open: where a blank ended the value before the purchase, the value is the first one after it.
-- open: a value exactly 12 months old still counts, and one exactly three months late. Months are added to its day: on 29
--       February one of 28 February of the year before is too old.
-- open: what is true at the close has to be newer than the value at the purchase; the column has no day, so any is.
create or replace view growth_parts as
with numbers as (
  select c.customer_id, c.first_day, c.at_close, t.field, t.day, cast(t.value as double) as amount
  from clients as c
  join told as t on t.customer_id = c.customer_id
  where t.field in ('employees', 'revenue', 'customer_count')
    and t.day <= c.at_close
),
sides as (
  select
    customer_id,
    field,
    max(day) filter (where day <= first_day) as told_before,
    arg_max_null(day + interval 12 months >= first_day and amount is not null, day) filter (where day <= first_day) as is_known,
    case when is_known then told_before end as before,
    min(day) filter (where day > first_day and day <= first_day + interval 3 months and amount is not null) as after,
    max(day) filter (where day + interval 12 months >= at_close) as latest
  from numbers
  group by customer_id, field
)
select
  s.customer_id,
  s.field,
  100 * now.amount / case when purchase.day is not null then purchase.amount else b.amount end as part
from sides as s
join numbers as now on now.customer_id = s.customer_id and now.field = s.field and now.day = s.latest
left join numbers as purchase
  on purchase.customer_id = s.customer_id and purchase.field = s.field and purchase.day = coalesce(s.before, s.after)
left join baselines as b on b.customer_id = s.customer_id and b.field = s.field
where (purchase.day is null or now.day > purchase.day)
  and now.amount is not null
  and case when purchase.day is not null then purchase.amount else b.amount end > 0;

create or replace view growth_indices as
select customer_id, avg(part) as growth from growth_parts group by customer_id;

-- Yes or no, the last that was said in the 12 months up to the close.
create or replace view growth_signals as
select c.customer_id, t.field, arg_max_null(t.value, t.day) = 'yes' as said
from clients as c
join told as t on t.customer_id = c.customer_id
where t.field in ('hiring', 'taking_on_business', 'retention_improving')
  and t.day <= c.at_close
  and t.day + interval 12 months >= c.at_close
group by c.customer_id, t.field
having said is not null;
