-- What every other file here stands on. Run it after loading `customers`, `subscriptions`, `surveys`, `tickets` and
-- `payments` (all columns VARCHAR, a blank cell NULL) and after filling `params`: the period and the options of the
-- command line; then ask any of the metric files.
--
-- It answers three questions: on which calendar day does a moment fall, which group does a customer belong to,
-- and who pays how many cents a month from which day to which day.

-- METRICS.md 1.1: a date without a time is a calendar day and is never shifted; an instant falls on its day in UTC.
set timezone = 'UTC';
create or replace macro moment_of(written) as
  case
    when length(written) = 10 then cast(written as timestamp)
    else cast(written as timestamptz) at time zone 'UTC' -- a plain cast would drop the offset
  end;
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

-- METRICS.md 9.5, 9.24, 9.28: the scored answers of one kind of survey that count in the period. CSAT takes one per
-- ticket, else one per respondent; the others one per respondent; a blank respondent stands for itself.
-- open: "latest answer for NPS, CSAT and CES alike" (9.28) is per respondent for CES, even where a ticket is named: one
--       answer per ticket is said of CSAT only (9.5).
-- open: an answer about a ticket counts for the ticket alone; it does not replace, and is not replaced by, the same
--       respondent's answer about no ticket.
-- open: which answer counts is found before the split into groups, so that groups add up to the total; the group is
--       that of the answer's own `customer_id`, not of the ticket's.
-- open: beside an instant of the same day, an answer dated without a time is the earlier one.
create or replace macro answers(of_kind) as table
with scored as (
  select
    s.response_id,
    s.customer_id,
    case when of_kind = 'csat' then s.ticket_id end as ticket_id,
    s.respondent_id,
    cast(s.score as integer) as score,
    moment_of(s.responded_at) as answered,
    group_of(s.customer_id, c.customer_id, c.segment) as grp,
    p.responses
  from surveys as s
  cross join params as p
  left join customers as c on c.customer_id = s.customer_id
  where s.kind = of_kind
    and s.score is not null
    and day_of(s.responded_at) between p.first_day and p.last_day
),
ranked as (
  select
    *,
    row_number() over (one order by answered) as nth,
    count(*) over (one) as given
  from scored
  window one as (
    partition by
      ticket_id,
      case when ticket_id is null then respondent_id end,
      case when ticket_id is null and respondent_id is null then response_id end
  )
)
select response_id, customer_id, score, grp
from ranked
where case responses when 'all' then true when 'first' then nth = 1 else nth = given end;


-- One line per row that ever pays: METRICS.md 1.3, 9.18, 9.30, 9.31.
create or replace table priced as
with typed as (
  select
    customer_id,
    currency,
    -- `active` with `trial_end` pays from that day (9.30).
    -- open: so does every other paying status, and a row of a file without statuses.
    greatest(day_of(started_at), coalesce(day_of(trial_end), day_of(started_at))) as from_day,
    until_day_of(ended_at, canceled_at, cancel_at_period_end, p.churn_at, p.end_date) as until_day,
    day_of(discount_end) as discount_end,
    -- `amount` beside `quantity` is already the total, `unit_amount` is multiplied by it (9.18).
    -- open: when a row has several, `mrr` wins over `amount`, and `amount` over `unit_amount`.
    coalesce(cents_of(amount), cents_of(unit_amount) * cast(coalesce(quantity, '1') as hugeint)) as total,
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
  -- open: "without dates" of 9.30 belongs to `future` alone; paused, unpaid and incomplete weigh 0 whatever their
  --       dates. A `future` row weighs 0 too: as at the export it has not begun.
  where coalesce(status, 'active') in ('active', 'past_due', 'non_renewing')
     or (status in ('canceled', 'expired') and coalesce(ended_at, canceled_at) is not null)
)
select
  customer_id,
  currency,
  from_day,
  until_day,
  discount_end,
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
    currency,
    from_day,
    least(until_day, discount_end) as until_day, -- DuckDB's least() passes over nulls
    discounted_cents as cents
  from priced
  union all
  select customer_id, currency, greatest(from_day, discount_end), until_day, full_cents
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

