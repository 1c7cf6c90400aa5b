import { distinct, total } from '../calculator/fold.ts';
import { lengthOf } from '../calculator/period.ts';
import { defineDerived, defineMetric, solvedTickets } from '../records/dataset.ts';
import { lacksSolves } from '../records/ticket-life.ts';

const about = {
  question: 'Who solved how much?',
  topic: 'support',
  rank: 0,
  unit: 'count',
  better: 'neither',
  empty: 'no_tickets_solved',
  from: solvedTickets,
} as const;

const reps = defineMetric({
  ...about,
  id: 'solving_reps',
  title: 'Reps with a solve',
  formula: 'reps with a ticket first solved in the period',
  fold: distinct(),
  observe: ({ rep }) => rep,
});

const solved = defineMetric({
  ...about,
  id: 'tickets_solved_by_reps',
  title: 'Tickets solved by reps',
  formula: 'tickets with a rep, first solved in the period',
  fold: total(),
  observe: ({ rep }) => (rep === null ? null : 1),
});

/** Days of the calendar: nobody knows who was at work. */
export default defineDerived({
  id: 'tickets_solved_per_rep_day',
  title: 'Tickets solved per rep and day',
  question: 'How much does a rep get done in a day?',
  formula: 'tickets with a rep, first solved in the period / (reps with such a ticket x days of the period)',
  topic: 'support',
  rank: 10,
  unit: 'score',
  better: 'neither',
  empty: 'no_reps',
  inputs: { solved: { metric: solved }, reps: { metric: reps } },
  derive({ solved: tickets = [], reps: people = [] }, { period }) {
    const numerator = tickets[0]?.value ?? 0;
    const days = lengthOf(period);
    // A period that begins with the data has no number of days here.
    if (!Number.isFinite(days)) {
      return { value: null, numerator, denominator: null, n: numerator, interval: null, reason: 'no_first_day' };
    }
    const denominator = (people[0]?.value ?? 0) * days;
    const value = denominator === 0 ? null : numerator / denominator;
    return { value, numerator, denominator, n: numerator, interval: null, reason: value === null ? 'no_reps' : null };
  },
  lacks: (facts) => lacksSolves(facts) ?? (facts.has('tickets', 'rep') ? null : 'no_reps'),
});
