import { total } from '../calculator/fold.ts';
import { defineMetric, tickets } from '../records/dataset.ts';

export default defineMetric({
  id: 'tickets_created',
  title: 'Tickets created',
  question: 'How much are we asked?',
  formula: 'tickets created in the period, without spam, merged, deleted and outbound ones',
  topic: 'support',
  rank: 1,
  unit: 'count',
  better: 'neither',
  empty: 'no_tickets',
  from: tickets,
  fold: total(),
  observe: () => 1,
});
