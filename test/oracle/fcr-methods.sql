-- First contact resolution by other rules: METRICS.md 2.6; `--method`, `--cohort` and `--window`. Needs base.sql.
with methods as (
  select distinct method from judged
),
counted as (
  select method, grp, count(*) as eligible, count(*) filter (where first_contact) as resolved
  from judged
  cross join params as p
  where day between p.first_day and p.last_day
  group by grouping sets ((method), (method, grp))
),
figures as (
  select * from counted
  union all
  select method, null, 0, 0 from methods anti join counted using (method)
)
select
  'fcr' as metric,
  method,
  grp,
  cast(null as varchar) as currency,
  cast(resolved as hugeint) as numerator,
  cast(eligible as hugeint) as denominator,
  ratio(resolved, eligible) as value
from figures;
