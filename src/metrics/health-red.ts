import { total } from '../calculator/fold.ts';
import { defineMetric, health } from '../records/dataset.ts';

export default defineMetric({
  id: 'health_red',
  title: 'Customers red',
  question: 'How many customers are at risk?',
  formula: 'customers at the close with a score up to 50, or that are cancelled',
  topic: 'health',
  rank: 4,
  unit: 'count',
  better: 'lower',
  empty: 'no_customers',
  from: health,
  fold: total(),
  observe: ({ band }) => (band === 'red' ? 1 : null),
});
