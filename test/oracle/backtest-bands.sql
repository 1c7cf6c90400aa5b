-- Churn by band: METRICS.md 6.3, 5. Needs base-backtest.sql.
with counted as (
  select
    band,
    count(*) as n,
    count(*) filter (where churned) as churned,
    ratio(count(*) filter (where churned), count(*)) as rate,
    count(distinct customer_id) as customers
  from observed
  group by band
),
whole as (select ratio(count(*) filter (where churned), count(*)) as rate from observed)
select
  c.band,
  c.n,
  c.churned,
  c.rate,
  wilson_centre(c.rate, c.customers) - wilson_half(c.rate, c.customers) as low,
  wilson_centre(c.rate, c.customers) + wilson_half(c.rate, c.customers) as high,
  ratio(c.rate, w.rate) as lift
from counted as c
cross join whole as w
order by c.band;
