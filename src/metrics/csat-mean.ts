import { meanScore } from '../calculator/means.ts';
import { csatAnswers, defineMetric } from '../records/dataset.ts';
import { scoredOn, STARS } from '../records/scales.ts';

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
  fold: meanScore(),
  observe: (answer) => scoredOn(answer, STARS),
});
