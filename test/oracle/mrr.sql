-- Monthly recurring revenue and its movements: METRICS.md 2.9, 2.10, 2.13 (ARPA), 9.17. Needs base.sql.
-- Daily movements, in whole cents, one result per currency (9.9):
-- mrr_at_start + new + reactivation + expansion - contraction - churn = mrr.
with known as (
  -- No amount column at all: money is null (9.18). A file without rows has sums of 0 (9.20).
  select count(*) = 0 or count(coalesce(amount, unit_amount, mrr)) > 0 as amounts from subscriptions
),
moved as (
  select
    m.customer_id,
    m.currency,
    sum(m.cents) filter (where m.kind = 'new') as new,
    sum(m.cents) filter (where m.kind = 'reactivation') as reactivation,
    sum(m.cents) filter (where m.kind = 'expansion') as expansion,
    sum(m.cents) filter (where m.kind = 'contraction') as contraction,
    sum(m.cents) filter (where m.kind = 'churn') as churn
  from movements as m
  cross join params as p
  where m.day between p.first_day and p.last_day
  group by m.customer_id, m.currency
),
totals as (
  select
    b.currency,
    b.grp,
    sum(b.opening) as opening,
    sum(b.closing) as closing,
    count(*) filter (where b.closing > 0) as paying,
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
  select 'arr', currency, grp, null, null, 12 * closing from totals
  union all
  -- open: beside two currencies, ARPA divides by the customers that pay in this one.
  select 'arpa', currency, grp, closing, paying, ratio(closing, paying) from totals
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
