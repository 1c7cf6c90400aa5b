import { distinct } from '../calculator/fold.ts';
import { newcombe, wilson } from '../calculator/interval.ts';
import { isPayingAt } from '../records/account.ts';
import { defineDerived, defineMetric, responses } from '../records/dataset.ts';
import customersAtEnd from './customers-at-end.ts';

/** Customers who pay at the close and answered: the numerator, not a metric of its own. */
const respondingCustomers = defineMetric({
  id: 'responding_customers',
  title: 'Customers who answered',
  question: 'How many customers answered?',
  formula: 'customers active at the close with an answer in the period',
  topic: 'surveys',
  rank: 0,
  unit: 'count',
  better: 'higher',
  empty: 'no_responses',
  methods: ['nps', 'csat', 'ces'],
  from: responses,
  fold: distinct(),
  of: ({ account }) => account,
  observe: ({ kind, account }, period, { method }) =>
    kind === method && account !== null && isPayingAt(account, period.closeDay) ? account.customer : null,
});

/** The method is the kind of survey. */
export default defineDerived({
  id: 'survey_coverage',
  title: 'Survey coverage',
  question: 'What share of our customers told us anything?',
  formula: 'customers active at the close with an answer in the period / customers active at the close',
  topic: 'surveys',
  rank: 2,
  unit: 'ratio',
  better: 'higher',
  empty: 'no_customers',
  methods: ['nps', 'csat', 'ces'],
  inputs: { responding: { metric: respondingCustomers }, customers: { metric: customersAtEnd } },
  derive({ responding = [], customers = [] }, { confidence }) {
    const numerator = responding[0]?.value ?? 0;
    const denominator = customers[0]?.value ?? 0;
    const value = denominator === 0 ? null : numerator / denominator;
    const interval = wilson(numerator, denominator, confidence);
    return { value, numerator, denominator, n: denominator, interval, reason: value === null ? 'no_customers' : null };
  },
  difference(now, before, confidence) {
    const [a, b] = [now, before].map(({ numerator, denominator }) => ({
      successes: numerator ?? 0,
      trials: denominator ?? 0,
    }));
    return a && b ? newcombe(a, b, confidence) : null;
  },
  lacks(facts) {
    if (!facts.has('surveys', 'customer_id')) return 'no_customer_ids';
    return facts.has('subscriptions', 'customer_id') ? null : 'no_subscriptions';
  },
});
