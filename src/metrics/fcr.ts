import { share } from '../calculator/fold.ts';
import { type Facts } from '../calculator/metric.ts';
import { contains, type Period } from '../calculator/period.ts';
import { unrepeated } from '../calculator/repeats.ts';
import { byReplies, firstContact, hasTag } from '../records/contact.ts';
import { defineMetric, defineVariant, everyTicket, ticketsBy } from '../records/dataset.ts';
import type { Ticket } from '../records/row.ts';
import type { Settings } from '../records/settings.ts';
import { cohortDay, isSolved } from '../records/ticket-life.ts';

const without =
  (reason: string, ...fields: readonly string[]) =>
  (facts: Facts): string | null =>
    fields.some((field) => facts.has('tickets', field)) ? null : reason;

const oneTouch = (ticket: Ticket) => byReplies(ticket, ticket.agent_replies, (count) => count === 1);
const underTwo = (ticket: Ticket) => byReplies(ticket, ticket.agent_replies, (count) => count < 2);
const unanswered = (ticket: Ticket) => byReplies(ticket, ticket.customer_replies, (count) => count === 0);

/** Whether a ticket is of the period by the day of the cohort that is asked for. */
function isOfCohort(ticket: Ticket, period: Period, cohort: Settings['cohort']): boolean {
  const day = cohortDay(ticket, cohort ?? 'created');
  return day !== null && contains(period, day);
}

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
  from: ticketsBy('created'),
  fold: share(),
  observe: (ticket, _, { settings }) => firstContact(ticket, settings).resolved,
  caveat: (ticket, _, { settings }) => firstContact(ticket, settings).caveat,
  lacks: without('no_reply_counts', 'agent_replies', 'agent_replies_before_solve', 'first_contact_resolved'),
  variants: {
    // Fivetran, Zoho, Zendesk's newer text.
    'one-touch': defineVariant({
      formula: 'tickets solved with exactly one agent reply in all / tickets created in the period',
      observe: (ticket: Ticket) => oneTouch(ticket).resolved,
      caveat: (ticket: Ticket) => oneTouch(ticket).caveat,
      lacks: without('no_reply_counts', 'agent_replies'),
    }),
    // Zendesk's older formula: solved without any reply counts, too.
    'one-touch-lt2': defineVariant({
      formula: 'tickets solved with no agent reply or one / tickets created in the period',
      observe: (ticket: Ticket) => underTwo(ticket).resolved,
      caveat: (ticket: Ticket) => underTwo(ticket).caveat,
      lacks: without('no_reply_counts', 'agent_replies'),
    }),
    // Freshservice: however many replies of agents.
    'no-customer-reply': defineVariant({
      formula: 'tickets solved without a further reply of the customer / tickets first solved in the period',
      from: ticketsBy('resolved'),
      observe: (ticket: Ticket) => unanswered(ticket).resolved,
      caveat: (ticket: Ticket) => unanswered(ticket).caveat,
      lacks: without('no_customer_replies', 'customer_replies'),
    }),
    gross: defineVariant({
      formula: 'tickets solved on first contact, as by contact / all tickets created in the period',
    }),
    net: defineVariant({
      formula: 'tickets solved on first contact, as by contact / tickets created without a tag of --exclude-tag',
      empty: 'no_excluded_tags',
      observe: (ticket: Ticket, _, { settings }) =>
        settings.excludeTags.size === 0 || hasTag(ticket, settings.excludeTags)
          ? null
          : firstContact(ticket, settings).resolved,
      lacks: (facts) =>
        without('no_tags', 'tags')(facts) ??
        without('no_reply_counts', 'agent_replies', 'agent_replies_before_solve', 'first_contact_resolved')(facts),
    }),
    'no-repeat': defineVariant({
      formula:
        'solved tickets created in the period that no other of the same customer and topic followed within 7 days / tickets created in it',
      from: everyTicket,
      fold: unrepeated(),
      observe(ticket: Ticket, period, { settings: { cohort, reopenWindow } }) {
        const { ticket_id: id, customer_id, topic, created_at } = ticket;
        const { day, instant: at } = created_at;
        if (customer_id === null || topic === null) return null;
        const isOwn = isOfCohort(ticket, period, cohort);
        // Another one only tells of those before it; where those are by solve, it may have come before the period.
        const first = (cohort ?? 'created') === 'created' ? period.firstDay : -Infinity;
        if (!isOwn && (day < first || day > period.closeDay + reopenWindow)) return null;
        const key = JSON.stringify([customer_id, topic]);
        return { key, id, at, day, until: day + reopenWindow, isOwn, isSolved: isSolved(ticket) };
      },
      caveat(ticket: Ticket, period, { settings }) {
        if (!isOfCohort(ticket, period, settings.cohort)) return null;
        if (ticket.customer_id === null || ticket.topic === null) return 'fcr/no-topic';
        return ticket.created_at.day + settings.reopenWindow >= settings.asOf ? 'fcr/repeatable' : null;
      },
      lacks: (facts) => without('no_customer_ids', 'customer_id')(facts) ?? without('no_topics', 'topic')(facts),
    }),
    // SQM: the customer says it, or whoever filled the column in.
    survey: defineVariant({
      formula: 'tickets stated to be resolved on first contact / tickets of the period that state it',
      empty: 'no_statements',
      observe: ({ first_contact_resolved }: Ticket) => first_contact_resolved,
      caveat: () => null,
      lacks: without('no_statements', 'first_contact_resolved'),
    }),
  },
});
