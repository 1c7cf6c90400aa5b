import { total } from '../calculator/fold.ts';
import { mrrAtClose } from '../records/account.ts';
import { defineMetric, ledgers } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

export default defineMetric({
  id: 'arr',
  title: 'Annual recurring revenue (ARR)',
  question: 'How much recurring revenue do we have a year?',
  formula: '12 x MRR at the close of the last day',
  topic: 'mrr',
  rank: 8,
  unit: 'money',
  better: 'higher',
  empty: 'no_customers',
  from: ledgers,
  fold: total(),
  observe: (ledger, period) => 12 * mrrAtClose(ledger, period) || null,
  lacks: needsAmounts,
});
