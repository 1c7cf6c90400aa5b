-- Every customer's score, coverage, range and band: METRICS.md 6.2. Needs base-health.sql.
select customer_id, score, coverage, low, high, band, overridden from health_customers order by customer_id;
