-- Was the health score right: METRICS.md 6.3; docs/backtest.md. Needs base.sql, `looks` and `look_parts`, and the lead, the
-- horizon and the least age in `backtest_params`.

-- Customers at the closes, and whether they left within the horizon after the lead.
-- open: of those too young nobody asks when they left. What differs in the last digits of a fraction alone is a tie.
create or replace table looked_at as
select
  l.* replace (round(l.score, 9) as score),
  l.age < b.min_age as too_young,
  coalesce(bool_or(e.day > l.at_close and e.day <= l.at_close + b.lead), false) as gone_in_lead,
  coalesce(bool_or(e.day > l.at_close + b.lead and e.day <= l.at_close + b.lead + b.horizon), false) as churned,
  min(e.day) filter (where e.day > l.at_close + b.lead and e.day <= l.at_close + b.lead + b.horizon) as left_on
from looks as l
cross join backtest_params as b
left join events as e on e.customer_id = l.customer_id and e.kind = 'churn'
group by all;

create or replace table observed as
select * from looked_at where not too_young and not gone_in_lead;

-- METRICS.md 6.3, 7: counts of customers, and whether they are enough.
-- open: all who were looked at are told; only those with a score make enough.
create or replace table sides as
with each_of_them as (
  select customer_id, bool_or(churned) as churned, bool_or(churned and score is not null) as told, count(score) as scores
  from observed
  group by customer_id
)
select
  count(*) filter (where churned) as churners,
  count(*) filter (where not churned) as stayers,
  count(*) filter (where told) >= 10 and count(*) filter (where scores > 0 and not told) >= 10 as enough
from each_of_them;

-- How often who left had the lower score, ties a half; of one close, or of any two.
create or replace macro wins(low, high) as case when low < high then 1.0 when low = high then 0.5 else 0.0 end;

-- METRICS.md 1.5, with as many trials as customers.
create or replace macro wilson_centre(p, n) as (p + 1.959963984540054 ** 2 / (2 * n)) / (1 + 1.959963984540054 ** 2 / n);
create or replace macro wilson_half(p, n) as
  1.959963984540054 * sqrt(p * (1 - p) / n + 1.959963984540054 ** 2 / (4 * n * n)) / (1 + 1.959963984540054 ** 2 / n);

-- Places among the lowest share of each close.
-- open: equals on the last place share what is left of the places.
create or replace macro lift_of(share) as (
  with ranked as (
    select
      at_close,
      score,
      churned,
      count(*) over (partition by at_close) as n,
      sum(churned::int) over (partition by at_close) as left_of_all,
      ceil(round(share * count(*) over (partition by at_close), 9)) as places,
      count(*) over (partition by at_close order by score range between unbounded preceding and current row) as up_to,
      count(*) over (partition by at_close, score) as equals
    from observed
    where score is not null
  )
  select
    sum(case when churned then greatest(0, least(1, (places - (up_to - equals)) / cast(equals as double))) else 0 end)
      / nullif((
        select sum(places * left_of_all / cast(n as double))
        from (select distinct at_close, places, left_of_all, n from ranked)
      ), 0)
  from ranked
);
