import { ratio } from '../calculator/fold.ts';
import { type Ledger, mrrAt, openingOf } from '../records/account.ts';
import { defineMetric, defineVariant, ledgers } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';
import { movedIn } from '../records/movements.ts';

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
  methods: ['cohort'],
  parts: { numerator: 'money', denominator: 'money' },
  from: ledgers,
  fold: ratio(),
  observe(ledger, period) {
    const open = mrrAt(ledger, openingOf(period));
    const close = mrrAt(ledger, period.closeDay);
    return open > 0 ? { unit: ledger.account.index, part: open - Math.min(open, close), whole: open } : null;
  },
  lacks: needsAmounts,
  variants: {
    // ChartMogul, Baremetrics: whatever was lost on the way counts, won back or not, and of customers who joined since.
    movements: defineVariant({
      formula: '(churned MRR + contraction MRR) / MRR at the start',
      observe(ledger: Ledger, period) {
        const whole = mrrAt(ledger, openingOf(period));
        const part = movedIn(ledger.movements, period, ['churn', 'contraction']);
        return whole > 0 || part > 0 ? { unit: ledger.account.index, part, whole } : null;
      },
    }),
  },
});
