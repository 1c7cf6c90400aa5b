import { total } from '../calculator/fold.ts';
import { mrrAt } from '../records/account.ts';
import { defineMetric, healthLedgers } from '../records/dataset.ts';
import { needsBook } from '../records/money.ts';

export default defineMetric({
  id: 'health_mrr_unknown',
  title: 'MRR unknown',
  question: 'How much MRR is of customers we know too little of?',
  formula: 'MRR at the close of customers with less than half of the score known',
  topic: 'health',
  rank: 9,
  unit: 'money',
  better: 'lower',
  empty: 'no_customers',
  from: healthLedgers,
  fold: total(),
  observe: ({ band, ledger }, { closeDay }) => (band === 'unknown' ? mrrAt(ledger, closeDay) : null),
  lacks: needsBook,
});
