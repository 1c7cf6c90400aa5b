import { expect, test } from 'vitest';
import ticketsSolved from '../../src/metrics/tickets-solved.ts';
import { DS2, measure, ticket } from './support.ts';

test.each([
  ['created before, solved on the first day', { first_solved_at: '2024-07-01' }, 1],
  ['solved the day before', { first_solved_at: '2024-06-30' }, 0],
  ['solved on the last day', { first_solved_at: '2024-07-31' }, 1],
  ['solved the day after', { first_solved_at: '2024-08-01' }, 0],
  ['the last solve where there is no first', { first_solved_at: '', solved_at: '2024-07-05' }, 1],
  ['first solved before, and again in it', { first_solved_at: '2024-06-30', solved_at: '2024-07-05' }, 0],
  ['solved by its status alone', { first_solved_at: '', status: 'solved' }, 0],
  ['spam', { first_solved_at: '2024-07-05', is_spam: 'yes' }, 0],
])('%s', (_, cells, value) => {
  expect(measure(ticketsSolved, { tickets: [ticket('2024-06-20', cells)] })).toMatchObject({ value });
});

test('DS-2: t1, t2, t3, t4, t8, t10, t12 (METRICS.md 3.4)', () => {
  expect(measure(ticketsSolved, { tickets: DS2 })).toMatchObject({ value: 7 });
});

test('without days of solves: null', () => {
  expect(measure(ticketsSolved, { tickets: DS2 }, { facts: { has: () => false } }).reason).toBe('no_solve_dates');
});
