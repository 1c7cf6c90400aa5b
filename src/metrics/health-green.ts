import { total } from '../calculator/fold.ts';
import { defineMetric, health } from '../records/dataset.ts';

export default defineMetric({
  id: 'health_green',
  title: 'Customers green',
  question: 'How many customers do well?',
  formula: 'customers at the close with a score above 75',
  topic: 'health',
  rank: 2,
  unit: 'count',
  better: 'higher',
  empty: 'no_customers',
  from: health,
  fold: total(),
  observe: ({ band }) => (band === 'green' ? 1 : null),
});
