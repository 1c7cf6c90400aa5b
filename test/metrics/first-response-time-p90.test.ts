import { expect, test } from 'vitest';
import firstResponseTimeP90 from '../../src/metrics/first-response-time-p90.ts';
import { measure, settings, ticket } from './support.ts';

const answered = (created: string, first_response_at: string) =>
  ticket(created, { first_solved_at: '', first_response_at });
const at = (hour: number) => `2024-07-02T0${hour}:00:00Z`;
const of = (...tickets: readonly ReturnType<typeof ticket>[]) => measure(firstResponseTimeP90, { tickets });

// R-7 between 1, 2, 3, 4 and 5 hours.
test('of 1 to 5 hours: 4.6', () => {
  const rows = [3, 1, 5, 2, 4].map((hours) => answered(at(0), at(hours)));
  expect(of(...rows)).toMatchObject({ value: expect.closeTo(4.6, 9), n: 5, interval: null, reason: null });
});

test.each([
  ['created the day before', answered('2024-06-30T23:00:00Z', '2024-07-01T01:00:00Z'), null],
  ['created in it, answered after it', answered('2024-07-31T23:00:00Z', '2024-08-01T01:00:00Z'), 2],
  ['not answered', answered(at(0), ''), null],
  ['at once', answered(at(1), at(1)), 0],
  ['a date without a time: no hours are made up', answered('2024-07-02', '2024-07-02'), null],
  ['a time and a date', answered(at(1), '2024-07-03'), null],
])('%s', (_, row, value) => {
  expect(of(row)).toMatchObject({ value, reason: value === null ? 'no_first_responses' : null });
});

test('of working time, where that is asked for', () => {
  const hours = { settings: { ...settings, workTime: (from: number, to: number) => (to - from) / 4 } };
  expect(measure(firstResponseTimeP90, { tickets: [answered(at(0), at(8))] }, hours).value).toBe(2);
});
