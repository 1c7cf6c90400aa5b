import { ratio } from '../calculator/fold.ts';
import { mrrAt, openingOf } from '../records/account.ts';
import { defineMetric, ledgers } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

/** 1 - GRR: what opening customers lost, nothing won back (METRICS.md 9.34). */
export default defineMetric({
  id: 'gross_mrr_churn_rate',
  title: 'Gross MRR churn',
  question: 'What share of the MRR we began with was lost?',
  formula: 'MRR lost by customers at the start who pay less or nothing at the end / their MRR at the start',
  topic: 'churn',
  rank: 9,
  unit: 'ratio',
  better: 'lower',
  empty: 'no_opening_customers',
  parts: { numerator: 'money', denominator: 'money' },
  from: ledgers,
  fold: ratio(),
  observe(ledger, period) {
    const open = mrrAt(ledger, openingOf(period));
    const close = mrrAt(ledger, period.closeDay);
    return open > 0 ? { unit: ledger.account.index, part: open - Math.min(open, close), whole: open } : null;
  },
  lacks: needsAmounts,
});
