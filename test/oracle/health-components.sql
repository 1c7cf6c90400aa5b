-- Every component of every customer: METRICS.md 6.2. Needs base-health.sql. What it gives or takes is
-- `w (s - 50) / sum w` of those that have a part.
select
  customer_id,
  component,
  weight,
  known as score,
  weight * (score - 50) / sum(weight) filter (where score is not null) over (partition by customer_id) as contribution
from health_scored
order by customer_id, component;
