import { expect, test } from 'vitest';
import { cohortDay } from '../../src/records/ticket-life.ts';
import { dayFrom } from '../calculator/support.ts';
import { ticket } from '../metrics/support.ts';

test.each([
  ['created', {}, '2024-07-01'],
  ['resolved', { first_solved_at: '2024-07-02', solved_at: '2024-07-09' }, '2024-07-02'],
  ['resolved', { first_solved_at: '', solved_at: '2024-07-09' }, '2024-07-09'],
  ['resolved', { first_solved_at: '', status: 'solved' }, null],
  ['closed', { closed_at: '2024-07-12', solved_at: '2024-07-09' }, '2024-07-12'],
  ['closed', { solved_at: '2024-07-09', status: 'closed' }, '2024-07-09'],
  ['closed', { solved_at: '2024-07-09' }, '2024-07-09'],
  ['closed', { solved_at: '2024-07-09', status: 'solved' }, null],
] as const)('%s %j: %s', (cohort, cells, expected) => {
  expect(cohortDay(ticket('2024-07-01', cells), cohort)).toBe(expected === null ? null : dayFrom(expected));
});
