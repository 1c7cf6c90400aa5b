import { quantile } from '../calculator/fold.ts';
import { defineMetric, solvedTickets } from '../records/dataset.ts';
import { hoursBetween } from '../records/moment.ts';
import { fullSolve, dateOnly, lacksSolves } from '../records/ticket-life.ts';

/** The full time: to the last solve where a ticket was reopened. One that is open again has none yet. */
export default defineMetric({
  id: 'resolution_time_p90',
  title: 'Resolution time, 90th percentile',
  question: 'How long does one in ten tickets take at least?',
  formula:
    '90th percentile of the hours from creation to the last solve, over tickets first solved in the period that are not open again',
  topic: 'support',
  rank: 8,
  unit: 'hours',
  better: 'lower',
  empty: 'no_resolution_times',
  from: solvedTickets,
  fold: quantile(0.9),
  observe(ticket, _, { settings }) {
    const solved = fullSolve(ticket);
    return solved && hoursBetween(ticket.created_at, solved, settings.workTime);
  },
  caveat(ticket) {
    const solved = fullSolve(ticket);
    return solved === null ? 'support/open-again' : dateOnly(ticket.created_at, solved);
  },
  lacks: lacksSolves,
});
