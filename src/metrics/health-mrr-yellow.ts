import { total } from '../calculator/fold.ts';
import { mrrAt } from '../records/account.ts';
import { defineMetric, healthLedgers } from '../records/dataset.ts';
import { needsBook } from '../records/money.ts';

export default defineMetric({
  id: 'health_mrr_yellow',
  title: 'MRR yellow',
  question: 'How much MRR should we keep an eye on?',
  formula: 'MRR at the close of customers with a score above 50 and up to 75',
  topic: 'health',
  rank: 7,
  unit: 'money',
  better: 'neither',
  empty: 'no_customers',
  from: healthLedgers,
  fold: total(),
  observe: ({ band, ledger }, { closeDay }) => (band === 'yellow' ? mrrAt(ledger, closeDay) : null),
  lacks: needsBook,
});
