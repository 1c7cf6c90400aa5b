-- What every other file here stands on. Run it after loading `customers`, `subscriptions`, `surveys`, `tickets` and
-- `payments` (all columns VARCHAR, a blank cell NULL) and after filling `params`: the period and the options of the
-- command line; then ask any of the metric files.
--
-- It answers three questions: on which calendar day does a moment fall, which group does a customer belong to,
-- and who pays how many cents a month from which day to which day.

-- METRICS.md 1.1: a date without a time is a calendar day and is never shifted; an instant falls on its day in the zone
-- of the report, which whoever fills `params` sets as the time zone of the session.
create or replace macro moment_of(written) as
  case
    when length(written) = 10 then cast(written as timestamp)
    else cast(written as timestamptz) at time zone current_setting('TimeZone') -- a plain cast would drop the offset
  end;
create or replace macro instant_of(written) as case when length(written) > 10 then cast(written as timestamptz) end;
create or replace macro day_of(written) as cast(moment_of(written) as date);

-- METRICS.md 1.2 and 9.18: the first day without service. `--end-date inclusive` adds a day to an end. `--churn-at`
-- chooses between the end and the request; without an end the request is one.
-- open: no export says on which day a status changed; `cancel-effective` is the request where the cancellation did not
--       wait for the end of the period paid for, and the end elsewhere.
-- open: a request is a day without service already; `--end-date` is about ends.
create or replace macro until_day_of(ended_at, canceled_at, at_period_end, churn_at, end_date) as
  case
    when ended_at is null then day_of(canceled_at)
    when canceled_at is not null and churn_at = 'cancel-request' then day_of(canceled_at)
    when canceled_at is not null and churn_at = 'cancel-effective' and at_period_end = 'false' then day_of(canceled_at)
    when end_date = 'inclusive' then day_of(ended_at) + 1
    else day_of(ended_at)
  end;

-- METRICS.md 1.2, close of day: here from its first day on, gone on its last; `until_day` is the first day without.
create or replace macro runs_at(from_day, until_day, day) as
  from_day <= day and (until_day is null or until_day > day);

-- METRICS.md 9.19: an orphan is `(unknown)`, a blank value `(none)`.
-- open: a survey or ticket that names no customer is not an orphan; its value is blank, hence `(none)`.
create or replace macro group_of(customer_id, known_id, value) as
  case when customer_id is not null and known_id is null then '(unknown)' else coalesce(value, '(none)') end;

-- METRICS.md 1.4: nothing to divide by is null. This is the one place where whole numbers become a fraction.
create or replace macro ratio(numerator, denominator) as
  cast(numerator as double) / nullif(cast(denominator as double), 0);

