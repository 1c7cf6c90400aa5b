import { expect, test } from 'vitest';
import { zoneOf } from '../../src/calculator/zone.ts';
import { usageSchema } from '../../src/records/usage.ts';
import { DATE_FORMATS } from '../../src/records/dates.ts';
import { accepted, type Cells, refused } from './support.ts';

const base: Cells = { customer_id: 'c1', at: '2024-07-02T10:00:00Z' };

test('a row, with nothing but what it must have: once', () => {
  const instant = Date.UTC(2024, 6, 2, 10);
  expect(accepted(usageSchema, base)).toMatchObject({
    customer_id: 'c1',
    at: { day: Math.floor(instant / 86_400_000), instant, timed: true },
    user_id: null,
    feature: null,
    count: 1,
  });
});

// FORMATS.md 1.5: seconds have 9 or 10 digits, milliseconds 13.
test.each([
  ['1770000000', '2026-02-02T02:40:00.000Z'],
  ['1770000000000', '2026-02-02T02:40:00.000Z'],
  ['1770000000001', '2026-02-02T02:40:00.001Z'],
  ['100000000', '1973-03-03T09:46:40.000Z'],
  ['9999999999999', '2286-11-20T17:46:39.999Z'],
  ['2026-02-01 09:00:00', '2026-02-01T09:00:00.000Z'],
])('%s is %s', (at, iso) => {
  expect(new Date(accepted(usageSchema, { ...base, at }).at.instant).toISOString()).toBe(iso);
});

test('an epoch is an instant in whatever zone, and its day is one of the zone', () => {
  const { at } = accepted(usageSchema, { ...base, at: '1770000000' }, { zone: zoneOf('America/New_York') });
  expect(at).toEqual({ day: Date.UTC(2026, 1, 1) / 86_400_000, instant: 1_770_000_000_000, timed: true });
});

test('a format that is named comes first', () => {
  const { dmy } = DATE_FORMATS;
  const at = (text: string) =>
    accepted(usageSchema, { ...base, at: text }, { dateReader: () => dmy ?? null }).at.instant;
  expect(at('01/02/2026')).toBe(Date.UTC(2026, 1, 1));
  expect(at('1770000000')).toBe(1_770_000_000_000);
});

test.each([
  ['', 1],
  ['0', 0],
  ['3', 3],
  ['3.0', 3],
])('count "%s" is %i', (count, expected) => {
  expect(accepted(usageSchema, { ...base, count }).count).toBe(expected);
});

test.each<[string, Cells, string[]]>([
  ['no customer', { customer_id: '' }, ['customer_id: field/missing']],
  ['no time', { at: '' }, ['at: field/missing']],
  ['eight digits', { at: '17700000' }, ['at: date/format']],
  ['eleven digits', { at: '17700000000' }, ['at: date/format']],
  ['fourteen digits', { at: '17700000000000' }, ['at: date/format']],
  ['a negative epoch', { at: '-1770000000' }, ['at: date/format']],
  ['less than none', { count: '-1' }, ['count: field/out-of-range']],
  ['half a time', { count: '0.5' }, ['count: field/not-integer']],
])('%s is refused', (_, cells, expected) => {
  expect(refused(usageSchema, { ...base, ...cells })).toEqual(expected);
});
