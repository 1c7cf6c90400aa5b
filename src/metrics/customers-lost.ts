import { total } from '../calculator/fold.ts';
import { accounts, defineMetric } from '../records/dataset.ts';
import { contains } from '../calculator/period.ts';

export default defineMetric({
  id: 'customers_lost',
  title: 'Customers lost',
  question: 'How many customers left?',
  formula: 'customers who stopped paying at least once in the period',
  topic: 'churn',
  rank: 6,
  unit: 'count',
  better: 'lower',
  empty: 'no_customers',
  from: accounts,
  fold: total(),
  observe: ({ turns }, period) => (turns.some(({ kind, day }) => kind === 'churn' && contains(period, day)) ? 1 : null),
});
