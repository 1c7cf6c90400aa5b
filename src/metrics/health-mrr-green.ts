import { total } from '../calculator/fold.ts';
import { mrrAt } from '../records/account.ts';
import { defineMetric, healthLedgers } from '../records/dataset.ts';
import { needsBook } from '../records/money.ts';

export default defineMetric({
  id: 'health_mrr_green',
  title: 'MRR green',
  question: 'How much MRR is of customers who do well?',
  formula: 'MRR at the close of customers with a score above 75',
  topic: 'health',
  rank: 6,
  unit: 'money',
  better: 'higher',
  empty: 'no_customers',
  from: healthLedgers,
  fold: total(),
  observe: ({ band, ledger }, { closeDay }) => (band === 'green' ? mrrAt(ledger, closeDay) : null),
  lacks: needsBook,
});
