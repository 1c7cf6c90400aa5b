import { expect, test } from 'vitest';
import { formatDay } from '../../src/calculator/calendar.ts';
import { DATE_FORMATS } from '../../src/records/dates.ts';
import { moment } from '../../src/records/fields.ts';
import { fieldOf, reading } from './support.ts';

/** What a format makes of a cell, as `day hh:mm:ss`; or null, or invalid. */
function readAs(format: string, cell: string): string | null {
  const found = DATE_FORMATS[format]?.(cell) ?? null;
  if (found === null || found === 'invalid') return found;
  const time = found.time === null ? '' : ` ${new Date(found.time).toISOString().slice(11, 19)}`;
  return `${formatDay(found.day)}${time}`;
}

test('the formats there are', () => {
  expect(Object.keys(DATE_FORMATS)).toEqual(['iso', 'dmy', 'mdy', 'ymd', 'excel']);
});

// RELIABILITY.md T125 to T129. Years have four digits; what is written otherwise is left to the ISO reader.
test.each([
  ['dmy', '03/04/2024', '2024-04-03'],
  ['mdy', '03/04/2024', '2024-03-04'],
  ['dmy', '13/04/2024', '2024-04-13'],
  ['mdy', '13/04/2024', 'invalid'],
  ['dmy', '3.4.2024', '2024-04-03'],
  ['dmy', '29-02-2024', '2024-02-29'],
  ['dmy', '29-02-2023', 'invalid'],
  ['ymd', '2024/7/1', '2024-07-01'],
  ['ymd', '2024-07-01', '2024-07-01'],
  ['dmy', '2024-07-01', null],
  ['dmy', '01/02/24', null],
  ['ymd', '24/02/01', null],
  ['dmy', '01/02-2024', null],
  ['dmy', '01/02/2024 9:05', '2024-02-01 09:05:00'],
  ['dmy', '01/02/2024 23:59:59', '2024-02-01 23:59:59'],
  ['dmy', '01/02/2024, 09:05', '2024-02-01 09:05:00'],
  ['mdy', '2/1/2024 12:00 AM', '2024-02-01 00:00:00'],
  ['mdy', '2/1/2024 12:30 PM', '2024-02-01 12:30:00'],
  ['mdy', '2/1/2024 1:00 pm', '2024-02-01 13:00:00'],
  ['mdy', '2/1/2024 13:00 PM', 'invalid'],
  ['mdy', '2/1/2024 0:30 AM', 'invalid'],
  ['mdy', '2/1/2024 24:00', 'invalid'],
  ['mdy', '2/1/2024 10:60', 'invalid'],
  ['dmy', 'yesterday', null],
  ['iso', '2024-07-01', null],
  ['excel', '45292', '2024-01-01'],
  ['excel', '45292.75', '2024-01-01 18:00:00'],
  ['excel', '45292.0', '2024-01-01 00:00:00'],
  ['excel', '61', '1900-03-01'],
  ['excel', '60', 'invalid'],
  ['excel', '2024-01-01', null],
  ['excel', '-1', null],
])('%s: %s is %s', (format, cell, expected) => {
  expect(readAs(format, cell)).toBe(expected);
});

test('a column in another format is read in it, and in ISO all the same', () => {
  const field = fieldOf(moment(reading({ dateReader: () => DATE_FORMATS['dmy'] ?? null }), 'created_at'));
  const dayOf = (cell: string) => {
    const found = field(cell);
    return 'value' in found ? formatDay(found.value.day) : found.code;
  };
  expect([dayOf('03/04/2024'), dayOf('2024-04-03'), dayOf('31/04/2024'), dayOf('03/04/24')]).toEqual([
    '2024-04-03',
    '2024-04-03',
    'date/not-in-calendar',
    'date/two-digit-year',
  ]);
});
