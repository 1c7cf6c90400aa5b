import { total } from '../calculator/fold.ts';
import { defineMetric, movements } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

export default defineMetric({
  id: 'mrr_expansion',
  title: 'Expansion MRR',
  question: 'How much more do customers pay?',
  formula: 'rises of MRR of customers who paid before, day by day',
  topic: 'mrr',
  rank: 5,
  unit: 'money',
  better: 'higher',
  empty: 'no_customers',
  from: movements,
  fold: total(),
  observe: ({ kind, cents }) => (kind === 'expansion' ? cents : null),
  lacks: needsAmounts,
});
