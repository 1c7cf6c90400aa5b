import { share } from '../calculator/fold.ts';
import { defineMetric, npsAnswers } from '../records/dataset.ts';
import { npsGroup } from '../records/scales.ts';

export default defineMetric({
  id: 'nps_passives',
  title: 'Passives',
  question: 'What share of the answers are passives, 7-8?',
  formula: 'passives / scored answers, the latest of each respondent',
  topic: 'nps',
  rank: 3,
  unit: 'ratio',
  better: 'neither',
  empty: 'no_responses',
  from: npsAnswers,
  fold: share(),
  observe: ({ score }) => (score === null ? null : npsGroup(score) === 0),
});
