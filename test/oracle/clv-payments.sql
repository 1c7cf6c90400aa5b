-- Customer lifetime value from payments: METRICS.md 2.13. Needs base.sql.
-- `historic`: revenue so far per customer. `simple`: average purchase value x purchases a month x 12 months.
-- open: paid money alone is revenue: nothing open, failed, refunded, void or a draft; a refund takes away.
-- open: who bought nothing is no customer here; the customers are those of the payments counted.
with whole as (
  select first_day, last_day, cast(datesub('month', first_day, last_day + 1) as integer) as months from params
),
lengths as (
  -- open: a period is so many months from its first day on, and of the next one the share of its days.
  select
    first_day,
    last_day,
    months
    + ratio(
      last_day + 1 - cast(first_day + to_months(months) as date),
      cast(first_day + to_months(months + 1) as date) - cast(first_day + to_months(months) as date)
    ) as months
  from whole
),
paid as (
  select
    y.customer_id,
    y.currency,
    day_of(y.at) as day,
    case when y.kind = 'refund' then -cents_of(y.amount) else cents_of(y.amount) end as cents,
    group_of(y.customer_id, c.customer_id, c.segment) as grp,
    p.first_day,
    p.last_day,
    p.months
  from payments as y
  cross join lengths as p
  left join customers as c on c.customer_id = y.customer_id
  where coalesce(y.status, 'paid') = 'paid'
    and day_of(y.at) <= p.last_day
),
sums as (
  select
    currency,
    grp,
    sum(cents) as ever,
    count(distinct customer_id) as customers_ever,
    sum(cents) filter (where day >= first_day) as lately,
    count(distinct customer_id) filter (where day >= first_day) as customers_lately,
    any_value(months) as months
  from paid
  group by grouping sets ((currency), (currency, grp))
)
select
  'clv' as metric,
  'historic' as method,
  grp,
  currency,
  cast(null as double) as numerator,
  cast(null as double) as denominator,
  ratio(ever, customers_ever) as value
from sums
union all
select 'clv', 'simple', grp, currency, null, null, 12 * ratio(lately, customers_lately * months) from sums;
