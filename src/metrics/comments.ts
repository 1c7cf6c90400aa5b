import { total } from '../calculator/fold.ts';
import { answered, defineMetric } from '../records/dataset.ts';
import { hasComment, isAsked } from '../records/remark.ts';

/** All of them, duplicates too: what becomes of each is told beside the themes. */
export default defineMetric({
  id: 'comments',
  title: 'Comments',
  question: 'How much do customers tell us in their own words?',
  formula: 'answers of the period with a comment, be there a score or not',
  topic: 'feedback',
  rank: 1,
  unit: 'count',
  better: 'neither',
  empty: 'no_responses',
  from: answered,
  fold: total(),
  observe: (survey, _, { settings }) => (isAsked(survey, settings) && hasComment(survey) ? 1 : null),
  lacks: (facts) => (facts.has('surveys', 'comment') ? null : 'no_comments'),
});
