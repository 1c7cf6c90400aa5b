import { meanScore } from '../calculator/means.ts';
import { cesAnswers, defineMetric } from '../records/dataset.ts';
import { effortOn } from '../records/scales.ts';

export default defineMetric({
  id: 'ces_mean',
  title: 'Mean effort score',
  question: 'What is the average answer to the effort question?',
  formula: 'sum of the scores / scored answers, the latest of each respondent',
  topic: 'ces',
  rank: 2,
  unit: 'score',
  better: 'higher',
  empty: 'no_responses',
  from: cesAnswers,
  fold: meanScore(),
  titleWith: ({ direction }) => (direction === 'effort' ? 'Mean effort score, low is good' : null),
  caveat: (answer, _, { settings }) => (effortOn(answer, settings.direction)?.isLowGood ? 'survey/effort' : null),
  observe: (answer, _, { settings }) => effortOn(answer, settings.direction),
});
