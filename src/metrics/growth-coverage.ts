import { share } from '../calculator/fold.ts';
import { defineMetric, firms } from '../records/dataset.ts';
import { growthAt, isCustomerAt } from '../records/growth.ts';

export default defineMetric({
  id: 'growth_coverage',
  title: 'Growth coverage',
  question: 'Of what share of our customers do we know how they grow?',
  formula: 'customers with a growth index / customers, both at the close of the last day',
  topic: 'growth',
  rank: 3,
  unit: 'ratio',
  better: 'higher',
  empty: 'no_customers',
  from: firms,
  fold: share(),
  observe: (firm, { closeDay }) =>
    isCustomerAt(firm, closeDay) ? growthAt(firm.facts, closeDay).index !== null : null,
  lacks: (facts) => (facts.has('subscriptions', 'customer_id') ? null : 'no_subscriptions'),
});
