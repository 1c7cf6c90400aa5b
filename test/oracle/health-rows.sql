-- The portfolio: METRICS.md 6.2, 10. Needs base-health.sql.
-- open: the mean is of the scores that have a band other than unknown.
with scored as (
  select h.customer_id, h.score, h.band, w.grp
  from health_customers as h
  join people as w on w.customer_id = h.customer_id
),
bands(band) as (values ('green'), ('yellow'), ('red'), ('unknown')),
counted as (
  select b.band, s.grp, count(*) filter (where s.band = b.band) as customers
  from bands as b
  left join scored as s on true
  group by grouping sets ((b.band), (b.band, s.grp))
  having grouping(s.grp) = 1 or s.grp is not null
),
worth as (
  select s.customer_id, s.score, s.band, b.currency, b.grp, cast(b.closing as hugeint) as cents
  from scored as s
  join balances as b on b.customer_id = s.customer_id
  where b.closing > 0
)
select
  'health_score' as metric,
  grp,
  cast(null as varchar) as currency,
  cast(null as double) as numerator,
  count(*) filter (where band <> 'unknown') as denominator,
  avg(score) filter (where band <> 'unknown') as value
from scored
group by grouping sets ((), (grp))
union all
select 'health_' || band, grp, null, null, null, customers from counted
union all
select 'health_mrr_' || b.band, w.grp, w.currency, null, null, sum(case when w.band = b.band then w.cents else 0 end)
from bands as b
cross join worth as w
group by grouping sets ((b.band, w.currency), (b.band, w.currency, w.grp))
union all
select
  'health_score_mrr_weighted',
  grp,
  currency,
  null,
  null,
  sum(score * cents) filter (where band <> 'unknown') / sum(cents) filter (where band <> 'unknown')
from worth
group by grouping sets ((currency), (currency, grp));
