import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDay } from '../../src/calculator/calendar.ts';
import { Window } from '../../src/commands/window.ts';
import { ActivityLog, activityOf, isUsingAt } from '../../src/records/activity.ts';
import type { Usage } from '../../src/records/row.ts';
import { usageSchema } from '../../src/records/usage.ts';
import { dayFrom } from '../calculator/support.ts';
import { accepted } from './support.ts';

const event = (customer: string, at: string, count = '1'): Usage => ({
  ...accepted(usageSchema, { customer_id: customer, at, count }),
  file: 'u.csv',
  line: 2,
  labels: [],
  account: null,
});
const close = dayFrom('2024-06-30');

test.each([
  ['on the day of the close', '2024-06-30T23:59:59Z', '1', 30, true],
  ['on the day after', '2024-07-01', '1', 30, false],
  ['on the first of thirty days', '2024-06-01', '1', 30, true],
  ['on the day before them', '2024-05-31T23:59:59Z', '1', 30, false],
  ['with a day more', '2024-05-31', '1', 31, true],
  ['one day: the day of the close', '2024-06-30', '1', 1, true],
  ['one day: the day before', '2024-06-29', '1', 1, false],
  ['several at once', '2024-06-15', '7', 30, true],
  ['no times', '2024-06-15', '0', 30, false],
])('%s', (_, at, count, within, expected) => {
  const found = [...activityOf([event('A', at, count)])];
  expect(found.some((each) => isUsingAt(each, close, within))).toBe(expected);
});

test('of a customer one row, whatever the order of its events', () => {
  const days = ['2024-06-20', '2024-05-02', '2024-06-20', '2024-06-01'];
  const expected = { customer: 'A', account: null, days: ['2024-05-02', '2024-06-01', '2024-06-20'].map(dayFrom) };
  expect([...activityOf(days.map((day) => event('A', day)))]).toEqual([expected]);
});

// What is forgotten on the way must not change who is active at any close that can be asked about.
test.each([
  ['2024-07', 'prev'],
  ['2024-07-10..2024-08-05', '2024-03-05..2024-03-20'],
  [null, 'prev'],
  [null, 'yoy'],
  [null, '2024-05-05..2024-05-20'],
])('a log that passes by knows as much as all events: %s against %s', (period, compare) => {
  const first = dayFrom('2023-05-01');
  const one = fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.nat(500), fc.nat(2));
  fc.assert(
    fc.property(fc.array(one, { maxLength: 30 }), fc.integer({ min: 1, max: 90 }), (events, within) => {
      const window = new Window({ period, compare, asOf: dayFrom('2024-09-01'), fiscalYearStart: 1 });
      const log = new ActivityLog(window.closeAfter);
      const rows = events.map(([customer, day, count]) => event(customer, formatDay(first + day), String(count)));
      for (const row of rows) {
        window.see(row.at.day);
        log.add(row);
      }
      for (const { firstDay, closeDay } of window.periods) {
        for (const day of [firstDay - 1, closeDay]) {
          const active = (all: Iterable<Parameters<typeof isUsingAt>[0]>) =>
            [...all].filter((each) => isUsingAt(each, day, within)).map(({ customer }) => customer);
          expect(active(log.rows()).toSorted()).toEqual(active(activityOf(rows)).toSorted());
        }
      }
    }),
  );
});
