-- The shifted beta-geometric model at the parameters in `fitted`: METRICS.md 2.13. Needs base.sql and base-models.sql.
with fits as (
  select
    grp,
    currency,
    max(value) filter (where name = 'alpha') as alpha,
    max(value) filter (where name = 'beta') as beta
  from fitted
  where model = 'sbg'
  group by grp, currency
),
counts as (
  select currency, grp, made, gone, count(*) as customers
  from renewing
  group by grouping sets ((currency, made, gone), (currency, grp, made, gone))
),
candidates as (
  select grp, currency, 'log_likelihood' as figure, alpha, beta from fits
  union all
  select f.grp, f.currency, one.place, f.alpha * one.factor, f.beta * two.factor
  from fits as f
  join steps as one on true
  join steps as two on two.place = one.place
  union all
  select grp, currency, 'anywhere', power(10, one / 4), power(10, two / 4)
  from fits
  cross join (select unnest(range(-10, 15)) as one)
  cross join (select unnest(range(-10, 15)) as two)
),
-- S(t) = B(alpha, beta + t) / B(alpha, beta) is who makes t renewals. P(t) = S(t - 1) alpha / (alpha + beta + t - 1) is
-- who makes all but the last of them.
likelihoods as (
  select
    c.grp,
    c.currency,
    c.figure,
    sum(
      n.customers * (
        lgamma(c.beta + n.made) - lgamma(c.beta) + lgamma(c.alpha + c.beta) - lgamma(c.alpha + c.beta + n.made)
        + case when n.gone then ln(c.alpha / (c.alpha + c.beta + n.made)) else 0 end
      )
    ) as value
  from candidates as c
  join counts as n on n.grp is not distinct from c.grp and n.currency is not distinct from c.currency
  group by c.grp, c.currency, c.figure, c.alpha, c.beta
),
-- As far as a payment is worth anything.
ages as (
  select f.grp, f.currency, f.alpha, f.beta, p.discount, unnest(range(cast(ceil(45 / ln(1 + p.discount)) as integer))) as age
  from fits as f
  cross join params as p
),
rates as (
  select *, case age when 0 then 1 else (beta + age - 1) / (alpha + beta + age - 1) end as retained from ages
),
survival as (
  select *, exp(sum(ln(retained)) over (partition by grp, currency order by age)) as stay from rates
),
lifetimes as (
  select grp, currency, sum(stay / power(1 + discount, age)) as del from survival group by grp, currency
),
-- Just before the n-th renewal: of those who made the one before it, and the n-th is not discounted.
residuals as (
  select n.grp, n.currency, n.age + 1 as nth, sum(later.stay / n.stay / power(1 + n.discount, later.age - n.age - 1)) as derl
  from survival as n
  join survival as later
    on later.grp is not distinct from n.grp and later.currency is not distinct from n.currency and later.age > n.age
  where n.age < 5
  group by n.grp, n.currency, n.age
),
-- Kaplan and Meier (2.8), by renewals.
due as (
  select
    l.grp,
    l.currency,
    l.made + 1 as nth,
    sum(l.customers) filter (where l.gone) as lost,
    (
      select sum(r.customers)
      from counts as r
      where r.grp is not distinct from l.grp
        and r.currency is not distinct from l.currency
        and (r.made > l.made or (r.made = l.made and r.gone))
    ) as due
  from counts as l
  group by l.grp, l.currency, l.made
),
observed as (
  select
    s.grp,
    s.currency,
    s.age as nth,
    coalesce((
      select case when min(d.due - d.lost) = 0 then 0 else exp(sum(ln(greatest(d.due - d.lost, 0.5) / d.due))) end
      from due as d
      where d.grp is not distinct from s.grp and d.currency is not distinct from s.currency and d.nth <= s.age and d.lost > 0
    ), 1) as share,
    (
      select max(case when d.gone then d.made + 1 else d.made end)
      from counts as d
      where d.grp is not distinct from s.grp and d.currency is not distinct from s.currency
    ) as until
  from survival as s
  where s.age < 600
)
select grp, currency, figure, null as nth, max(value) as value from likelihoods group by grp, currency, figure
union all
select grp, currency, 'n', null, sum(customers) from counts group by grp, currency
union all
select grp, currency, 'del', null, del from lifetimes
union all
select grp, currency, 'derl', nth, derl from residuals
union all
select grp, currency, 'survival', age, stay from survival where age < 600
union all
select grp, currency, 'survival_observed', nth, share from observed where nth <= until
union all
-- A payment now and at each renewal, of what a customer pays from one to the next.
select
  l.grp,
  l.currency,
  'clv',
  null,
  w.arpa / 100 * months_of(p.renewal) * p.margin * l.del
from lifetimes as l
cross join params as p
join worth as w on w.grp is not distinct from l.grp and w.currency is not distinct from l.currency;
