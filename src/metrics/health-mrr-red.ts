import { total } from '../calculator/fold.ts';
import { mrrAt } from '../records/account.ts';
import { defineMetric, healthLedgers } from '../records/dataset.ts';
import { needsBook } from '../records/money.ts';

export default defineMetric({
  id: 'health_mrr_red',
  title: 'MRR red',
  question: 'How much MRR is at risk?',
  formula: 'MRR at the close of customers with a score up to 50, or that are cancelled',
  topic: 'health',
  rank: 8,
  unit: 'money',
  better: 'lower',
  empty: 'no_customers',
  from: healthLedgers,
  fold: total(),
  observe: ({ band, ledger }, { closeDay }) => (band === 'red' ? mrrAt(ledger, closeDay) : null),
  lacks: needsBook,
});
