import { total } from '../calculator/fold.ts';
import { defineMetric, turns } from '../records/dataset.ts';

export default defineMetric({
  id: 'customers_new',
  title: 'Customers new',
  question: 'How many customers came for the first time?',
  formula: 'days on which a customer paid for the first time, in the period',
  topic: 'churn',
  rank: 4,
  unit: 'count',
  better: 'higher',
  empty: 'no_customers',
  from: turns,
  fold: total(),
  observe: ({ kind }) => (kind === 'new' ? 1 : null),
});
