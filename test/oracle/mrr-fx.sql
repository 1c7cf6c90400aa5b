-- MRR in one currency, and what of its change is exchange rates: METRICS.md 2.9 (`--fx`), 2.10, 2.11. Needs base.sql.
-- A balance goes by the rates of its close, all movements by one rate for each currency: that of the opening, of the
-- close, or of one day, by which the balances go too. To the cent
-- mrr_at_start + new + reactivation + expansion - contraction - churn + fx impact = mrr.
-- open: a rate holds from its day until the next one; a row is rounded in its own currency, and after converting.
with known as (
  -- No amount column at all: money is null (9.18). A file without rows has sums of 0 (9.20).
  select count(*) = 0 or count(coalesce(amount, unit_amount, mrr)) > 0 as amounts from subscriptions
),
days as (
  select
    case when fx in ('opening', 'period-end') then first_day - 1 else try_cast(fx as date) end as opening_rates,
    case when fx in ('opening', 'period-end') then last_day else try_cast(fx as date) end as closing_rates,
    case fx when 'opening' then first_day - 1 when 'period-end' then last_day else try_cast(fx as date) end as moving_rates
  from params
),
rates as (
  -- One unit of a currency is so many millionths of the base currency; the base currency is worth itself.
  select
    c.currency,
    coalesce((select arg_max(rate, date) from fx where currency = c.currency and cast(date as date) <= d.opening_rates), '1')
      as at_opening,
    coalesce((select arg_max(rate, date) from fx where currency = c.currency and cast(date as date) <= d.closing_rates), '1')
      as at_closing,
    coalesce((select arg_max(rate, date) from fx where currency = c.currency and cast(date as date) <= d.moving_rates), '1')
      as at_moving
  from (select distinct currency from stretches) as c
  cross join days as d
),
converted as (
  select
    s.customer_id,
    s.from_day,
    s.until_day,
    half_even(s.cents * cast(cast(r.at_opening as decimal(12, 6)) * 1000000 as hugeint), 1000000) as opening_cents,
    half_even(s.cents * cast(cast(r.at_closing as decimal(12, 6)) * 1000000 as hugeint), 1000000) as closing_cents,
    half_even(s.cents * cast(cast(r.at_moving as decimal(12, 6)) * 1000000 as hugeint), 1000000) as cents
  from stretches as s
  join rates as r on r.currency is not distinct from s.currency
),
standing_then as (
  select
    w.customer_id,
    w.grp,
    coalesce(sum(c.opening_cents) filter (where runs_at(c.from_day, c.until_day, p.first_day - 1)), 0) as opening,
    coalesce(sum(c.closing_cents) filter (where runs_at(c.from_day, c.until_day, p.last_day)), 0) as closing,
    coalesce(sum(c.cents) filter (where runs_at(c.from_day, c.until_day, p.first_day - 1)), 0) as opening_moving,
    coalesce(sum(c.cents) filter (where runs_at(c.from_day, c.until_day, p.last_day)), 0) as closing_moving
  from people as w
  cross join params as p
  left join converted as c on c.customer_id = w.customer_id
  group by w.customer_id, w.grp
),
changes as (
  select customer_id, from_day as day, cents from converted
  union all
  select customer_id, until_day, -cents from converted where until_day is not null
),
daily as (
  select customer_id, day, sum(cents) as change from changes group by customer_id, day
),
running as (
  select *, sum(change) over (partition by customer_id order by day) as after from daily
),
remembered as (
  select
    *,
    coalesce(
      max(after) over (partition by customer_id order by day rows between unbounded preceding and 1 preceding), 0
    ) > 0 as paid_before
  from running
),
moved as (
  select
    r.customer_id,
    sum(change) filter (where after = change and not paid_before) as new,
    sum(change) filter (where after = change and paid_before) as reactivation,
    sum(change) filter (where after > change and change > 0) as expansion,
    -sum(change) filter (where after > 0 and change < 0) as contraction,
    -sum(change) filter (where after = 0 and change < 0) as churn
  from remembered as r
  cross join params as p
  where r.day between p.first_day and p.last_day
  group by r.customer_id
),
totals as (
  select
    s.grp,
    sum(s.opening) as opening,
    sum(s.closing) as closing,
    sum(s.opening_moving) as opening_moving,
    sum(s.closing - s.opening) - sum(s.closing_moving - s.opening_moving) as impact,
    count(*) filter (where s.closing > 0) as paying,
    coalesce(sum(m.new), 0) as new,
    coalesce(sum(m.reactivation), 0) as reactivation,
    coalesce(sum(m.expansion), 0) as expansion,
    coalesce(sum(m.contraction), 0) as contraction,
    coalesce(sum(m.churn), 0) as churn
  from standing_then as s
  left join moved as m on m.customer_id = s.customer_id
  group by grouping sets ((), (s.grp))
),
figures as (
  select 'mrr' as metric, grp, null as numerator, null as denominator, closing as value from totals
  union all
  select 'mrr_at_start', grp, null, null, opening from totals
  union all
  select 'mrr_new', grp, null, null, new from totals
  union all
  select 'mrr_reactivation', grp, null, null, reactivation from totals
  union all
  select 'mrr_expansion', grp, null, null, expansion from totals
  union all
  select 'mrr_contraction', grp, null, null, contraction from totals
  union all
  select 'mrr_churn', grp, null, null, churn from totals
  union all
  select 'arr', grp, null, null, 12 * closing from totals
  union all
  select 'arpa', grp, closing, paying, ratio(closing, paying) from totals
  union all
  -- Each row at one rate: a ratio has both its numbers at that of the movements.
  select 'mrr_expansion_rate', grp, expansion, opening_moving, ratio(expansion, opening_moving) from totals
  union all
  -- Reactivation is a gain (9.17).
  select 'quick_ratio', grp, new + reactivation + expansion, contraction + churn,
    ratio(new + reactivation + expansion, contraction + churn)
  from totals
  union all
  select 'mrr_fx_impact', grp, null, null, impact from totals
)
select
  metric,
  grp,
  p.base_currency as currency,
  cast(numerator as hugeint) as numerator,
  cast(denominator as hugeint) as denominator,
  case when amounts then cast(value as double) end as value
from figures
cross join known
cross join params as p;
