-- Customer lifetime value: METRICS.md 2.13, 9.7, 9.16. Needs base.sql.
-- ARPA at the close of the period, times the margin (without one it is revenue) / mean cohort churn. Churn of zero, or
-- no churn to speak of, gives null.
select
  'clv' as metric,
  grp,
  currency,
  cast(null as hugeint) as numerator,
  cast(null as hugeint) as denominator,
  arpa * margin / nullif(churn, 0) as value
from worth
cross join params;
