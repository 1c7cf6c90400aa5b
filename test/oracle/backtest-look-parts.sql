-- The components of customers at one close of a backtest. Needs base-health.sql.
insert into look_parts
select c.at_close, c.customer_id, s.component, s.known
from health_scored as s
join clients as c on c.customer_id = s.customer_id;
