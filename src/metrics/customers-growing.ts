import { share } from '../calculator/fold.ts';
import { defineMetric, firms } from '../records/dataset.ts';
import { growthAt, isCustomerAt } from '../records/growth.ts';

export default defineMetric({
  id: 'customers_growing',
  title: 'Customers growing',
  question: "What share of our customers' businesses has grown since they bought?",
  formula: 'customers with a growth index above 100 / customers with a growth index',
  topic: 'growth',
  rank: 2,
  unit: 'ratio',
  better: 'higher',
  empty: 'no_growth_data',
  from: firms,
  fold: share(),
  observe(firm, { closeDay }) {
    const { index } = growthAt(firm.facts, closeDay);
    return index === null || !isCustomerAt(firm, closeDay) ? null : index > 100;
  },
});
