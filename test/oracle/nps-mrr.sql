-- NPS by MRR: METRICS.md 2.1, `--weight mrr`; docs/decisions.md, "NPS by MRR weighs customers". Needs base.sql.
-- The mean of a customer's answers (+1, 0, -1), by what it pays at the close of the period; above and below the line is
-- money. Who pays nothing then, or is not named, has no part.
-- open: "amounts of two currencies" are those of the customers who are weighed: nobody else's have a part in it. So a group
--       may have a value where the total has none.
with opinions as (
  select customer_id, grp, avg(case when score >= 9 then 1 when score >= 7 then 0 else -1 end) as opinion
  from answers('nps')
  where customer_id is not null
  group by customer_id, grp
),
weighed as (
  select
    o.grp,
    count(distinct case when b.closing > 0 then coalesce(b.currency, '') end) as currencies,
    sum(b.closing * o.opinion) as for_us,
    sum(b.closing) as cents
  from opinions as o
  left join balances as b on b.customer_id = o.customer_id and b.closing > 0
  group by grouping sets ((), (o.grp))
)
select
  'nps' as metric,
  'mrr-weighted' as method,
  grp,
  cast(null as varchar) as currency,
  case when currencies = 1 then for_us end as numerator,
  case when currencies = 1 then cast(cents as hugeint) end as denominator,
  case when currencies = 1 then 100 * ratio(for_us, cents) end as value
from weighed;
