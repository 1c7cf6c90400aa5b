import { total } from '../calculator/fold.ts';
import { isPaid, sumOf } from '../records/account.ts';
import { defineMetric, ledgers } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

/** Past due counts as MRR until it is cancelled or unpaid, so it has a line of its own (METRICS.md 1.3 and 9.30). */
export default defineMetric({
  id: 'past_due_mrr',
  title: 'MRR past due',
  question: 'How much of our MRR is overdue?',
  formula: 'MRR at the close of subscriptions that are past due in the export',
  topic: 'mrr',
  rank: 14,
  unit: 'money',
  better: 'lower',
  empty: 'no_customers',
  from: ledgers,
  fold: total(),
  observe: (ledger, { closeDay }) =>
    sumOf(ledger, ({ status }, term) => status === 'past_due' && isPaid(term, closeDay)) || null,
  lacks: (facts) => needsAmounts(facts) ?? (facts.has('subscriptions', 'status') ? null : 'no_status'),
});
