-- Comments, their share of the answers, and the share that has one word: METRICS.md 2.5, 7, 10. Needs base.sql.
-- open: an answer is a row with a score or a comment; those of employees are for who asks for them. Every answer of the
--       period counts, not the latest of each respondent.
-- open: the same words of one respondent on one day are one comment for a theme's share, and each counts as a comment; one
--       without a respondent stands for itself (9.28).
with given as (
  select s.*, group_of(s.customer_id, c.customer_id, c.segment) as grp
  from surveys as s
  cross join params as p
  left join customers as c on c.customer_id = s.customer_id
  where s.kind <> 'enps'
    and day_of(s.responded_at) between p.first_day and p.last_day
    and coalesce(s.score, s.comment) is not null
),
texts as (
  select distinct on (coalesce(respondent_id, response_id), day_of(responded_at), comment) grp, comment
  from given
  where comment is not null
),
counted as (
  select grp, count(*) as answers, count(comment) as comments from given group by grouping sets ((), (grp))
),
themed as (
  select
    grp,
    count(*) as texts,
    count(*) filter (where list_contains(string_split(comment, ' '), 'slow')) as slow
  from texts
  group by grouping sets ((), (grp))
)
select 'comments' as metric, grp, cast(null as bigint) as numerator, cast(null as bigint) as denominator, comments as value
from counted
union all
select 'comment_rate', grp, comments, answers, ratio(comments, answers) from counted
union all
select 'theme_share', grp, slow, texts, ratio(slow, texts) from themed;
