-- What is usual of a metric by the periods before: METRICS.md 7.5, level period; docs/anomalies.md. `series` has the figures of
-- the period (`nth` 0) and of those before it (1 the last of them).
-- open: the periods before begin with the first case, of churn with the first that has one who left (docs/decisions.md); one
--       without cases later on is none of a share.
-- open: limits end where the values of a metric do.
with dated as (
  select
    *,
    max(nth) filter (
      where case when metric like '%churn%' then numerator > 0 or (numerator is null and value > 0)
                 when denominator is not null then denominator > 0
                 else value > 0 end
    ) over (partition by metric) as first_case
  from series
  where grp is null
),
past as (
  select * from dated where nth between 1 and first_case and value is not null
),
-- A p-chart, and Laney's p' where the moves from one period to the next are larger than counts make them.
shares as (
  select metric, sum(numerator) / cast(sum(denominator) as double) as mean, count(*) as periods
  from past
  where is_share
  group by metric
),
moves as (
  select
    p.metric,
    abs(
      (p.value - s.mean) / sqrt(s.mean * (1 - s.mean) / p.denominator)
      - lag((p.value - s.mean) / sqrt(s.mean * (1 - s.mean) / p.denominator)) over (partition by p.metric order by p.nth desc)
    ) as move
  from past as p
  join shares as s on s.metric = p.metric
  where s.mean > 0 and s.mean < 1
),
widths as (
  select metric, greatest(1, avg(move) / 1.128) as width from moves group by metric
),
-- Numbers go by the median and the distances from it.
middles as (
  select metric, median(value) as middle, count(*) as periods from past where not is_share group by metric
),
distances as (
  select p.metric, median(abs(p.value - m.middle)) as mad
  from past as p
  join middles as m on m.metric = p.metric
  group by p.metric
)
select
  d.metric,
  'share_out_of_limits' as kind,
  d.value,
  s.mean as baseline,
  greatest(0, s.mean - 3 * w.width * sqrt(s.mean * (1 - s.mean) / d.denominator)) as limit_low,
  least(1, s.mean + 3 * w.width * sqrt(s.mean * (1 - s.mean) / d.denominator)) as limit_high,
  d.denominator as n
from dated as d
join shares as s on s.metric = d.metric
join widths as w on w.metric = d.metric
where d.nth = 0 and d.denominator > 0 and s.periods >= 8
union all
select
  d.metric,
  'value_out_of_limits',
  d.value,
  m.middle,
  case when d.metric = 'nps' then m.middle - 3.5 * a.mad / 0.6745 else greatest(0, m.middle - 3.5 * a.mad / 0.6745) end,
  m.middle + 3.5 * a.mad / 0.6745,
  null
from dated as d
join middles as m on m.metric = d.metric
join distances as a on a.metric = d.metric
where d.nth = 0 and d.value is not null and m.periods >= 8 and a.mad > 0
order by metric;
