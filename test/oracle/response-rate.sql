-- Response rate: METRICS.md 2.2, responses / surveys sent in the period, one set of rows per topic (kind of survey).
-- Surveys without `sent_at` are in neither number; an export without it has no rate.
-- open: it is a proportion (1.5 gives it a Wilson interval), so the responses are those to the surveys of the
--       denominator, whenever they came, and not whatever came in during the period.
-- open: a response is a scored answer; a blank score is unanswered (9.14), with or without `responded_at`.
-- open: every survey sent counts, also several to one respondent: `latest` chooses among answers, not among requests.
with topics(topic) as (
  values ('nps'), ('csat'), ('ces')
),
sent as (
  select
    s.kind as topic,
    s.score is not null as answered,
    group_of(s.customer_id, c.customer_id, c.segment) as grp
  from surveys as s
  cross join params as p
  left join customers as c on c.customer_id = s.customer_id
  where day_of(s.sent_at) between p.first_day and p.last_day
),
counted as (
  select topic, grp, count(*) as surveys, count(*) filter (where answered) as responses
  from sent
  group by grouping sets ((topic), (topic, grp))
),
figures as (
  select topic, grp, responses, surveys from counted semi join topics using (topic)
  union all
  select topic, null, 0, 0 from topics anti join counted using (topic)
)
select
  topic,
  'response_rate' as metric,
  grp,
  cast(null as varchar) as currency,
  cast(responses as hugeint) as numerator,
  cast(surveys as hugeint) as denominator,
  ratio(responses, surveys) as value
from figures;
