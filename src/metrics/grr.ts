import { ratio } from '../calculator/fold.ts';
import { mrrAt, openingOf } from '../records/account.ts';
import { defineMetric, ledgers } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

/** The minimum is taken customer by customer, never of totals: GRR is at most 1, and at most NRR. */
export default defineMetric({
  id: 'grr',
  title: 'Gross revenue retention (GRR)',
  question: 'What became of the MRR we began with, expansion left out?',
  formula: 'sum over the customers at the start of the smaller of their MRR at start and end / their MRR at the start',
  topic: 'retention',
  rank: 3,
  unit: 'ratio',
  better: 'higher',
  empty: 'no_opening_customers',
  parts: { numerator: 'money', denominator: 'money' },
  from: ledgers,
  fold: ratio(),
  observe(ledger, period) {
    const open = mrrAt(ledger, openingOf(period));
    const close = mrrAt(ledger, period.closeDay);
    return open > 0 ? { unit: ledger.account.index, part: Math.min(open, close), whole: open } : null;
  },
  lacks: needsAmounts,
});
