import { total } from '../calculator/fold.ts';
import { isPayingAt } from '../records/account.ts';
import { accounts, defineMetric } from '../records/dataset.ts';

export default defineMetric({
  id: 'customers_at_end',
  title: 'Customers at end',
  question: 'How many customers do we end with?',
  formula: 'customers with MRR above 0 at the close of the last day',
  topic: 'churn',
  rank: 8,
  unit: 'count',
  better: 'higher',
  empty: 'no_customers',
  from: accounts,
  fold: total(),
  observe: (account, period) => (isPayingAt(account, period.closeDay) ? 1 : null),
});
