import { total } from '../calculator/fold.ts';
import { defineMetric, movements } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';
import { movementVariants } from '../records/movements.ts';

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
  methods: ['daily'],
  from: movements,
  fold: total(),
  observe: ({ kind, cents }) => (kind === 'new' ? cents : null),
  lacks: needsAmounts,
  variants: movementVariants('new', {
    period: 'MRR at the end of customers who paid for the first time after the start',
    subscription: 'MRR of subscriptions on the day they are paid for the first time',
  }),
});
