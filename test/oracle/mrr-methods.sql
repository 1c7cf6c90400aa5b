-- Quick ratio without reactivation: METRICS.md 2.10, 9.17. Daily movements. Needs base.sql.
with moved as (
  select
    m.customer_id,
    m.currency,
    sum(m.cents) filter (where m.kind in ('new', 'expansion')) as up,
    sum(m.cents) filter (where m.kind in ('contraction', 'churn')) as down
  from movements as m
  cross join params as p
  where m.day between p.first_day and p.last_day
  group by m.customer_id, m.currency
),
totals as (
  select a.currency, a.grp, coalesce(sum(m.up), 0) as up, coalesce(sum(m.down), 0) as down
  from accounts as a
  left join moved as m on m.customer_id = a.customer_id and m.currency is not distinct from a.currency
  group by grouping sets ((a.currency), (a.currency, a.grp))
)
select
  'quick_ratio' as metric,
  'without-reactivation' as method,
  grp,
  currency,
  cast(up as hugeint) as numerator,
  cast(down as hugeint) as denominator,
  ratio(up, down) as value
from totals;
