import { total } from '../calculator/fold.ts';
import { defineMetric, movements } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

export default defineMetric({
  id: 'mrr_churn',
  title: 'Churned MRR',
  question: 'How much MRR left with customers?',
  formula: 'MRR of customers on the day they stop paying',
  topic: 'mrr',
  rank: 7,
  unit: 'money',
  better: 'lower',
  empty: 'no_customers',
  from: movements,
  fold: total(),
  observe: ({ kind, cents }) => (kind === 'churn' ? cents : null),
  lacks: needsAmounts,
});
