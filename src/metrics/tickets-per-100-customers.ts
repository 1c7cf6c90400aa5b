import { defineDerived } from '../records/dataset.ts';
import customersAtEnd from './customers-at-end.ts';
import ticketsCreated from './tickets-created.ts';

export default defineDerived({
  id: 'tickets_per_100_customers',
  title: 'Tickets per 100 customers',
  question: 'How much help does a customer need?',
  formula: '100 x tickets created in the period / customers active at the close',
  topic: 'support',
  rank: 9,
  unit: 'score',
  better: 'lower',
  empty: 'no_customers',
  inputs: { tickets: { metric: ticketsCreated }, customers: { metric: customersAtEnd } },
  spares: ['subscriptions'],
  derive({ tickets = [], customers = [] }) {
    const numerator = tickets[0]?.value ?? 0;
    const denominator = customers[0]?.value ?? 0;
    const value = denominator === 0 ? null : (100 * numerator) / denominator;
    const reason = value === null ? 'no_customers' : null;
    return { value, numerator, denominator, n: denominator, interval: null, reason };
  },
  lacks: (facts) => (facts.has('subscriptions', 'customer_id') ? null : 'no_subscriptions'),
});
