import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMonths,
  dayOf,
  endOfMonth,
  formatDay,
  isoWeek,
  parseDay,
  partsOf,
  startOfIsoWeek,
  startOfMonth,
  startOfWeek,
} from '../../src/calculator/calendar.ts';
import { anyDay, dayFrom } from './support.ts';

// RELIABILITY.md T122 to T129: the calendar is asked, never the engine's `Date`, which rolls over.
test.each([
  ['1970-01-01', 0],
  ['1969-12-31', -1],
  ['2024-02-29', 19782],
  ['2000-02-29', 11016],
  ['2400-02-29', 157_113],
  ['2100-02-29', null],
  ['0000-03-01', -719468],
  ['2023-02-29', null],
  ['1900-02-29', null],
  ['2024-04-31', null],
  ['2024-00-10', null],
  ['2024-13-01', null],
  ['2024-01-00', null],
  ['2024-7-1', null],
  ['2024-07-01T00:00', null],
  [' 2024-07-01', null],
  ['２０２４-07-01', null],
])('parseDay %s: %s', (text, day) => {
  expect(parseDay(text)).toBe(day);
});

// METRICS.md 1.1.6: months clamp.
test.each([
  ['2024-01-31', 1, '2024-02-29'],
  ['2023-01-31', 1, '2023-02-28'],
  ['2024-02-29', -12, '2023-02-28'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2024-02-29', 48, '2028-02-29'],
  ['2024-12-31', 2, '2025-02-28'],
  ['2024-03-31', -1, '2024-02-29'],
  ['2024-07-15', 0, '2024-07-15'],
])('%s plus %i months: %s', (from, months, to) => {
  expect(formatDay(addMonths(dayFrom(from), months))).toBe(to);
});

// ISO 8601: week 1 has the year's first Thursday, so it can begin in December, and January can be in week 53.
test.each([
  ['2024-01-01', 2024, 1],
  ['2024-12-29', 2024, 52],
  ['2024-12-30', 2025, 1],
  ['2020-12-31', 2020, 53],
  ['2021-01-03', 2020, 53],
  ['2021-01-04', 2021, 1],
  ['2022-01-01', 2021, 52],
  ['2027-01-01', 2026, 53],
  ['1969-12-28', 1969, 52],
])('%s is in %i, week %i', (day, year, week) => {
  expect(isoWeek(dayFrom(day))).toEqual({ year, week });
});

test.each([
  [2020, 53, '2020-12-28'],
  [2025, 1, '2024-12-30'],
  [2024, 30, '2024-07-22'],
  [2024, 53, null],
  [2024, 0, null],
])('%i week %i begins on %s', (year, week, monday) => {
  expect(startOfIsoWeek(year, week)).toBe(monday && dayFrom(monday));
});

describe('whatever the day', () => {
  test('its text and its parts lead back to it', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { year, month, date } = partsOf(day);
        expect([parseDay(formatDay(day)), dayOf(year, month, date)]).toEqual([day, day]);
      }),
    );
  });

  test('it lies in its month and its week, and the week in its year', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(startOfMonth(day)).toBeLessThanOrEqual(day);
        expect(endOfMonth(day)).toBeGreaterThanOrEqual(day);
        expect(partsOf(endOfMonth(day) + 1).date).toBe(1);
        const monday = startOfWeek(day);
        expect(day - monday).toBeOneOf([0, 1, 2, 3, 4, 5, 6]);
        expect(new Date(monday * 86_400_000).getUTCDay()).toBe(1);
        const { year, week } = isoWeek(day);
        expect(startOfIsoWeek(year, week)).toBe(monday);
      }),
    );
  });
});
