-- MRR movements in one step from the opening to the closing balance of each customer: METRICS.md 2.10. Needs base.sql.
-- mrr_at_start + new + reactivation + expansion - contraction - churn = mrr.
-- open: "never paid before" is before the period: whoever came, left and came back inside it is new.
with known as (
  select count(*) = 0 or count(coalesce(amount, unit_amount, mrr)) > 0 as amounts from subscriptions
),
before as (
  select distinct s.customer_id, s.currency
  from stretches as s
  cross join params as p
  where s.from_day < p.first_day
),
steps as (
  select
    b.currency,
    b.grp,
    b.opening,
    b.closing,
    b.closing - b.opening as change,
    case
      when b.opening = 0 and b.closing > 0 and e.customer_id is null then 'new'
      when b.opening = 0 and b.closing > 0 then 'reactivation'
      when b.opening > 0 and b.closing = 0 then 'churn'
      when b.closing > b.opening then 'expansion'
      when b.closing < b.opening then 'contraction'
    end as kind
  from balances as b
  left join before as e on e.customer_id = b.customer_id and e.currency is not distinct from b.currency
),
totals as (
  select
    currency,
    grp,
    sum(opening) as opening,
    sum(closing) as closing,
    coalesce(sum(change) filter (where kind = 'new'), 0) as new,
    coalesce(sum(change) filter (where kind = 'reactivation'), 0) as reactivation,
    coalesce(sum(change) filter (where kind = 'expansion'), 0) as expansion,
    coalesce(-sum(change) filter (where kind = 'contraction'), 0) as contraction,
    coalesce(-sum(change) filter (where kind = 'churn'), 0) as churn
  from steps
  group by grouping sets ((currency), (currency, grp))
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
