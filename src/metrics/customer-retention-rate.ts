import { share } from '../calculator/fold.ts';
import { isPayingAt, openingOf } from '../records/account.ts';
import { accounts, defineMetric } from '../records/dataset.ts';

export default defineMetric({
  id: 'customer_retention_rate',
  title: 'Customer retention',
  question: 'What share of the customers we began with are still here?',
  formula: 'customers at the start who pay at the end / customers at the start',
  topic: 'retention',
  rank: 1,
  unit: 'ratio',
  better: 'higher',
  empty: 'no_opening_customers',
  from: accounts,
  fold: share(),
  observe: (account, period) => (isPayingAt(account, openingOf(period)) ? isPayingAt(account, period.closeDay) : null),
});
