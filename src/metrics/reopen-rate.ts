import { share } from '../calculator/fold.ts';
import { defineMetric, solvedTickets } from '../records/dataset.ts';
import { isReopened, lacksSolves } from '../records/ticket-life.ts';

export default defineMetric({
  id: 'reopen_rate',
  title: 'Reopen rate',
  question: 'How often was it not solved after all?',
  formula: 'tickets reopened at least once / tickets first solved in the period',
  topic: 'support',
  rank: 4,
  unit: 'ratio',
  better: 'lower',
  empty: 'no_tickets_solved',
  from: solvedTickets,
  fold: share(),
  observe: isReopened,
  lacks: (facts) =>
    lacksSolves(facts) ??
    (facts.has('tickets', 'reopens') || facts.has('tickets', 'reopened_at') ? null : 'no_reopens'),
});
