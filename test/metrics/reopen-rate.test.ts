import { expect, test } from 'vitest';
import reopenRate from '../../src/metrics/reopen-rate.ts';
import { DS2, measure, ticket } from './support.ts';

test.each([
  ['never', {}, 0],
  ['once, by the count', { reopens: '1' }, 1],
  ['three times is one ticket', { reopens: '3' }, 1],
  ['by the day alone', { reopened_at: '2024-07-04' }, 1],
  ['long after the period', { reopened_at: '2024-12-04' }, 1],
  ['count of 0', { reopens: '0' }, 0],
])('%s', (_, cells, numerator) => {
  expect(measure(reopenRate, { tickets: [ticket('2024-07-02', cells)] })).toMatchObject({ numerator, denominator: 1 });
});

test('DS-2: t3 and t4 of the seven solved in July (METRICS.md 3.4, 9.32)', () => {
  expect(measure(reopenRate, { tickets: DS2 })).toMatchObject({ value: 2 / 7, numerator: 2, denominator: 7 });
});

test('nothing solved, and no columns: null', () => {
  expect(measure(reopenRate, { tickets: [] }).reason).toBe('no_tickets_solved');
  const facts = { has: (_: string, field: string) => field === 'solved_at' };
  expect(measure(reopenRate, { tickets: DS2 }, { facts }).reason).toBe('no_reopens');
});
