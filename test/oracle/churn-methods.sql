-- Customer churn by every rule of METRICS.md 2.7, and MRR churn on both bases (2.10, 9.34). Needs base.sql.
with happened as (
  select
    e.customer_id,
    count(*) filter (where e.kind = 'new') as begun,
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
    count(*) filter (where left_us > 0 and opened) as lost_of_opening,
    coalesce(sum(begun), 0) as begun,
    coalesce(sum(left_us), 0) as churn_events
  from standing
  left join happened using (customer_id)
  group by grouping sets ((), (grp))
),
-- The sum over the days of 1 - still there at its end / there at its start.
days as (
  select cast(unnest(generate_series(first_day, last_day, interval 1 day)) as date) as day from params
),
attendance as (
  select
    d.day,
    w.customer_id,
    w.grp,
    coalesce(bool_or(runs_at(s.from_day, s.until_day, d.day - 1)), false) as morning,
    coalesce(bool_or(runs_at(s.from_day, s.until_day, d.day)), false) as evening
  from days as d
  cross join people as w
  left join stretches as s on s.customer_id = w.customer_id
  group by d.day, w.customer_id, w.grp
),
daily as (
  select day, grp, 1 - ratio(count(*) filter (where morning and evening), count(*) filter (where morning)) as churn
  from attendance
  group by grouping sets ((day), (day, grp))
),
-- A day that nobody entered has nothing to lose.
summed as (
  select grp, coalesce(sum(churn), 0) as churn from daily group by grp
),
moved as (
  select
    m.customer_id,
    m.currency,
    sum(m.cents) filter (where m.kind in ('churn', 'contraction')) as down,
    sum(m.cents) filter (where m.kind in ('expansion', 'reactivation')) as up
  from movements as m
  cross join params as p
  where m.day between p.first_day and p.last_day
  group by m.customer_id, m.currency
),
money as (
  select
    b.currency,
    b.grp,
    sum(b.opening) as opening,
    sum(least(b.opening, b.closing)) as kept,
    coalesce(sum(b.closing) filter (where b.opening > 0), 0) as closing,
    coalesce(sum(m.down), 0) as down,
    coalesce(sum(m.up), 0) as up
  from balances as b
  left join moved as m on m.customer_id = b.customer_id and m.currency is not distinct from b.currency
  group by grouping sets ((b.currency), (b.currency, b.grp))
),
rates as (
  select 'customer_churn_rate' as metric, 'start' as method, grp, null as currency, lost as numerator,
    at_start as denominator
  from heads
  union all
  select 'customer_churn_rate', 'cohort-event', grp, null, lost_of_opening, at_start from heads
  union all
  select 'customer_churn_rate', 'cohort', grp, null, gone_at_end, at_start from heads
  union all
  -- "O = 0: null" is said of all of them, so also where somebody began.
  select 'customer_churn_rate', 'start-plus-new', grp, null, churn_events,
    case when at_start > 0 then at_start + begun else 0 end
  from heads
  union all
  select 'customer_churn_rate', 'average', grp, null, lost, case when at_start > 0 then (at_start + at_end) / 2 else 0 end
  from heads
  union all
  select 'gross_mrr_churn_rate', 'cohort', grp, currency, opening - kept, opening from money
  union all
  select 'net_mrr_churn_rate', 'cohort', grp, currency, opening - closing, opening from money
  union all
  select 'gross_mrr_churn_rate', 'movements', grp, currency, down, opening from money
  union all
  select 'net_mrr_churn_rate', 'movements', grp, currency, down - up, opening from money
)
select
  metric,
  method,
  grp,
  cast(currency as varchar) as currency,
  cast(numerator as double) as numerator,
  cast(denominator as double) as denominator,
  ratio(numerator, denominator) as value
from rates
union all
select 'customer_churn_rate', 'daily', h.grp, null, null, null, case when h.at_start > 0 then s.churn end
from heads as h
join summed as s on s.grp is not distinct from h.grp;
