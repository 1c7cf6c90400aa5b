-- Cohorts of METRICS.md 2.8: periods of one length, `every`, within the period asked for, which is made of whole ones.
-- A cohort is who paid for the first time ever in one of them; a cell looks at the close of one since. A cell whose
-- period is not over at `as_of` is flagged and is in no average.
create or replace view begun as
select s.customer_id, min(s.from_day) as first_paid
from stretches as s
group by s.customer_id;

create or replace view cohort_cells as
with lengths as (
  select case every when 'month' then 1 when 'quarter' then 3 when 'year' then 12 end as months from params
),
starts as (
  select
    cast(unnest(generate_series(p.first_day, p.last_day, to_months(l.months))) as date) as first_day,
    l.months
  from params as p
  cross join lengths as l
),
spans as (
  select
    first_day,
    cast(first_day + to_months(months) as date) - 1 as last_day,
    row_number() over (order by first_day) as place,
    case months
      when 1 then strftime(first_day, '%Y-%m')
      when 3 then year(first_day) || '-Q' || quarter(first_day)
      when 12 then strftime(first_day, '%Y')
    end as label
  from starts
)
select
  c.label as cohort,
  c.first_day,
  c.last_day,
  cast(m.place - c.place as integer) as age,
  m.last_day as close,
  m.last_day < p.as_of as complete
from spans as c
join spans as m on m.place >= c.place
cross join params as p;
