import { mean } from '../calculator/fold.ts';
import { csatAnswers, defineMetric } from '../records/dataset.ts';

export default defineMetric({
  id: 'csat_mean',
  title: 'Mean satisfaction',
  question: 'What is the average rating?',
  formula: 'sum of the scores / scored answers, the latest of each ticket',
  topic: 'csat',
  rank: 2,
  unit: 'score',
  better: 'higher',
  empty: 'no_responses',
  from: csatAnswers,
  fold: mean(),
  observe: ({ score }) => score,
});
