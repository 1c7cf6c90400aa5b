-- What customers will buy in the months to come, and what it is worth now: METRICS.md 2.13, at the parameters in
-- `fitted`. Needs base.sql and base-models.sql.
with recursive fits as (
  select
    grp,
    currency,
    max(value) filter (where name = 'r') as r,
    max(value) filter (where name = 'alpha') as alpha,
    max(value) filter (where name = 'a') as a,
    max(value) filter (where name = 'b') as b,
    max(value) filter (where name = 'p') as p,
    max(value) filter (where name = 'q') as q,
    max(value) filter (where name = 'v') as v
  from fitted
  where model in ('bg-nbd', 'gamma-gamma')
  group by grp, currency
),
customers as (
  select
    row_number() over () as id,
    f.*,
    cast(c.x as double) as x,
    cast(c.tx as double) as tx,
    cast(c.t as double) as t,
    c.mean,
    case when c.x > 0 then f.a / (f.b + c.x - 1) * power((f.alpha + c.t) / (f.alpha + c.tx), f.r + c.x) else 0 end as odds
  from fits as f
  join purchasing as c on c.currency is not distinct from f.currency and (f.grp is null or c.grp = f.grp)
),
-- 30 days a month [LT].
horizons as (
  select c.id, months, 30 * months as days, 30 * months / (c.alpha + c.t + 30 * months) as z
  from customers as c
  cross join (select unnest(range(1, lifespan + 1)) as months from params)
),
-- 2F1(r + x, b + x; a + b + x - 1; z) of each customer and horizon, term by term until a term is nothing to the sum.
series as (
  select h.id, h.months, h.z, 0 as n, cast(1 as double) as term, cast(1 as double) as total from horizons as h
  union all
  select
    s.id,
    s.months,
    s.z,
    s.n + 1,
    s.term * (c.r + c.x + s.n) * (c.b + c.x + s.n) / ((c.a + c.b + c.x - 1 + s.n) * (s.n + 1)) * s.z,
    s.total + s.term * (c.r + c.x + s.n) * (c.b + c.x + s.n) / ((c.a + c.b + c.x - 1 + s.n) * (s.n + 1)) * s.z
  from series as s
  join customers as c on c.id = s.id
  where abs(s.term) > 1e-18 * abs(s.total)
),
sums as (
  select id, months, arg_max(total, n) as hypergeometric from series group by id, months
),
expected as (
  select
    h.id,
    h.months,
    (c.a + c.b + c.x - 1) / (c.a - 1)
    * (1 - power((c.alpha + c.t) / (c.alpha + c.t + h.days), c.r + c.x) * s.hypergeometric)
    / (1 + c.odds) as purchases
  from horizons as h
  join customers as c on c.id = h.id
  join sums as s on s.id = h.id and s.months = h.months
),
monthly as (
  select *, purchases - coalesce(lag(purchases) over (partition by id order by months), 0) as bought from expected
),
discounted as (
  select
    m.id,
    max(m.purchases) as purchases,
    sum(m.bought / power(1 + p.discount, m.months)) as discounted
  from monthly as m
  cross join params as p
  group by m.id
),
worths as (
  select
    c.grp,
    c.currency,
    1 / (1 + c.odds) as alive,
    d.purchases,
    -- Between what all pay and what this customer paid; without a repeat purchase nothing of one's own is known.
    c.p * (c.v + case when c.x > 0 then c.x * c.mean else 0 end) / (c.p * c.x + c.q - 1) * d.discounted * p.margin as clv
  from customers as c
  cross join params as p
  join discounted as d on d.id = c.id
)
select grp, currency, 'alive' as figure, null as nth, avg(alive) as value from worths group by grp, currency
union all
select grp, currency, 'purchases', 30 * any_value(lifespan), avg(purchases) from worths cross join params group by grp, currency
union all
select grp, currency, 'clv', null, avg(clv) from worths group by grp, currency;
