import { total } from '../calculator/fold.ts';
import { defineMetric, everyTicket } from '../records/dataset.ts';
import type { Ticket } from '../records/row.ts';
import { firstSolve, isOpenAt, isSolved, lacksSolves } from '../records/ticket-life.ts';

/** Solved tickets count by the day they are solved, so created less solved is not the change of the backlog. */
export default defineMetric({
  id: 'ticket_backlog',
  title: 'Backlog',
  question: 'How many tickets are waiting?',
  formula: 'tickets created by the close of the period and not solved by then, or open again',
  topic: 'support',
  rank: 3,
  unit: 'count',
  better: 'lower',
  empty: 'no_tickets',
  from: everyTicket,
  fold: total(),
  observe: (ticket: Ticket, { closeDay }) => (isOpenAt(ticket, closeDay) ? 1 : null),
  caveat: (ticket: Ticket, { closeDay }) =>
    ticket.created_at.day <= closeDay && firstSolve(ticket) === null && isSolved(ticket)
      ? 'support/no-solve-date'
      : null,
  lacks: lacksSolves,
});
