import { total } from '../calculator/fold.ts';
import { defineMetric, movements } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

export default defineMetric({
  id: 'mrr_reactivation',
  title: 'Reactivation MRR',
  question: 'How much MRR came back with customers who had left?',
  formula: 'MRR of customers on the day they pay again',
  topic: 'mrr',
  rank: 4,
  unit: 'money',
  better: 'higher',
  empty: 'no_customers',
  from: movements,
  fold: total(),
  observe: ({ kind, cents }) => (kind === 'reactivation' ? cents : null),
  lacks: needsAmounts,
});
