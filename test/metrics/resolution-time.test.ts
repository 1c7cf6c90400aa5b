import { expect, test } from 'vitest';
import resolutionTime from '../../src/metrics/resolution-time.ts';
import { measure, settings, ticket } from './support.ts';

const solved = (created: string, first: string, more = {}) => ticket(created, { first_solved_at: first, ...more });
const at = (hour: number, day = 2) => `2024-07-0${day}T0${hour}:00:00Z`;
const of = (...tickets: readonly ReturnType<typeof ticket>[]) => measure(resolutionTime, { tickets });

// R-7 between 1, 2, 3, 4 and 5 hours.
test('of 1 to 5 hours: 3', () => {
  const rows = [3, 1, 5, 2, 4].map((hours) => solved(at(0), at(hours)));
  expect(of(...rows)).toMatchObject({ value: expect.closeTo(3, 9), n: 5, interval: null, reason: null });
});

test.each([
  ['created before, solved in it', solved('2024-06-30T23:00:00Z', '2024-07-01T01:00:00Z'), 2],
  ['solved after it', solved('2024-07-31T23:00:00Z', '2024-08-01T01:00:00Z'), null],
  ['reopened: to the last solve', solved(at(0), at(1), { solved_at: at(0, 3), reopens: '1' }), 24],
  ['open again, by its status', solved(at(0), at(1), { status: 'open' }), null],
  ['open again, by its days', solved(at(0), at(1), { reopened_at: at(2) }), null],
  ['a date without a time: no hours are made up', solved('2024-07-02', '2024-07-03'), null],
])('%s', (_, row, value) => {
  expect(of(row)).toMatchObject({ value, reason: value === null ? 'no_resolution_times' : null });
});

test('of working time, where that is asked for', () => {
  const hours = { settings: { ...settings, workTime: (from: number, to: number) => (to - from) / 4 } };
  expect(measure(resolutionTime, { tickets: [solved(at(0), at(8))] }, hours).value).toBe(2);
});
