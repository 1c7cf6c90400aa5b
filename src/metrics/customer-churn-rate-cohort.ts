import { rate } from '../calculator/fold.ts';
import { isPayingAt, openingOf } from '../records/account.ts';
import { accounts, defineMetric } from '../records/dataset.ts';

/** Who leaves and comes back within the period is not lost here. */
export default defineMetric({
  id: 'customer_churn_rate_cohort',
  title: 'Customer churn (cohort)',
  question: 'What share of the customers we began with are gone at the end?',
  formula: 'customers at the start who do not pay at the end / customers at the start',
  topic: 'churn',
  rank: 2,
  unit: 'ratio',
  better: 'lower',
  empty: 'no_opening_customers',
  methods: ['cohort'],
  from: accounts,
  fold: rate(),
  observe: (account, period) =>
    isPayingAt(account, openingOf(period))
      ? { unit: account.index, hit: !isPayingAt(account, period.closeDay), base: true }
      : null,
});
