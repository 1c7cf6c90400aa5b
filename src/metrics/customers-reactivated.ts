import { total } from '../calculator/fold.ts';
import { defineMetric, turns } from '../records/dataset.ts';

export default defineMetric({
  id: 'customers_reactivated',
  title: 'Customers reactivated',
  question: 'How many customers came back?',
  formula: 'days on which a customer who had left paid again, in the period',
  topic: 'churn',
  rank: 5,
  unit: 'count',
  better: 'higher',
  empty: 'no_customers',
  from: turns,
  fold: total(),
  observe: ({ kind }) => (kind === 'reactivation' ? 1 : null),
});
