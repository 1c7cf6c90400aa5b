import { total } from '../calculator/fold.ts';
import { defineMetric, movements } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';
import { movementVariants } from '../records/movements.ts';

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
  methods: ['daily'],
  from: movements,
  fold: total(),
  observe: ({ kind, cents }) => (kind === 'reactivation' ? cents : null),
  lacks: needsAmounts,
  variants: movementVariants('reactivation', {
    period: 'MRR at the end of customers who paid before and not at the start',
    subscription: 'MRR of subscriptions on the day they are paid again',
  }),
});
