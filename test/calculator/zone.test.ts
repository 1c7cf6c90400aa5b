import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, formatDay } from '../../src/calculator/calendar.ts';
import { zoneOf } from '../../src/calculator/zone.ts';
import { dayFrom } from './support.ts';

const HOUR = 3_600_000;

// METRICS.md 1.1.4, and both sides of midnight in zones far from UTC.
test.each([
  ['UTC', '2024-07-01T00:00:00.000Z', '2024-07-01'],
  ['UTC', '2024-06-30T23:59:59.999Z', '2024-06-30'],
  ['America/New_York', '2024-07-01T02:30Z', '2024-06-30'],
  ['America/New_York', '2024-07-01T03:59:59.999Z', '2024-06-30'],
  ['America/New_York', '2024-07-01T04:00Z', '2024-07-01'],
  ['America/New_York', '2024-01-01T04:59Z', '2023-12-31'],
  ['America/New_York', '2024-01-01T05:00Z', '2024-01-01'],
  ['Asia/Tokyo', '2024-06-30T15:30Z', '2024-07-01'],
  ['Asia/Tokyo', '2024-06-30T14:59Z', '2024-06-30'],
  ['Pacific/Kiritimati', '2024-06-30T09:59Z', '2024-06-30'],
  ['Pacific/Kiritimati', '2024-06-30T10:00Z', '2024-07-01'],
  ['Australia/Lord_Howe', '2024-07-01T13:29Z', '2024-07-01'],
  ['Australia/Lord_Howe', '2024-07-01T13:30Z', '2024-07-02'],
  ['Australia/Lord_Howe', '2024-01-01T12:59Z', '2024-01-01'],
  ['Australia/Lord_Howe', '2024-01-01T13:00Z', '2024-01-02'],
  ['America/Los_Angeles', '1969-12-31T08:00Z', '1969-12-31'],
])('in %s, %s is on %s', (name, instant, day) => {
  expect(formatDay(zoneOf(name).dayOf(Date.parse(instant)))).toBe(day);
});

// A time that does not exist is read as an hour (or what the clock skips) later; of two, the first is meant.
test.each([
  ['America/New_York', '2024-03-10', 1.5, '2024-03-10T06:30Z', false],
  ['America/New_York', '2024-03-10', 2, '2024-03-10T07:00Z', true],
  ['America/New_York', '2024-03-10', 2.5, '2024-03-10T07:30Z', true],
  ['America/New_York', '2024-03-10', 3, '2024-03-10T07:00Z', false],
  ['America/New_York', '2024-11-03', 0.5, '2024-11-03T04:30Z', false],
  ['America/New_York', '2024-11-03', 1.5, '2024-11-03T05:30Z', false],
  ['America/New_York', '2024-11-03', 2, '2024-11-03T07:00Z', false],
  ['Australia/Lord_Howe', '2024-10-06', 2.25, '2024-10-05T15:45Z', true],
  ['Australia/Lord_Howe', '2024-04-07', 1.75, '2024-04-06T14:45Z', false],
  ['America/Sao_Paulo', '2018-11-04', 0, '2018-11-04T03:00Z', true],
  ['Pacific/Apia', '2011-12-30', 12, '2011-12-30T22:00Z', true],
  ['Asia/Tokyo', '2024-07-01', 0, '2024-06-30T15:00Z', false],
  ['UTC', '2024-03-10', 2.5, '2024-03-10T02:30Z', false],
])('in %s, %s at hour %f is %s', (name, day, hour, instant, gap) => {
  expect(zoneOf(name).place(dayFrom(day), hour * HOUR)).toEqual({ instant: Date.parse(instant), gap });
});

test.each(['Europe/Berlyn', 'Mars/Olympus', '+02:00', '-5', '5', '', ' '])('"%s" is no zone', (name) => {
  expect(() => zoneOf(name)).toThrow(`${name} is not a time zone; write an IANA name like Europe/Berlin, or UTC`);
});

test.each(['UTC', 'utc', 'Z', 'GMT', 'gmt'])('%s is UTC', (name) => {
  expect(zoneOf(name).name).toBe('UTC');
});

describe.each([
  'UTC',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
])('%s', (name) => {
  const zone = zoneOf(name);
  const days = fc.integer({ min: dayFrom('1996-01-01'), max: dayFrom('2035-12-31') });

  test('a time that is placed is on its day', () => {
    fc.assert(
      fc.property(days, fc.nat(DAY_MS - 1), (day, time) => {
        const { instant, gap } = zone.place(day, time);
        fc.pre(!gap);
        expect(zone.dayOf(instant)).toBe(day);
      }),
    );
  });

  test('days follow one another: from one midnight to the next it is one day', () => {
    fc.assert(
      fc.property(days, (day) => {
        const [start, end] = [zone.place(day, 0).instant, zone.place(day + 1, 0).instant];
        expect([start - 1, start, end - 1, end].map((instant) => zone.dayOf(instant) - day)).toEqual([-1, 0, 0, 1]);
      }),
    );
  });
});
