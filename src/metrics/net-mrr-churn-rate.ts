import { ratio } from '../calculator/fold.ts';
import { type Ledger, mrrAt, openingOf } from '../records/account.ts';
import { defineMetric, defineVariant, ledgers } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';
import { movedIn } from '../records/movements.ts';

/** 1 - NRR; below 0 when expansion outweighs the losses (METRICS.md 9.34). */
export default defineMetric({
  id: 'net_mrr_churn_rate',
  title: 'Net MRR churn',
  question: 'What share of the MRR we began with was lost, after expansion?',
  formula: '(MRR at the start - MRR of the same customers at the end) / MRR at the start',
  topic: 'churn',
  rank: 10,
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
    return open > 0 ? { unit: ledger.account.index, part: open - close, whole: open } : null;
  },
  lacks: needsAmounts,
  variants: {
    // ChartMogul: what came back makes up for losses as expansion does.
    movements: defineVariant({
      formula: '(churned MRR + contraction MRR - expansion MRR - reactivation MRR) / MRR at the start',
      observe(ledger: Ledger, period) {
        const whole = mrrAt(ledger, openingOf(period));
        const lost = movedIn(ledger.movements, period, ['churn', 'contraction']);
        const won = movedIn(ledger.movements, period, ['expansion', 'reactivation']);
        return whole > 0 || lost > 0 || won > 0 ? { unit: ledger.account.index, part: lost - won, whole } : null;
      },
    }),
  },
});
