import { net } from '../calculator/fold.ts';
import { defineMetric, npsAnswers } from '../records/dataset.ts';
import { npsGroup } from '../records/scales.ts';

export default defineMetric({
  id: 'nps',
  title: 'Net promoter score (NPS)',
  question: 'How likely are customers to recommend us?',
  formula:
    '100 x (promoters - detractors) / scored answers, the latest of each respondent; promoters 9-10, detractors 0-6',
  topic: 'nps',
  rank: 1,
  unit: 'points',
  better: 'higher',
  empty: 'no_responses',
  from: npsAnswers,
  fold: net(),
  observe: ({ score }) => (score === null ? null : npsGroup(score)),
});
