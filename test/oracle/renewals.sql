-- Renewals: METRICS.md 2.12. Needs base.sql. One chain of contracts for each customer, amounts without discounts.
-- Due is a contract whose term ends in the period and is longer than a month (31 days), however it is billed; renewed at
-- most 30 days late.
-- open: what nobody says and no row shows, and runs on, is undecided: in neither number.
-- open: a contract said to be renewed for an amount that no row shows is in the rate of contracts alone.
with typed as (
  select
    s.subscription_id,
    s.customer_id,
    s.currency,
    day_of(s.started_at) as from_day,
    day_of(s.ended_at) as until_day,
    day_of(s.term_end) as due,
    cast(s.renewed as boolean) as stated,
    s.interval,
    half_even(cents_of(s.amount) * case s.interval when 'quarter' then 4 when 'year' then 1 else 12 end, 12) as cents,
    group_of(s.customer_id, c.customer_id, c.segment) as grp
  from subscriptions as s
  left join customers as c on c.customer_id = s.customer_id
),
contracts as (
  select
    t.grp,
    t.currency,
    t.cents as old,
    -- Without a next row the contract itself may run on, for what it costs.
    coalesce(n.cents, case when t.until_day is null or t.until_day > t.due then t.cents end) as new,
    case
      when t.stated is not null then t.stated
      when n.customer_id is not null then true
      when t.until_day is not null then false
    end as renewed
  from typed as t
  cross join params as p
  -- An early renewal counts when the old contract would have been due.
  left join typed as n
    on n.customer_id = t.customer_id
    and n.from_day > t.from_day
    and n.from_day <= t.due + 30
    and (n.until_day is null or n.until_day > t.due)
  where t.due between p.first_day and p.last_day
    and t.due - t.from_day > 31
),
counted as (
  select grp, count(*) as due, count(*) filter (where renewed) as renewed
  from contracts
  where renewed is not null
  group by grouping sets ((), (grp))
),
money as (
  select
    currency,
    grp,
    coalesce(sum(old), 0) as old,
    coalesce(sum(case when renewed then new else 0 end), 0) as new,
    coalesce(sum(case when renewed then least(old, new) else 0 end), 0) as kept
  from contracts
  where renewed is not null
    and not (renewed and new is null)
  group by grouping sets ((currency), (currency, grp))
),
figures as (
  select 'renewal_rate' as metric, grp, null as currency, renewed as numerator, due as denominator from counted
  union all
  select 'renewal_rate_gross', grp, currency, kept, old from money
  union all
  select 'renewal_rate_net', grp, currency, new, old from money
)
select
  metric,
  grp,
  cast(currency as varchar) as currency,
  cast(numerator as hugeint) as numerator,
  cast(denominator as hugeint) as denominator,
  ratio(numerator, denominator) as value
from figures;
