-- Reps outside of the funnel: METRICS.md 2.7 and 7.5, docs/anomalies.md. Needs `series`, whose groups are the reps.
-- open: the share of all is that of everybody, those without a rep and of few cases too; three reps of five cases at least.
with groups as (
  select s.metric, s.grp, s.numerator, s.denominator, s.value, w.value as baseline
  from series as s
  join series as w on w.metric = s.metric and w.grp is null and w.nth = 0
  where s.nth = 0
    and s.grp is not null
    and s.grp <> '(none)'
    and s.denominator >= 5
    and s.metric in ('csat', 'fcr', 'customer_churn_rate_cohort')
)
select
  *,
  greatest(0, baseline - 3 * sqrt(baseline * (1 - baseline) / denominator)) as limit_low,
  least(1, baseline + 3 * sqrt(baseline * (1 - baseline) / denominator)) as limit_high,
  denominator as n
from groups
qualify count(*) over (partition by metric) >= 3
order by metric, grp;
