import { total } from '../calculator/fold.ts';
import { defineMetric, health } from '../records/dataset.ts';

export default defineMetric({
  id: 'health_yellow',
  title: 'Customers yellow',
  question: 'How many customers should we keep an eye on?',
  formula: 'customers at the close with a score above 50 and up to 75',
  topic: 'health',
  rank: 3,
  unit: 'count',
  better: 'neither',
  empty: 'no_customers',
  from: health,
  fold: total(),
  observe: ({ band }) => (band === 'yellow' ? 1 : null),
});
