import { defineDerived } from '../records/dataset.ts';
import { monthsUpTo } from '../calculator/period.ts';
import arpa from './arpa.ts';
import customerChurnRateCohort from './customer-churn-rate-cohort.ts';

/** Without a margin this is revenue, not profit. Months before the data begin have no rate and are left out
 * (METRICS.md 9.16). */
export default defineDerived({
  id: 'clv',
  title: 'Customer lifetime value (CLV), revenue',
  question: 'How much revenue will a customer bring in all?',
  formula: 'ARPA / mean monthly cohort churn of the 6 complete months that end with the period',
  topic: 'clv',
  rank: 1,
  unit: 'money',
  better: 'higher',
  empty: 'no_customers',
  methods: ['arpa-churn'],
  parts: { numerator: 'money' },
  inputs: {
    arpa: { metric: arpa },
    churn: {
      metric: customerChurnRateCohort,
      periods: (period, { churnMonths, asOf }) => monthsUpTo(period, churnMonths, asOf),
    },
  },
  derive({ arpa: revenue = [], churn = [] }) {
    const account = revenue[0];
    const rates = churn.flatMap(({ value }) => (value === null ? [] : [value]));
    const rate = rates.length === 0 ? null : rates.reduce((sum, each) => sum + each, 0) / rates.length;
    const reason = account?.reason ?? (rate === null ? 'no_opening_customers' : rate === 0 ? 'zero_churn' : null);
    const value = reason === null && account?.value && rate ? account.value / rate : null;
    return { value, numerator: account?.value ?? null, denominator: rate, n: account?.n ?? 0, interval: null, reason };
  },
});