-- METRICS.md 9.11: half to even, on whole numbers that are not negative.
create or replace macro half_even(dividend, divisor) as
  dividend // divisor
  + case
      when 2 * (dividend % divisor) > divisor then 1
      when 2 * (dividend % divisor) = divisor then (dividend // divisor) % 2
      else 0
    end;

-- open: every currency here has two decimals; the amounts are major units with at most two.
create or replace macro cents_of(written) as cast(cast(written as decimal(18, 2)) * 100 as hugeint);

-- One line per row that ever pays: METRICS.md 1.3, 9.18, 9.30, 9.31.
create or replace table priced as
with typed as (
  select
    row_number() over () as nth, -- in the export
    customer_id,
    -- A row without an id is a subscription of its own; rows that share an id are one (2.10, by subscription).
    coalesce(subscription_id, 'row ' || row_number() over ()) as subscription_id,
    currency,
    -- `active` with `trial_end` pays from that day (9.30).
    -- open: so does every other paying status, and a row of a file without statuses.
    greatest(day_of(started_at), coalesce(day_of(trial_end), day_of(started_at))) as from_day,
    until_day_of(ended_at, canceled_at, cancel_at_period_end, p.churn_at, p.end_date) as until_day,
    day_of(discount_end) as discount_end,
    -- `amount` beside `quantity` is already the total, `unit_amount` is multiplied by it (9.18).
    -- open: when a row has several, `mrr` wins over `amount`, and `amount` over `unit_amount`.
    coalesce(cents_of(amount), cents_of(unit_amount) * cast(coalesce(quantity, '1') as hugeint)) as total,
    cast(quantity as integer) as units, -- as stated
    day_of(canceled_at) as asked_day,
    cancel_reason,
    coalesce(status, 'active') as status,
    cents_of(mrr) as stated_mrr,
    cents_of(coalesce(discount_amount, '0')) as discount,
    cast(cast(coalesce(discount_percent, '0') as decimal(9, 4)) * 10000 as hugeint) as discount_ppm,
    -- METRICS.md 2.9: how often in a year the row is billed; a month is a twelfth of that.
    case coalesce(interval, 'month')
      when 'day' then 365
      when 'week' then 52
      when 'month' then 12
      when 'quarter' then 4
      when 'half_year' then 2
      when 'year' then 1
    end as times_a_year,
    cast(coalesce(interval_count, '1') as hugeint) as interval_count
  from subscriptions
  cross join params as p
  -- METRICS.md 1.3 and 9.30: the status is as at the export. `past_due` and `non_renewing` still pay.
  -- open: `canceled` and `expired` say how a row ended, so it pays until `ended_at`; without one it never pays.
  -- open: so do `paused` and `unpaid` (docs/decisions.md); without an end they weigh 0, as 9.30 has it, and `incomplete`
  --       whatever its dates. A `future` row weighs 0 too: as at the export it has not begun.
  where coalesce(status, 'active') in ('active', 'past_due', 'non_renewing')
     or (
       status in ('canceled', 'expired', 'paused', 'unpaid')
       and coalesce(ended_at, canceled_at) is not null
     )
)
select
  nth,
  customer_id,
  subscription_id,
  currency,
  from_day,
  until_day,
  discount_end,
  units,
  asked_day,
  cancel_reason,
  status,
  -- A discount comes off the total per billing interval; then one normalising and one rounding (9.11, 9.31).
  -- open: a stated `mrr` is taken as it is: not normalised, not discounted (formats/FORMATS.md 1.3 says so).
  -- open: an amount and a percent together: the percent is of what the amount leaves. Never below zero.
  coalesce(stated_mrr, half_even(total * times_a_year, 12 * interval_count)) as full_cents,
  coalesce(
    stated_mrr,
    half_even(
      (total - least(discount, total)) * (1000000 - discount_ppm) * times_a_year,
      1000000 * 12 * interval_count
    )
  ) as discounted_cents
from typed;

-- A row's life in stretches of one monthly amount; `cents` is null when the export has no amounts (9.18).
-- `discount_end` is the first day without the discount (9.31). A stretch of no days never meets a close (1.3).
create or replace table stretches as
with split as (
  select
    customer_id,
    subscription_id,
    currency,
    from_day,
    least(until_day, discount_end) as until_day, -- DuckDB's least() passes over nulls
    discounted_cents as cents
  from priced
  union all
  select customer_id, subscription_id, currency, greatest(from_day, discount_end), until_day, full_cents
  from priced
  where discount_end is not null
)
select *
from split
where from_day < coalesce(until_day, date '9999-12-31')
  and cents is distinct from 0; -- 1.3: free or fully discounted is not paying

-- Everybody with a row, once per currency: METRICS.md 9.9, currencies are never added.
-- open: for money, a customer with rows in two currencies is one customer in each of them.
create or replace table accounts as
select distinct
  s.customer_id,
  s.currency,
  group_of(s.customer_id, c.customer_id, c.segment) as grp
from subscriptions as s
left join customers as c on c.customer_id = s.customer_id;

-- Everybody with a row, once. Heads can be counted across currencies.
create or replace table people as
select distinct customer_id, grp from accounts;

-- METRICS.md 2.10, daily movements: what changed between one close and the next, netted per customer and day.
create or replace table movements as
with changes as (
  select customer_id, currency, from_day as day, cents from stretches
  union all
  select customer_id, currency, until_day, -cents from stretches where until_day is not null
),
daily as (
  select customer_id, currency, day, sum(cents) as change
  from changes
  group by customer_id, currency, day
),
running as (
  select *, sum(change) over (partition by customer_id, currency order by day) as mrr
  from daily
),
remembered as (
  select
    *,
    coalesce(
      max(mrr) over (
        partition by customer_id, currency
        order by day
        rows between unbounded preceding and 1 preceding
      ),
      0
    ) > 0 as paid_before
  from running
)
select
  customer_id,
  currency,
  day,
  case
    when mrr = change and paid_before then 'reactivation'
    when mrr = change then 'new'
    when mrr = 0 then 'churn'
    when change > 0 then 'expansion'
    else 'contraction'
  end as kind,
  abs(change) as cents
from remembered
where change <> 0;

-- The same for heads, whatever they pay in: a customer begins, returns or leaves (METRICS.md 1.3, 2.7).
create or replace table events as
with changes as (
  select customer_id, from_day as day, 1 as stretch from stretches
  union all
  select customer_id, until_day, -1 from stretches where until_day is not null
),
running as (
  select
    customer_id,
    day,
    sum(stretch) as change,
    sum(sum(stretch)) over (partition by customer_id order by day) as paying
  from changes
  group by customer_id, day
),
remembered as (
  select
    *,
    coalesce(
      max(paying) over (partition by customer_id order by day rows between unbounded preceding and 1 preceding),
      0
    ) > 0 as paid_before
  from running
)
select
  customer_id,
  day,
  case
    when paying = 0 then 'churn'
    when paid_before then 'reactivation'
    else 'new'
  end as kind
from remembered
where change <> 0
  and (paying = 0 or paying = change); -- from somebody to nobody, or from nobody to somebody


-- What every account, and everybody across currencies, pays at the closes before and at the end of the period.
create or replace view balances as
select
  a.customer_id,
  a.currency,
  a.grp,
  coalesce(sum(s.cents) filter (where runs_at(s.from_day, s.until_day, p.first_day - 1)), 0) as opening,
  coalesce(sum(s.cents) filter (where runs_at(s.from_day, s.until_day, p.last_day)), 0) as closing
from accounts as a
cross join params as p
left join stretches as s on s.customer_id = a.customer_id and s.currency is not distinct from a.currency
group by a.customer_id, a.currency, a.grp;

create or replace view standing as
select
  w.customer_id,
  w.grp,
  coalesce(bool_or(runs_at(s.from_day, s.until_day, p.first_day - 1)), false) as opened,
  coalesce(bool_or(runs_at(s.from_day, s.until_day, p.last_day)), false) as closed
from people as w
cross join params as p
left join stretches as s on s.customer_id = w.customer_id
group by w.customer_id, w.grp;
