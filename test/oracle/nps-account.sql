-- NPS, one vote per customer: METRICS.md 2.1, `--unit account`. Needs base.sql.
-- The mean of a customer's answers (+1, 0, -1), then the mean over customers.
-- open: an answer that names no customer belongs to no account and is left out.
with accounts_asked as (
  select customer_id, grp, avg(case when score >= 9 then 1 when score >= 7 then 0 else -1 end) as opinion
  from answers('nps')
  where customer_id is not null
  group by customer_id, grp
)
select
  'nps' as metric,
  'account' as method,
  grp,
  cast(null as varchar) as currency,
  cast(null as double) as numerator,
  cast(null as double) as denominator,
  100 * avg(opinion) as value
from accounts_asked
group by grouping sets ((), (grp));
