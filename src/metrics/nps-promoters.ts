import { share } from '../calculator/fold.ts';
import { defineMetric, npsAnswers } from '../records/dataset.ts';
import { npsGroup } from '../records/scales.ts';

export default defineMetric({
  id: 'nps_promoters',
  title: 'Promoters',
  question: 'What share of the answers are promoters, 9-10?',
  formula: 'promoters / scored answers, the latest of each respondent',
  topic: 'nps',
  rank: 2,
  unit: 'ratio',
  better: 'higher',
  empty: 'no_responses',
  from: npsAnswers,
  fold: share(),
  observe: ({ score }) => (score === null ? null : npsGroup(score) === 1),
});
