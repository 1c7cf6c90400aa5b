import { expect, test } from 'vitest';
import ticketsSolvedPerRepDay from '../../src/metrics/tickets-solved-per-rep-day.ts';
import { DS2, measure, period, ticket } from './support.ts';

const by = (rep: string, count: number) => Array.from({ length: count }, () => ticket('2024-07-02', { rep }));

// METRICS.md 9.32: solved / (reps with a solve x calendar days of the period).
test.each([
  ['31 by one rep in 31 days', by('ana', 31), 1, 31, 31],
  ['31 by two reps', [...by('ana', 30), ...by('ben', 1)], 0.5, 31, 62],
  ['what has no rep is nobody’s', [...by('ana', 31), ...by('', 9)], 1, 31, 31],
])('%s', (_, tickets, value, numerator, denominator) => {
  expect(measure(ticketsSolvedPerRepDay, { tickets })).toMatchObject({ value, numerator, denominator });
});

test('in a day: 3', () => {
  const more = { periods: [period('2024-07-02')] };
  expect(measure(ticketsSolvedPerRepDay, { tickets: by('ana', 3) }, more).value).toBe(3);
});

test('no rep, no column, no first day: null', () => {
  expect(measure(ticketsSolvedPerRepDay, { tickets: DS2 }).reason).toBe('no_reps');
  const facts = { has: (_: string, field: string) => field === 'solved_at' };
  expect(measure(ticketsSolvedPerRepDay, { tickets: by('ana', 1) }, { facts }).reason).toBe('no_reps');
  const more = { periods: [period('..2024-07')] };
  expect(measure(ticketsSolvedPerRepDay, { tickets: by('ana', 1) }, more)).toMatchObject({
    value: null,
    reason: 'no_first_day',
  });
});
