-- MRR movements of each subscription by itself, day by day: METRICS.md 2.10, `--movements subscription`. Needs base.sql.
-- mrr_at_start + new + reactivation + expansion - contraction - churn = mrr, to the cent.
-- open: "never paid before" is of the subscription: a second one of a customer is new, not expansion.
with known as (
  select count(*) = 0 or count(coalesce(amount, unit_amount, mrr)) > 0 as amounts from subscriptions
),
changes as (
  select customer_id, subscription_id, currency, from_day as day, cents from stretches
  union all
  select customer_id, subscription_id, currency, until_day, -cents from stretches where until_day is not null
),
daily as (
  select customer_id, subscription_id, currency, day, sum(cents) as change
  from changes
  group by customer_id, subscription_id, currency, day
),
running as (
  select
    *,
    sum(change) over (partition by customer_id, subscription_id, currency order by day) as after
  from daily
),
remembered as (
  select
    *,
    coalesce(
      max(after) over (
        partition by customer_id, subscription_id, currency
        order by day
        rows between unbounded preceding and 1 preceding
      ),
      0
    ) > 0 as paid_before
  from running
),
moved as (
  select
    r.customer_id,
    r.currency,
    sum(change) filter (where after = change and not paid_before) as new,
    sum(change) filter (where after = change and paid_before) as reactivation,
    sum(change) filter (where after > change and change > 0) as expansion,
    -sum(change) filter (where after > 0 and change < 0) as contraction,
    -sum(change) filter (where after = 0 and change < 0) as churn
  from remembered as r
  cross join params as p
  where r.day between p.first_day and p.last_day
  group by r.customer_id, r.currency
),
totals as (
  select
    b.currency,
    b.grp,
    sum(b.opening) as opening,
    sum(b.closing) as closing,
    coalesce(sum(m.new), 0) as new,
    coalesce(sum(m.reactivation), 0) as reactivation,
    coalesce(sum(m.expansion), 0) as expansion,
    coalesce(sum(m.contraction), 0) as contraction,
    coalesce(sum(m.churn), 0) as churn
  from balances as b
  left join moved as m on m.customer_id = b.customer_id and m.currency is not distinct from b.currency
  group by grouping sets ((b.currency), (b.currency, b.grp))
),
figures as (
  select 'mrr' as metric, currency, grp, null as numerator, null as denominator, closing as value from totals
  union all
  select 'mrr_at_start', currency, grp, null, null, opening from totals
  union all
  select 'mrr_new', currency, grp, null, null, new from totals
  union all
  select 'mrr_reactivation', currency, grp, null, null, reactivation from totals
  union all
  select 'mrr_expansion', currency, grp, null, null, expansion from totals
  union all
  select 'mrr_contraction', currency, grp, null, null, contraction from totals
  union all
  select 'mrr_churn', currency, grp, null, null, churn from totals
  union all
  select 'mrr_expansion_rate', currency, grp, expansion, opening, ratio(expansion, opening) from totals
  union all
  -- Reactivation is a gain (9.17).
  select 'quick_ratio', currency, grp, new + reactivation + expansion, contraction + churn,
    ratio(new + reactivation + expansion, contraction + churn)
  from totals
)
select
  metric,
  grp,
  currency,
  cast(numerator as hugeint) as numerator,
  cast(denominator as hugeint) as denominator,
  case when amounts then cast(value as double) end as value
from figures
cross join known;
