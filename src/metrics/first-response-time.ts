import { quantile } from '../calculator/fold.ts';
import { defineMetric, tickets } from '../records/dataset.ts';
import { hoursBetween } from '../records/moment.ts';
import { dateOnly } from '../records/ticket-life.ts';

export default defineMetric({
  id: 'first_response_time',
  title: 'First response time, median',
  question: 'How long does half of the customers wait for a first answer?',
  formula: 'median hours from creation to the first public reply, over tickets created in the period that have one',
  topic: 'support',
  rank: 5,
  unit: 'hours',
  better: 'lower',
  empty: 'no_first_responses',
  from: tickets,
  fold: quantile(0.5),
  observe: ({ created_at, first_response_at }, _, { settings }) =>
    first_response_at && hoursBetween(created_at, first_response_at, settings.workTime),
  caveat: ({ created_at, first_response_at }) => dateOnly(created_at, first_response_at),
  lacks: (facts) => (facts.has('tickets', 'first_response_at') ? null : 'no_first_responses'),
});
