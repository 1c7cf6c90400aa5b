import { total } from '../calculator/fold.ts';
import { mrrAt, mrrAtClose, mrrAtOpening, openingOf } from '../records/account.ts';
import { defineMetric, ledgers } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

/** What makes the movements, told at one rate, add up with balances that are each told at their own (METRICS.md 2.9). */
export default defineMetric({
  id: 'mrr_fx_impact',
  title: 'Exchange rate impact on MRR',
  question: 'How much of the change of MRR is only the exchange rates?',
  formula:
    'MRR at the close (--fx period-end: at the start) at the rates of the close less the same at those of the opening',
  topic: 'mrr',
  rank: 13,
  unit: 'money',
  better: 'neither',
  empty: 'no_customers',
  from: ledgers,
  fold: total(),
  observe(ledger, period) {
    const atClose = mrrAtClose(ledger, period) - mrrAt(ledger, period.closeDay);
    const atOpening = mrrAtOpening(ledger, period) - mrrAt(ledger, openingOf(period));
    return atClose - atOpening || null;
  },
  lacks: (facts) => needsAmounts(facts) ?? (facts.has('fx', 'rate') ? null : 'no_rates'),
});
