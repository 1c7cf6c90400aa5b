import { total } from '../calculator/fold.ts';
import { defineMetric, turns } from '../records/dataset.ts';

export default defineMetric({
  id: 'churn_events',
  title: 'Churn events',
  question: 'How often did a customer leave?',
  formula: 'days on which a customer stopped paying; start + new + reactivated - churn events = end',
  topic: 'churn',
  rank: 7,
  unit: 'count',
  better: 'lower',
  empty: 'no_customers',
  from: turns,
  fold: total(),
  observe: ({ kind }) => (kind === 'churn' ? 1 : null),
});
