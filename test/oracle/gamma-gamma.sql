-- What purchases are worth, Gamma-Gamma, at the parameters in `fitted`: METRICS.md 2.13. Needs base.sql and
-- base-models.sql. Of customers with a repeat purchase alone.
with fits as (
  select
    grp,
    currency,
    max(value) filter (where name = 'p') as p,
    max(value) filter (where name = 'q') as q,
    max(value) filter (where name = 'v') as v
  from fitted
  where model = 'gamma-gamma'
  group by grp, currency
),
counts as (
  select currency, grp, x, mean, count(*) as customers
  from purchasing
  where x > 0 and mean > 0
  group by grouping sets ((currency, x, mean), (currency, grp, x, mean))
),
candidates as (
  select grp, currency, 'log_likelihood' as figure, p, q, v from fits
  union all
  select f.grp, f.currency, s1.place, f.p * s1.factor, f.q * s2.factor, f.v * s3.factor
  from fits as f
  join steps as s1 on true
  join steps as s2 on s2.place = s1.place
  join steps as s3 on s3.place = s1.place
  union all
  select grp, currency, 'anywhere', power(10, e1 / 3), power(10, e2 / 3), power(10, e3 / 3)
  from fits
  cross join (select unnest(range(-3, 7)) as e1)
  cross join (select unnest(range(-2, 7)) as e2)
  cross join (select unnest(range(-3, 16)) as e3)
),
likelihoods as (
  select
    c.grp,
    c.currency,
    c.figure,
    sum(
      n.customers * (
        lgamma(c.p * n.x + c.q) - lgamma(c.p * n.x) - lgamma(c.q)
        + c.q * ln(c.v) + (c.p * n.x - 1) * ln(n.mean) + c.p * n.x * ln(n.x)
        - (c.p * n.x + c.q) * ln(c.v + n.mean * n.x)
      )
    ) as value
  from candidates as c
  join counts as n on n.grp is not distinct from c.grp and n.currency is not distinct from c.currency
  group by c.grp, c.currency, c.figure, c.p, c.q, c.v
)
select grp, currency, figure, null as nth, max(value) as value from likelihoods group by grp, currency, figure
union all
select grp, currency, 'n', null, sum(customers) from counts group by grp, currency
union all
select grp, currency, 'purchase_value', null, p * v / (q - 1) from fits
union all
select grp, currency, 'purchase_value_observed', null, sum(mean * customers) / sum(customers) from counts group by grp, currency;
