import { net } from '../calculator/fold.ts';
import { defineMetric, enpsAnswers } from '../records/dataset.ts';
import { npsGroup } from '../records/scales.ts';

/** The sum of NPS over another population: the answers of employees, which no other metric counts. */
export default defineMetric({
  id: 'enps',
  title: 'Employee net promoter score (eNPS)',
  question: 'How likely are employees to recommend us as a place to work?',
  formula:
    '100 x (promoters - detractors) / scored answers of kind enps, the latest of each respondent; promoters 9-10, detractors 0-6',
  topic: 'enps',
  rank: 1,
  unit: 'points',
  better: 'higher',
  empty: 'no_responses',
  from: enpsAnswers,
  fold: net(),
  observe: ({ score }) => (score === null ? null : npsGroup(score)),
});
