import { total } from '../calculator/fold.ts';
import { defineMetric, movements } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';
import { movementVariants } from '../records/movements.ts';

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
  methods: ['daily'],
  from: movements,
  fold: total(),
  observe: ({ kind, cents }) => (kind === 'expansion' ? cents : null),
  lacks: needsAmounts,
  variants: movementVariants('expansion', {
    period: 'rises of MRR from the start to the end of customers who pay at both',
    subscription: 'rises of MRR of subscriptions that were paid before, day by day',
  }),
});
