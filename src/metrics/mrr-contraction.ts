import { total } from '../calculator/fold.ts';
import { defineMetric, movements } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';
import { movementVariants } from '../records/movements.ts';

export default defineMetric({
  id: 'mrr_contraction',
  title: 'Contraction MRR',
  question: 'How much less do customers pay?',
  formula: 'falls of MRR of customers who go on paying, day by day',
  topic: 'mrr',
  rank: 6,
  unit: 'money',
  better: 'lower',
  empty: 'no_customers',
  methods: ['daily'],
  from: movements,
  fold: total(),
  observe: ({ kind, cents }) => (kind === 'contraction' ? cents : null),
  lacks: needsAmounts,
  variants: movementVariants('contraction', {
    period: 'falls of MRR from the start to the end of customers who pay at both',
    subscription: 'falls of MRR of subscriptions that go on, day by day',
  }),
});
