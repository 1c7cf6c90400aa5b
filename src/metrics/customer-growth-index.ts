import { mean } from '../calculator/fold.ts';
import { defineMetric, firms } from '../records/dataset.ts';
import { growthAt, type GrowthReason, isCustomerAt } from '../records/growth.ts';

/** What a reader should know of customers without an index. */
const CAVEATS: Readonly<Partial<Record<GrowthReason, string>>> = {
  static_value: 'growth/static',
  stale_value: 'growth/stale',
  zero_baseline: 'growth/zero-baseline',
};

export default defineMetric({
  id: 'customer_growth_index',
  title: 'Customer growth index',
  question: "How has our customers' own business grown since they bought?",
  formula:
    '100 x value by the close / value at the purchase, of employees, revenue and customers of theirs, the mean of those known; then the mean over customers',
  topic: 'growth',
  rank: 1,
  unit: 'score',
  better: 'higher',
  empty: 'no_growth_data',
  from: firms,
  fold: mean(),
  observe: (firm, { closeDay }) => (isCustomerAt(firm, closeDay) ? growthAt(firm.facts, closeDay).index : null),
  caveat(firm, { closeDay }) {
    const { reason } = growthAt(firm.facts, closeDay);
    return reason !== null && isCustomerAt(firm, closeDay) ? (CAVEATS[reason] ?? null) : null;
  },
});
