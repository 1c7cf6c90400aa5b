import { total } from '../calculator/fold.ts';
import { defineMetric, solvedTickets } from '../records/dataset.ts';
import { lacksSolves } from '../records/ticket-life.ts';

/** A ticket is solved once, on the day of its first solve: what comes later does not move it to another period. */
export default defineMetric({
  id: 'tickets_solved',
  title: 'Tickets solved',
  question: 'How much do we get done?',
  formula: 'tickets first solved in the period, whenever they were created',
  topic: 'support',
  rank: 2,
  unit: 'count',
  better: 'neither',
  empty: 'no_tickets_solved',
  from: solvedTickets,
  fold: total(),
  observe: () => 1,
  lacks: lacksSolves,
});
