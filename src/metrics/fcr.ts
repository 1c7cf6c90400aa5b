import { share } from '../calculator/fold.ts';
import { defineMetric, tickets } from '../records/dataset.ts';
import { firstContact } from '../records/contact.ts';

/** Unsolved tickets stay in the denominator, so a fresh period is a lower bound. Spam, merged, deleted and
 * agent-initiated tickets are not counted (METRICS.md 2.6). */
export default defineMetric({
  id: 'fcr',
  title: 'First contact resolution (FCR)',
  question: 'What share of the tickets were solved with the first answer?',
  formula: 'tickets solved with one agent reply and not reopened within 7 days / tickets created in the period',
  topic: 'fcr',
  rank: 1,
  unit: 'ratio',
  better: 'higher',
  empty: 'no_tickets',
  methods: ['contact'],
  from: tickets,
  fold: share(),
  observe: (ticket, _, { settings }) => firstContact(ticket, settings).resolved,
  caveat: (ticket, _, { settings }) => firstContact(ticket, settings).caveat,
  lacks: (facts) =>
    ['agent_replies', 'agent_replies_before_solve', 'first_contact_resolved'].some((field) =>
      facts.has('tickets', field),
    )
      ? null
      : 'no_reply_counts',
});
