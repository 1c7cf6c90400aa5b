import { total } from '../calculator/fold.ts';
import { defineMetric, movements } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

export default defineMetric({
  id: 'mrr_new',
  title: 'New MRR',
  question: 'How much MRR came with new customers?',
  formula: 'MRR of customers on the day they pay for the first time',
  topic: 'mrr',
  rank: 3,
  unit: 'money',
  better: 'higher',
  empty: 'no_customers',
  from: movements,
  fold: total(),
  observe: ({ kind, cents }) => (kind === 'new' ? cents : null),
  lacks: needsAmounts,
});
