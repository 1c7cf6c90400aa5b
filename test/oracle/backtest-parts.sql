-- What single figures tell: each component, and what a score has to beat: METRICS.md 6.3, 5 and 6. Needs base-backtest.sql.
with figures as (
  select p.component as name, o.at_close, o.customer_id, o.churned, o.score, round(p.known, 9) as said
  from observed as o
  join look_parts as p on p.at_close = o.at_close and p.customer_id = o.customer_id
  where p.known is not null
  union all
  select 'days_since_last_activity', at_close, customer_id, churned, score, -idle
  from observed
  where idle is not null and score is not null
),
counted as (select name, count(*) as n from figures group by name),
pairs as (
  select l.name, wins(l.said, s.said) as won, wins(l.score, s.score) as score_won
  from figures as l
  join figures as s on s.name = l.name and s.at_close = l.at_close and l.churned and not s.churned
)
select c.name, c.n, avg(p.won) as auc, avg(p.score_won) as score_auc
from counted as c
left join pairs as p on p.name = c.name
group by c.name, c.n
order by c.name;
