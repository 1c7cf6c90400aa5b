import { total } from '../calculator/fold.ts';
import { mrrAtOpening } from '../records/account.ts';
import { defineMetric, ledgers } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

export default defineMetric({
  id: 'mrr_at_start',
  title: 'MRR at start',
  question: 'How much recurring revenue did we begin with?',
  formula: 'sum of what every customer pays, normalised to a month, at the close before the period',
  topic: 'mrr',
  rank: 2,
  unit: 'money',
  better: 'neither',
  empty: 'no_customers',
  from: ledgers,
  fold: total(),
  observe: (ledger, period) => mrrAtOpening(ledger, period) || null,
  lacks: needsAmounts,
});