-- METRICS.md 2.13, 9.7, 9.16: ARPA at the close, and the mean cohort churn of the complete months that end with the
-- last month of the period.
create or replace view worth as
with months as (
  -- open: the last month counts whole, also when the period ends inside it, as long as it is over at `as_of`;
  --       otherwise the six end with the last month that is.
  select
    cast(newest - to_months(back) as date) as first_day,
    cast(newest - to_months(back - 1) as date) - 1 as last_day
  from (
    select least(date_trunc('month', last_day), date_trunc('month', as_of) - to_months(1)) as newest from params
  )
  cross join (select cast(unnest(range(churn_months)) as integer) as back from params)
),
stayed as (
  select
    m.first_day,
    w.customer_id,
    w.grp,
    coalesce(bool_or(runs_at(s.from_day, s.until_day, m.first_day - 1)), false) as opened,
    coalesce(bool_or(runs_at(s.from_day, s.until_day, m.last_day)), false) as closed
  from months as m
  cross join people as w
  left join stretches as s on s.customer_id = w.customer_id
  group by m.first_day, w.customer_id, w.grp
),
monthly as (
  -- A month that nobody entered has no rate, and the mean passes over it.
  select
    first_day,
    grp,
    ratio(count(*) filter (where opened and not closed), count(*) filter (where opened)) as churn
  from stayed
  group by grouping sets ((first_day), (first_day, grp))
),
churned as (
  select grp, avg(churn) as churn from monthly group by grp
),
average as (
  select currency, grp, ratio(sum(closing), count(*) filter (where closing > 0)) as arpa
  from balances
  group by grouping sets ((currency), (currency, grp))
)
-- open: beside two currencies there are two ARPAs and one churn rate: customers are counted across currencies, and the
--       churn that is printed is the churn that is used.
select a.currency, a.grp, a.arpa, c.churn
from average as a
left join churned as c on c.grp is not distinct from a.grp;


-- METRICS.md 2.6: the tickets that count, with the days that say when they were solved and closed. Eligible is what is
-- not spam, not merged away, not deleted, not begun by an agent.
create or replace view handled as
select
  t.ticket_id,
  moment_of(t.created_at) as created,
  length(t.created_at) > 10 as timed,
  -- `solved_at` is the last solve where a ticket was reopened, so it only stands in for `first_solved_at`.
  moment_of(coalesce(t.first_solved_at, t.solved_at)) as first_solve,
  moment_of(t.solved_at) as last_solve,
  moment_of(t.first_response_at) as first_response,
  -- open: where an export never says when a ticket was closed, a closed one was so when it was last solved.
  day_of(
    case when count(t.closed_at) over () > 0 then t.closed_at when t.status = 'closed' then t.solved_at end
  ) as closed,
  day_of(t.reopened_at) as reopened,
  cast(coalesce(t.reopens, '0') as integer) as reopens,
  cast(coalesce(t.agent_replies, '0') as integer) as replies,
  -- Without `agent_replies_before_solve`, `agent_replies` stands in (3.4).
  cast(coalesce(t.agent_replies_before_solve, t.agent_replies, '0') as integer) as replies_before,
  cast(coalesce(t.customer_replies, '0') as integer) as answered_back,
  cast(t.first_contact_resolved as boolean) as stated,
  t.status,
  t.rep,
  group_of(t.customer_id, c.customer_id, c.segment) as grp
from tickets as t
left join customers as c on c.customer_id = t.customer_id
where not coalesce(cast(t.is_spam as boolean), false)
  and coalesce(t.status, '') not in ('spam', 'deleted')
  and t.merged_into is null
  and coalesce(t.submitter_role, '') <> 'agent';

-- The rules of first contact, each ticket judged by each of them; `day` says to which period it belongs.
create or replace view judged as
with methods(method, cohort) as (
  values ('contact', 'created'), ('one-touch', 'created'), ('one-touch-lt2', 'created'), ('no-customer-reply', 'resolved')
)
select
  m.method,
  h.grp,
  case case p.fcr_cohort when 'default' then m.cohort else p.fcr_cohort end
    when 'created' then cast(h.created as date)
    when 'resolved' then cast(h.first_solve as date)
    when 'closed' then h.closed
  end as day,
  case m.method
    when 'contact' then coalesce(
      h.stated, -- the agent's or the customer's own word wins
      -- open: "were solved" is a first solve on record, also when the ticket is open again at the export.
      h.first_solve is not null
      and h.replies_before = 1
      and case
        -- Calendar days 0 to 7 after the first solve count against it (9.25).
        -- open: a reopen dated before the solve on record proves an earlier one, and counts against it too.
        when h.reopened is not null then h.reopened - cast(h.first_solve as date) > p.reopen_window
        else h.reopens = 0 -- no date: no reopen at all
      end
    )
    -- open: who names a method asks for its rule, so `first_contact_resolved` wins over the default rule alone.
    when 'one-touch' then coalesce(h.status, '') in ('solved', 'closed') and h.replies = 1
    when 'one-touch-lt2' then coalesce(h.status, '') in ('solved', 'closed') and h.replies < 2
    when 'no-customer-reply' then h.first_solve is not null and h.answered_back = 0
  end as first_contact
from handled as h
cross join methods as m
cross join params as p;
