-- Growth of customers' business: METRICS.md 2.14. Needs base-growth.sql.
with clients_by as (
  select c.customer_id, w.grp, g.growth
  from clients as c
  join people as w on w.customer_id = c.customer_id
  left join growth_indices as g on g.customer_id = c.customer_id
),
counted as (
  select
    grp,
    count(*) as clients,
    count(growth) as known,
    count(*) filter (where growth > 100) as growing,
    avg(growth) as growth
  from clients_by
  group by grouping sets ((), (grp))
),
signals as (
  select w.grp, s.field, count(*) as known, count(*) filter (where s.said) as yes
  from growth_signals as s
  join people as w on w.customer_id = s.customer_id
  group by grouping sets ((s.field), (s.field, w.grp))
),
named(field, metric) as (
  values
    ('hiring', 'customers_hiring'),
    ('taking_on_business', 'customers_taking_on_business'),
    ('retention_improving', 'customers_improving_retention')
),
totals as (
  select n.metric, n.field, s.grp, coalesce(s.yes, 0) as yes, coalesce(s.known, 0) as known
  from named as n
  left join signals as s on s.field = n.field
)
select 'customer_growth_index' as metric, grp, cast(null as double) as numerator, known as denominator, growth as value
from counted
union all
select 'customers_growing', grp, growing, known, ratio(growing, known) from counted
union all
select 'growth_coverage', grp, known, clients, ratio(known, clients) from counted
union all
select metric, grp, yes, known, ratio(yes, known) from totals;
