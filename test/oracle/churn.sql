-- Customer churn and MRR churn: METRICS.md 2.7, 9.1, 9.26, 9.34. Needs base.sql.
-- Customers are counted once, whatever they pay in; MRR churn has one result per currency (9.9).
with happened as (
  select
    e.customer_id,
    count(*) filter (where e.kind = 'new') as begun,
    count(*) filter (where e.kind = 'reactivation') as returned,
    count(*) filter (where e.kind = 'churn') as left_us
  from events as e
  cross join params as p
  where e.day between p.first_day and p.last_day
  group by e.customer_id
),
heads as (
  select
    grp,
    count(*) filter (where opened) as at_start,
    count(*) filter (where closed) as at_end,
    count(*) filter (where opened and not closed) as gone_at_end,
    count(*) filter (where left_us > 0) as lost,
    coalesce(sum(begun), 0) as begun,
    coalesce(sum(returned), 0) as returned,
    coalesce(sum(left_us), 0) as churn_events
  from standing
  left join happened using (customer_id)
  group by grouping sets ((), (grp))
),
-- Cohort basis (9.34): only who paid at the opening close, and never more than what they paid then for gross.
money as (
  select
    currency,
    grp,
    sum(opening) as opening,
    sum(closing) filter (where opening > 0) as closing,
    sum(least(opening, closing)) as kept
  from balances
  group by grouping sets ((currency), (currency, grp))
),
figures as (
  -- Method start: lost in the period / there at its start; who joined and left inside it is above, not below (9.1).
  select 'customer_churn_rate' as metric, grp, null as currency, lost as numerator, at_start as denominator,
    ratio(lost, at_start) as value
  from heads
  union all
  select 'customer_churn_rate_cohort', grp, null, gone_at_end, at_start, ratio(gone_at_end, at_start) from heads
  union all
  select 'customers_at_start', grp, null, null, null, at_start from heads
  union all
  select 'customers_new', grp, null, null, null, begun from heads
  union all
  select 'customers_reactivated', grp, null, null, null, returned from heads
  union all
  select 'customers_lost', grp, null, null, null, lost from heads
  union all
  select 'churn_events', grp, null, null, null, churn_events from heads
  union all
  select 'customers_at_end', grp, null, null, null, at_end from heads
  union all
  select 'gross_mrr_churn_rate', grp, currency, opening - kept, opening, ratio(opening - kept, opening) from money
  union all
  select 'net_mrr_churn_rate', grp, currency, opening - coalesce(closing, 0), opening,
    ratio(opening - coalesce(closing, 0), opening)
  from money
)
select
  metric,
  grp,
  cast(currency as varchar) as currency,
  cast(numerator as hugeint) as numerator,
  cast(denominator as hugeint) as denominator,
  cast(value as double) as value
from figures;
