import { total } from '../calculator/fold.ts';
import { defineMetric, health } from '../records/dataset.ts';

export default defineMetric({
  id: 'health_unknown',
  title: 'Customers unknown',
  question: 'Of how many customers do we know too little?',
  formula: 'customers at the close with less than half of the score known',
  topic: 'health',
  rank: 5,
  unit: 'count',
  better: 'lower',
  empty: 'no_customers',
  from: health,
  fold: total(),
  observe: ({ band }) => (band === 'unknown' ? 1 : null),
});
