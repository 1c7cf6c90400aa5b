import { total } from '../calculator/fold.ts';
import { isPayingAt, openingOf } from '../records/account.ts';
import { accounts, defineMetric } from '../records/dataset.ts';

export default defineMetric({
  id: 'customers_at_start',
  title: 'Customers at start',
  question: 'How many customers did we begin with?',
  formula: 'customers with MRR above 0 at the close before the period',
  topic: 'churn',
  rank: 3,
  unit: 'count',
  better: 'neither',
  empty: 'no_customers',
  from: accounts,
  fold: total(),
  observe: (account, period) => (isPayingAt(account, openingOf(period)) ? 1 : null),
});
