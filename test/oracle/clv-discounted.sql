-- Customer lifetime value with a discount: METRICS.md 2.13. Needs base.sql.
-- open: churn of zero gives null here too, though the formula would have a value.
-- The first payment now, then each renewal: margin * (1 + d) / (1 + d - r).
select
  'clv' as metric,
  'discounted' as method,
  grp,
  currency,
  cast(null as double) as numerator,
  cast(null as double) as denominator,
  case when churn > 0 then arpa * margin * (1 + discount) / (discount + churn) end as value
from worth
cross join params;
