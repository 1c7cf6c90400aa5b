-- First contact resolution: METRICS.md 2.6, 9.6, 9.25. Method contact, cohort created, window of 7 days. Needs base.sql.
with counted as (
  select grp, count(*) as eligible, count(*) filter (where first_contact) as resolved
  from judged
  cross join params as p
  where method = 'contact'
    and day between p.first_day and p.last_day
  group by grouping sets ((), (grp))
)
select
  'fcr' as metric,
  grp,
  cast(null as varchar) as currency,
  cast(resolved as hugeint) as numerator,
  cast(eligible as hugeint) as denominator,
  ratio(resolved, eligible) as value
from counted;
