import { share } from '../calculator/fold.ts';
import { defineMetric, npsAnswers } from '../records/dataset.ts';
import { npsGroup } from '../records/scales.ts';

export default defineMetric({
  id: 'nps_detractors',
  title: 'Detractors',
  question: 'What share of the answers are detractors, 0-6?',
  formula: 'detractors / scored answers, the latest of each respondent',
  topic: 'nps',
  rank: 4,
  unit: 'ratio',
  better: 'lower',
  empty: 'no_responses',
  from: npsAnswers,
  fold: share(),
  observe: ({ score }) => (score === null ? null : npsGroup(score) === -1),
});
