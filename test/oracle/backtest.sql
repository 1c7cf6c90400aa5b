-- The figures of a backtest: METRICS.md 6.3, 5. Needs base-backtest.sql.
-- open: a close at which nobody is looked at is no snapshot.
with counted as (
  select
    count(distinct at_close) filter (where not too_young and not gone_in_lead) as snapshots,
    count(*) filter (where too_young) as too_young,
    count(*) filter (where not too_young and gone_in_lead) as churned_in_lead
  from looked_at
),
seen as (
  select
    count(*) as observations,
    count(score) as scored,
    ratio(count(*) filter (where churned), count(*)) as base_rate,
    ratio(count(*) filter (where churned and band = 'red'), count(*) filter (where band = 'red')) as red_precision,
    count(distinct customer_id) filter (where band = 'red') as red_customers,
    ratio(count(*) filter (where churned and band = 'red'), count(*) filter (where churned)) as red_recall,
    ratio(count(*) filter (where churned and band = 'green'), count(*) filter (where churned)) as green_share,
    count(distinct customer_id) filter (where churned) as churned_customers,
    -- docs/decisions.md: MRR in several currencies has none.
    -- open: that of those who left.
    case
      when max(currencies) filter (where churned) = 1
        and count(distinct coalesce(currency, '')) filter (where churned) = 1
        then ratio(sum(cents) filter (where churned and band = 'red'), sum(cents) filter (where churned))
    end as red_recall_mrr
  from observed
),
pairs as (
  select
    l.at_close = s.at_close as together,
    wins(l.score, s.score) as won
  from observed as l
  join observed as s on l.churned and not s.churned
  where l.score is not null and s.score is not null
),
aucs as (
  select avg(won) filter (where together) as auc, avg(won) as auc_pooled from pairs
),
rates as (
  select band, ratio(count(*) filter (where churned), count(*)) as rate
  from observed
  group by band
),
falling as (
  -- open: null where one of the three has nobody.
  select
    count(*) filter (where band <> 'unknown') = 3 as whole,
    max(rate) filter (where band = 'red') > max(rate) filter (where band = 'yellow')
      and max(rate) filter (where band = 'yellow') > max(rate) filter (where band = 'green') as monotonic
  from rates
),
-- open: the red closes in a row that end at the last one with a band before the leaving; closes without a band are passed
--       over, and those before another leaving are another story.
story as (
  select
    v.customer_id,
    v.left_on,
    o.at_close,
    o.churned,
    o.band = 'red' and coalesce(o.left_on, v.left_on) = v.left_on as is_red
  from (select distinct customer_id, left_on from observed where churned) as v
  join observed as o on o.customer_id = v.customer_id and o.at_close < v.left_on
  where o.band in ('red', 'yellow', 'green')
),
told as (
  select
    *,
    max(at_close) over (partition by customer_id, left_on) as last_told,
    max(at_close) filter (where not is_red) over (partition by customer_id, left_on) as last_other
  from story
),
warned as (
  select customer_id, left_on, left_on - min(at_close) filter (where last_other is null or at_close > last_other) as days
  from told
  group by customer_id, left_on
  having bool_or(at_close = last_told and is_red and churned)
),
warning as (select median(days) as days from warned)
select
  c.*,
  s.observations,
  s.scored,
  t.churners,
  t.stayers,
  t.enough,
  s.base_rate,
  a.auc,
  a.auc_pooled,
  lift_of(0.1) as lift_bottom_decile,
  lift_of(0.2) as lift_bottom_quintile,
  case when f.whole then cast(f.monotonic as varchar) end as monotonic,
  s.red_precision,
  wilson_centre(s.red_precision, s.red_customers) - wilson_half(s.red_precision, s.red_customers) as red_precision_low,
  wilson_centre(s.red_precision, s.red_customers) + wilson_half(s.red_precision, s.red_customers) as red_precision_high,
  s.red_recall,
  wilson_centre(s.red_recall, s.churned_customers) - wilson_half(s.red_recall, s.churned_customers) as red_recall_low,
  wilson_centre(s.red_recall, s.churned_customers) + wilson_half(s.red_recall, s.churned_customers) as red_recall_high,
  s.red_recall_mrr,
  s.green_share as green_share_of_churners,
  wilson_centre(s.green_share, s.churned_customers) - wilson_half(s.green_share, s.churned_customers)
    as green_share_of_churners_low,
  wilson_centre(s.green_share, s.churned_customers) + wilson_half(s.green_share, s.churned_customers)
    as green_share_of_churners_high,
  w.days as median_warning_days
from counted as c
cross join seen as s
cross join sides as t
cross join aucs as a
cross join falling as f
cross join warning as w;
