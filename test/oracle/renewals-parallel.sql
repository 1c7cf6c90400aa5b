-- Renewals of contracts side by side, with discounts, auto-renewal and any grace: METRICS.md 2.12. Needs base.sql.
-- Due is a contract whose term ends in the period; old is its MRR at its last close up to that day, new that of what
-- takes its place on the first day of both. A contract that weighs nothing at that close is none.
-- open: what takes its place is a later row of the same subscription; else another one of the customer that begins from
--       40 days before the due day on (that far the invented ones go) and is due later itself.
-- open: what runs past its due day, does not renew itself and has no successor is lost when it has ended.
-- open: a contract said to be renewed for an amount that no row shows is in the rate of contracts alone.
with typed as (
  select
    s.subscription_id,
    s.customer_id,
    s.currency,
    day_of(s.started_at) as from_day,
    day_of(s.ended_at) as until_day,
    day_of(s.discount_end) as discount_end,
    day_of(s.term_end) as due,
    cast(s.renewed as boolean) as stated,
    coalesce(cast(s.auto_renew as boolean), false) as auto_renew,
    cents_of(s.amount) * case s.interval when 'month' then 12 else 1 end as total,
    cast(coalesce(s.discount_percent, '0') as hugeint) as percent,
    group_of(s.customer_id, c.customer_id, c.segment) as grp
  from subscriptions as s
  left join customers as c on c.customer_id = s.customer_id
),
weighed as (
  select
    *,
    half_even(total, 12) as full_cents,
    half_even(total * (100 - percent), 1200) as discounted_cents
  from typed
),
due as (
  select w.*
  from weighed as w
  cross join params as p
  where w.due between p.first_day and p.last_day
),
-- One line for each contract that is due and its successor, if it has one.
paired as (
  select
    d.grp,
    d.currency,
    d.stated,
    d.auto_renew,
    d.until_day is null or d.until_day > d.due as runs_on,
    d.until_day <= p.as_of as over,
    case when least(d.until_day, d.due) - 1 < coalesce(d.discount_end, date '9999-12-31')
      then d.discounted_cents else d.full_cents
    end as old,
    case when d.due < coalesce(d.discount_end, date '9999-12-31') then d.discounted_cents else d.full_cents
    end as continued,
    n.customer_id is not null as followed,
    case when greatest(n.from_day, d.due) < coalesce(n.discount_end, date '9999-12-31')
      then n.discounted_cents else n.full_cents
    end as next
  from due as d
  cross join params as p
  left join weighed as n
    on n.customer_id = d.customer_id
    and n.from_day > d.from_day
    and n.from_day <= d.due + p.grace
    and (n.until_day is null or n.until_day > d.due)
    and n.due > d.due
    and (n.subscription_id = d.subscription_id or n.from_day >= d.due - 40)
),
contracts as (
  select
    grp,
    currency,
    old,
    case when followed then next when runs_on then continued end as new,
    case
      when stated is not null then stated
      when followed then true
      when runs_on and auto_renew then true
      when not runs_on or over then false
    end as renewed
  from paired
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
