import { total } from '../calculator/fold.ts';
import { defineMetric, movements } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';
import { movementVariants } from '../records/movements.ts';

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
  methods: ['daily'],
  from: movements,
  fold: total(),
  observe: ({ kind, cents }) => (kind === 'churn' ? cents : null),
  lacks: needsAmounts,
  variants: movementVariants('churn', {
    period: 'MRR at the start of customers who do not pay at the end',
    subscription: 'MRR of subscriptions on the day they are paid no more',
  }),
});
