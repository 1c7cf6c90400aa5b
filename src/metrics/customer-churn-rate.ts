import { rate } from '../calculator/fold.ts';
import { isPayingAt, openingOf } from '../records/account.ts';
import { accounts, defineMetric } from '../records/dataset.ts';
import { contains } from '../calculator/period.ts';

/** The seeds' rule: it can pass 100 %, and it is not 1 - retention, so the cohort rate always stands beside it. */
export default defineMetric({
  id: 'customer_churn_rate',
  title: 'Customer churn',
  question: 'How many customers left, as a share of those we began with?',
  formula:
    'customers who left in the period / customers at its start; those who joined and left in it are counted above',
  topic: 'churn',
  rank: 1,
  unit: 'ratio',
  better: 'lower',
  empty: 'no_opening_customers',
  methods: ['start'],
  from: accounts,
  fold: rate(),
  observe(account, period) {
    const base = isPayingAt(account, openingOf(period));
    const hit = account.turns.some(({ kind, day }) => kind === 'churn' && contains(period, day));
    return base || hit ? { hit, base } : null;
  },
});
