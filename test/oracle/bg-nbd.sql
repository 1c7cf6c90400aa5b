-- How often customers buy, BG/NBD, at the parameters in `fitted`: METRICS.md 2.13. Needs base.sql and base-models.sql.
with fits as (
  select
    grp,
    currency,
    max(value) filter (where name = 'r') as r,
    max(value) filter (where name = 'alpha') as alpha,
    max(value) filter (where name = 'a') as a,
    max(value) filter (where name = 'b') as b
  from fitted
  where model = 'bg-nbd'
  group by grp, currency
),
counts as (
  select currency, grp, x, tx, t, count(*) as customers
  from purchasing
  group by grouping sets ((currency, x, tx, t), (currency, grp, x, tx, t))
),
candidates as (
  select grp, currency, 'log_likelihood' as figure, r, alpha, a, b from fits
  union all
  select f.grp, f.currency, s1.place, f.r * s1.factor, f.alpha * s2.factor, f.a * s3.factor, f.b * s4.factor
  from fits as f
  join steps as s1 on true
  join steps as s2 on s2.place = s1.place
  join steps as s3 on s3.place = s1.place
  join steps as s4 on s4.place = s1.place
  union all
  select grp, currency, 'anywhere', power(10, e1 / 2), power(10, e2 / 2), power(10, e3 / 2), power(10, e4 / 2)
  from fits
  cross join (select unnest(range(-2, 3)) as e1)
  cross join (select unnest(range(-1, 8)) as e2)
  cross join (select unnest(range(-2, 4)) as e3)
  cross join (select unnest(range(-2, 4)) as e4)
),
-- A customer who is there yet, or (with a repeat purchase) who left after the last one; by the logarithms of the two.
ways as (
  select
    c.*,
    n.customers,
    lgamma(c.r + n.x) - lgamma(c.r) + c.r * ln(c.alpha) as bought,
    lgamma(c.a + c.b) + lgamma(c.b + n.x) - lgamma(c.b) - lgamma(c.a + c.b + n.x) - (c.r + n.x) * ln(c.alpha + n.t)
      as there,
    case
      when n.x > 0
        then
          lgamma(c.a + c.b) + ln(c.a) + lgamma(c.b + n.x - 1) - lgamma(c.b) - lgamma(c.a + c.b + n.x)
          - (c.r + n.x) * ln(c.alpha + n.tx)
    end as gone
  from candidates as c
  join counts as n on n.grp is not distinct from c.grp and n.currency is not distinct from c.currency
),
likelihoods as (
  select
    grp,
    currency,
    figure,
    sum(
      customers * (
        bought
        + coalesce(greatest(there, gone) + ln(1 + exp(-abs(there - gone))), there) -- greatest() passes over nulls
      )
    ) as value
  from ways
  group by grp, currency, figure, r, alpha, a, b
)
select grp, currency, figure, null as nth, max(value) as value from likelihoods group by grp, currency, figure
union all
select grp, currency, 'n', null, sum(customers) from counts group by grp, currency;
