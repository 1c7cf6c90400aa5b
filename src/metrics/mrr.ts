import { total } from '../calculator/fold.ts';
import { mrrAtClose } from '../records/account.ts';
import { defineMetric, ledgers } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

export default defineMetric({
  id: 'mrr',
  title: 'Monthly recurring revenue (MRR)',
  question: 'How much recurring revenue do we have a month?',
  formula: 'sum of what every customer pays, normalised to a month, at the close of the last day',
  topic: 'mrr',
  rank: 1,
  unit: 'money',
  better: 'higher',
  empty: 'no_customers',
  from: ledgers,
  fold: total(),
  observe: (ledger, period) => mrrAtClose(ledger, period) || null,
  lacks: needsAmounts,
});
