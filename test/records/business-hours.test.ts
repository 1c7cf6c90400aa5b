import { describe, expect, test } from 'vitest';
import { zoneOf } from '../../src/calculator/zone.ts';
import { holidayOf, hoursOf, workTimeOf } from '../../src/records/business-hours.ts';
import { dayFrom } from '../calculator/support.ts';

const HOUR = 3_600_000;

test.each([
  ['09:00-17:30', [9, 17.5]],
  ['00:00-24:00', [0, 24]],
  ['23:59-24:00', [23 + 59 / 60, 24]],
  ['09:00-09:00', null],
  ['17:00-09:00', null],
  ['9:00-17:00', null],
  ['09:00-24:30', null],
  ['24:00-24:00', null],
  ['', null],
])('%s', (text, hours) => {
  expect(hoursOf(text)?.map((time) => time / HOUR) ?? null).toEqual(hours);
});

test('a holiday is a day of the calendar', () => {
  expect(['2024-02-29', '2023-02-29', 'Christmas'].map(holidayOf)).toEqual([dayFrom('2024-02-29'), null, null]);
});

const nineToFive = hoursOf('09:00-17:00') ?? [0, 0];
const workdays = Array.from({ length: 7 }, (_, day) => (day < 5 ? [nineToFive] : []));
const at = (text: string): number => Date.parse(text);
const hours = (from: string, to: string, zone = 'UTC', holidays: readonly string[] = []): number =>
  workTimeOf(workdays, new Set(holidays.map(dayFrom)), zoneOf(zone))(at(from), at(to)) / HOUR;

// 2024-07-01 was a Monday.
describe('nine to five, Monday to Friday', () => {
  test.each([
    ['within a day', '2024-07-01T10:00Z', '2024-07-01T11:30Z', 1.5],
    ['before and after it', '2024-07-01T03:00Z', '2024-07-01T23:00Z', 8],
    ['overnight', '2024-07-01T16:00Z', '2024-07-02T10:00Z', 2],
    ['over the weekend', '2024-07-05T16:00Z', '2024-07-08T10:00Z', 2],
    ['on the weekend', '2024-07-06T10:00Z', '2024-07-07T10:00Z', 0],
    ['a week', '2024-07-01T00:00Z', '2024-07-08T00:00Z', 40],
    ['at once', '2024-07-01T10:00Z', '2024-07-01T10:00Z', 0],
  ])('%s', (_, from, to, expected) => {
    expect(hours(from, to)).toBe(expected);
  });

  test('a holiday counts nothing', () => {
    expect(hours('2024-07-01T00:00Z', '2024-07-08T00:00Z', 'UTC', ['2024-07-04', '2024-07-06'])).toBe(32);
  });
});

// METRICS.md 1.1.5: local days of 23 and 25 hours in New York, 2024-03-10 and 2024-11-03, both Sundays.
describe('when the clocks change', () => {
  test.each([
    ['2024-03-08T22:00Z', '2024-03-11T14:00Z', 1],
    ['2024-11-01T20:00Z', '2024-11-04T15:00Z', 2],
  ])('nine to five stays nine to five: %s to %s', (from, to, expected) => {
    expect(hours(from, to, 'America/New_York')).toBe(expected);
  });

  test.each([
    ['2024-03-10', 23],
    ['2024-11-03', 25],
    ['2024-07-07', 24],
  ])('all of %s is %i hours', (day, expected) => {
    const always = Array.from({ length: 7 }, () => [hoursOf('00:00-24:00') ?? ([0, 0] as const)]);
    const zone = zoneOf('America/New_York');
    const from = zone.place(dayFrom(day), 0).instant;
    const to = zone.place(dayFrom(day) + 1, 0).instant;
    expect(workTimeOf(always, new Set(), zone)(from, to) / HOUR).toBe(expected);
  });
});
