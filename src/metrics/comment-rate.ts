import { share } from '../calculator/fold.ts';
import { answered, defineMetric } from '../records/dataset.ts';
import { hasComment, isAsked } from '../records/remark.ts';

export default defineMetric({
  id: 'comment_rate',
  title: 'Answers with a comment',
  question: 'What share of the answers say why?',
  formula: 'answers of the period with a comment / answers with a score or a comment',
  topic: 'feedback',
  rank: 2,
  unit: 'ratio',
  better: 'neither',
  empty: 'no_responses',
  from: answered,
  fold: share(),
  observe: (survey, _, { settings }) => (isAsked(survey, settings) ? hasComment(survey) : null),
  lacks: (facts) => (facts.has('surveys', 'comment') ? null : 'no_comments'),
});
