import { ratio } from '../calculator/fold.ts';
import { mrrAt, openingOf } from '../records/account.ts';
import { defineMetric, ledgers } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

/** New customers, and those back from before the opening, are not in it. */
export default defineMetric({
  id: 'nrr',
  title: 'Net revenue retention (NRR)',
  question: 'What became of the MRR we began with, expansion included?',
  formula: 'MRR at the end of the customers at the start / their MRR at the start',
  topic: 'retention',
  rank: 2,
  unit: 'ratio',
  better: 'higher',
  empty: 'no_opening_customers',
  parts: { numerator: 'money', denominator: 'money' },
  from: ledgers,
  fold: ratio(),
  observe(ledger, period) {
    const open = mrrAt(ledger, openingOf(period));
    const close = mrrAt(ledger, period.closeDay);
    return open > 0 ? { unit: ledger.account.index, part: close, whole: open } : null;
  },
  lacks: needsAmounts,
});
