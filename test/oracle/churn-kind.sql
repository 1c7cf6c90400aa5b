-- Churn by how customers left: METRICS.md 2.7; docs/decisions.md, "Rates of churn by churn_kind". Each rate is over all
-- customers at the start, or all their MRR, so that the kinds add up to the whole. Needs base-churn-kind.sql.
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
whole as (
  select
    count(*) filter (where opened) as at_start,
    count(*) filter (where closed) as at_end,
    coalesce(sum(begun), 0) as begun
  from standing
  left join happened using (customer_id)
),
-- Who did not leave has no rate of leaving.
heads as (
  select
    grp,
    count(*) filter (where opened and not closed) as gone_at_end,
    count(*) filter (where left_us > 0) as lost,
    count(*) filter (where left_us > 0 and opened) as lost_of_opening,
    coalesce(sum(left_us), 0) as churn_events
  from standing
  left join happened using (customer_id)
  group by grouping sets ((), (grp))
  having grp is distinct from '(none)'
),
-- Who left on a day, of who was there in its morning.
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
mornings as (
  select day, count(*) filter (where morning) as there from attendance group by day
),
daily as (
  select a.grp, sum(case when a.morning and not a.evening then 1 / cast(m.there as double) else 0 end) as churn
  from attendance as a
  join mornings as m on m.day = a.day
  group by grouping sets ((), (a.grp))
  having a.grp is distinct from '(none)'
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
totals as (
  select currency, sum(opening) as opening from balances group by currency
),
money as (
  select
    b.currency,
    b.grp,
    any_value(t.opening) as opening,
    sum(b.opening) - sum(least(b.opening, b.closing)) as lost,
    sum(b.opening) - coalesce(sum(b.closing) filter (where b.opening > 0), 0) as net,
    coalesce(sum(m.down), 0) as down,
    coalesce(sum(m.up), 0) as up
  from balances as b
  join totals as t on t.currency is not distinct from b.currency
  left join moved as m on m.customer_id = b.customer_id and m.currency is not distinct from b.currency
  group by grouping sets ((b.currency), (b.currency, b.grp))
),
rates as (
  select 'customer_churn_rate' as metric, 'start' as method, h.grp, null as currency, h.lost as numerator,
    w.at_start as denominator
  from heads as h
  cross join whole as w
  union all
  select 'customer_churn_rate', 'cohort-event', h.grp, null, h.lost_of_opening, w.at_start
  from heads as h
  cross join whole as w
  union all
  select 'customer_churn_rate', 'cohort', h.grp, null, h.gone_at_end, w.at_start
  from heads as h
  cross join whole as w
  union all
  select 'customer_churn_rate', 'start-plus-new', h.grp, null, h.churn_events,
    case when w.at_start > 0 then w.at_start + w.begun else 0 end
  from heads as h
  cross join whole as w
  union all
  select 'customer_churn_rate', 'average', h.grp, null, h.lost,
    case when w.at_start > 0 then (w.at_start + w.at_end) / 2 else 0 end
  from heads as h
  cross join whole as w
  union all
  select 'gross_mrr_churn_rate', 'cohort', grp, currency, lost, opening from money
  union all
  select 'net_mrr_churn_rate', 'cohort', grp, currency, net, opening from money
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
select 'customer_churn_rate', 'daily', d.grp, null, null, null, case when w.at_start > 0 then d.churn end
from daily as d
cross join whole as w;
