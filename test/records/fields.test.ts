import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDay } from '../../src/calculator/calendar.ts';
import { zoneOf } from '../../src/calculator/zone.ts';
import { amount, count, day, flag, moment, oneOf, score, text } from '../../src/records/fields.ts';
import { isBefore } from '../../src/records/moment.ts';
import { fieldOf, reading } from './support.ts';

// What a cell of each kind may say; codes and refused values: RELIABILITY.md T096 to T146.

test.each(['007', '12345678901234567890', 'é', '0x10', 'null'])(
  'text stays as it is, for identifiers are text: %s',
  (cell) => {
    expect(fieldOf(text)(cell)).toEqual({ value: cell });
  },
);

test('a blank cell is null, or missing where there must be something', () => {
  expect(text.optional('A column').parse(null)).toBeNull();
  expect(fieldOf(text)(null)).toEqual({ code: 'field/missing', message: '{field} is missing' });
});

describe('one of a list', () => {
  const status = fieldOf(oneOf({ open: 'open', 'on hold': 'on_hold', hold: 'on_hold' }));

  test.each([
    ['open', 'open'],
    ['OPEN', 'open'],
    ['on hold', 'on_hold'],
    ['On-Hold', 'on_hold'],
    ['on_hold', 'on_hold'],
    ['on / hold', 'on_hold'],
    ['hold', 'on_hold'],
  ])('%s is %s', (cell, value) => {
    expect(status(cell)).toEqual({ value });
  });

  test.each([
    ['opened', 'did you mean open?'],
    ['onhold', 'did you mean on_hold?'],
    ['constructor', null],
    ['__proto__', null],
    ['toString', null],
  ])('%s is refused', (cell, hint) => {
    const message = `{field} is "{value}", which is none of open, on_hold`;
    expect(status(cell)).toEqual({ code: 'field/enum', message, ...(hint !== null && { hint }) });
  });
});

describe('yes or no', () => {
  test.each(['true', 'TRUE', 'yes', 'Y', '1', 'on', 't'])('%s is yes', (cell) => {
    expect(fieldOf(flag)(cell)).toEqual({ value: true });
  });
  test.each(['false', 'False', 'no', 'N', '0', 'off', 'f'])('%s is no', (cell) => {
    expect(fieldOf(flag)(cell)).toEqual({ value: false });
  });
  test.each(['maybe', '2', 'x', 'wahr', '-', 'null'])('%s is refused', (cell) => {
    const message = '{field} is "{value}", which is neither yes nor no';
    expect(fieldOf(flag)(cell)).toEqual({ code: 'field/enum', message });
  });
});

describe('whole numbers', () => {
  test.each([
    ['0', 0],
    ['10', 10],
    ['007', 7],
    ['4.0', 4],
    ['4.000000', 4],
    ['-0', 0],
    ['999999999999999', 999_999_999_999_999],
  ])('%s is %i, as a score and as a count', (cell, value) => {
    expect([fieldOf(score(reading()))(cell), fieldOf(count)(cell)]).toEqual([{ value }, { value }]);
  });

  test('a score may be below 0, a count not', () => {
    expect(fieldOf(score(reading()))('-1')).toEqual({ value: -1 });
    expect(fieldOf(count)('-1')).toMatchObject({ code: 'field/out-of-range' });
  });

  test.each([
    ['9.5', 'field/not-integer'],
    ['4.00000000001', 'field/not-integer'],
    ['-0.5', 'field/not-integer'],
    ['9/10', 'field/type'],
    ['0x10', 'field/type'],
    ['1e1', 'field/type'],
    ['９', 'field/type'],
    ['NaN', 'field/type'],
    ['Infinity', 'field/type'],
    ['9,0', 'field/type'],
    ['+9', 'field/type'],
    ['9.', 'field/type'],
    ['.5', 'field/type'],
    ['1 000', 'field/type'],
    ['1234567890123456', 'field/type'],
    ['★★★★', 'field/type'],
  ])('%s is refused: %s', (cell, code) => {
    expect(fieldOf(score(reading()))(cell)).toMatchObject({ code });
    expect(fieldOf(count)(cell)).toMatchObject({ code });
  });

  test.each([
    ['10 - Extremely likely', 'the export has labels: --score-labels reads the number before the text'],
    ['5: Very satisfied', 'the export has labels: --score-labels reads the number before the text'],
    ['N/A', 'if it means no answer: --missing "N/A"'],
    ['12345x', undefined],
  ])('%s is refused with a hint', (cell, hint) => {
    const found = fieldOf(score(reading()))(cell);
    expect([found, 'hint' in found ? found.hint : undefined]).toEqual([
      expect.objectContaining({ code: 'field/type' }),
      hint,
    ]);
  });

  test.each([
    ['10 - Extremely likely', 10],
    ['5: Very satisfied', 5],
    ['0 – Not at all', 0],
    ['4 stars', 4],
    ['1. Poor', 1],
    ['-1 (worst)', -1],
    ['7', 7],
    ['4.0', 4],
  ])('labels let pass: %s is %i', (cell, value) => {
    expect(fieldOf(score(reading({ scoreLabels: true })))(cell)).toEqual({ value });
  });

  test.each(['10-12', '9/10', '9,5 stars', '4.5 - Good', 'Good', '5stars'])('labels let pass, but not %s', (cell) => {
    expect(fieldOf(score(reading({ scoreLabels: true })))(cell)).toMatchObject({
      code: expect.stringMatching(/^field/) as string,
    });
  });
});

describe('amounts', () => {
  const decimal = (digits: bigint, scale: number) => ({ value: { digits, scale } });
  test.each([
    ['.', '1234.50', decimal(123_450n, 2)],
    ['.', '49', decimal(49n, 0)],
    ['.', '0.10', decimal(10n, 2)],
    ['.', '007.5', decimal(75n, 1)],
    ['.', '999999999999999999.999999999999', decimal(999_999_999_999_999_999_999_999_999_999n, 12)],
    [',', '1234,50', decimal(123_450n, 2)],
    [',', '49', decimal(49n, 0)],
  ] as const)('with a decimal %s, %s', (mark, cell, value) => {
    expect(fieldOf(amount(reading({ marks: { decimal: mark, thousands: '' } })))(cell)).toEqual(value);
  });

  test.each([
    ['.', '-50.00', 'money/negative'],
    ['.', '-0', 'money/negative'],
    ['.', '(100.00)', 'money/parentheses'],
    ['.', '$99', 'money/symbol'],
    ['.', '99 €', 'money/symbol'],
    ['.', 'USD 99', 'money/symbol'],
    ['.', '99USD', 'money/symbol'],
    ['.', '1,234', 'money/thousands'],
    ['.', '1,234.56', 'money/thousands'],
    ['.', '1,234,567', 'money/thousands'],
    ['.', '12,50', 'money/decimal-comma'],
    ['.', '1.234,56', 'money/decimal-comma'],
    ['.', '1 234,56', 'money/decimal-comma'],
    ['.', '1234567890123456789', 'money/overflow'],
    ['.', '0.1234567890123', 'money/too-precise'],
    ['.', '1e3', 'money/format'],
    ['.', '12.', 'money/format'],
    ['.', '.5', 'money/format'],
    ['.', '+5', 'money/format'],
    ['.', '1.2.3', 'money/format'],
    ['.', '1_000', 'money/format'],
    ['.', 'free', 'money/format'],
    ['.', '１２', 'money/format'],
    ['.', '-', 'money/format'],
    [',', '1234.50', 'money/format'],
    [',', '-12,5', 'money/negative'],
  ] as const)('with a decimal %s, %s is refused: %s', (mark, cell, code) => {
    expect(fieldOf(amount(reading({ marks: { decimal: mark, thousands: '' } })))(cell)).toMatchObject({ code });
  });

  // Separators are let pass where they stand every three digits, and only there.
  test.each([
    ['.', ',', '1,234.56', decimal(123_456n, 2)],
    ['.', ',', '1,234,567', decimal(1_234_567n, 0)],
    ['.', ',', '123.4', decimal(1234n, 1)],
    ['.', ',', '1234.56', decimal(123_456n, 2)],
    [',', '.', '1.234,56', decimal(123_456n, 2)],
    [',', ' ', '1 234 567,8', decimal(12_345_678n, 1)],
    ['.', "'", "1'234.50", decimal(123_450n, 2)],
  ] as const)('with a decimal %s and a %s between thousands, %s', (mark, thousands, cell, value) => {
    expect(fieldOf(amount(reading({ marks: { decimal: mark, thousands } })))(cell)).toEqual(value);
  });

  test.each([
    ['.', ',', '1,23'],
    ['.', ',', '12,34.56'],
    ['.', ',', '1234,567'],
    ['.', ',', ',123'],
    ['.', ',', '1,234.567,890'],
    [',', '.', '1,234.56'],
    [',', '.', '12.50'],
  ] as const)('with a decimal %s and a %s between thousands, %s is refused', (mark, thousands, cell) => {
    expect(fieldOf(amount(reading({ marks: { decimal: mark, thousands } })))(cell)).toMatchObject({
      code: expect.stringMatching(/^money/) as string,
    });
  });
});

describe('moments', () => {
  const utc = fieldOf(moment(reading(), 'created_at'));
  const tokyo = fieldOf(moment(reading({ zone: zoneOf('Asia/Tokyo') }), 'created_at'));
  const newYork = fieldOf(moment(reading({ zone: zoneOf('America/New_York') }), 'created_at'));

  /** A moment as `day instant`, and `date` when there was no time. */
  const shown = (found: ReturnType<typeof utc>) => {
    if (!('value' in found)) return found.code;
    const { day: on, instant, timed } = found.value;
    return `${formatDay(on)} ${new Date(instant).toISOString()}${timed ? '' : ' date'}`;
  };

  // METRICS.md 1.1: a date is never shifted, an instant is placed in the report's zone, a time without an offset is
  // meant in it.
  test.each([
    ['2024-07-01', '2024-07-01 2024-07-01T00:00:00.000Z date', '2024-07-01 2024-06-30T15:00:00.000Z date'],
    ['2024-02-29', '2024-02-29 2024-02-29T00:00:00.000Z date', '2024-02-29 2024-02-28T15:00:00.000Z date'],
    ['2024-07-06 10:15:00', '2024-07-06 2024-07-06T10:15:00.000Z', '2024-07-06 2024-07-06T01:15:00.000Z'],
    ['2024-07-06T10:15', '2024-07-06 2024-07-06T10:15:00.000Z', '2024-07-06 2024-07-06T01:15:00.000Z'],
    ['2024-07-06t10:15:30.123456789z', '2024-07-06 2024-07-06T10:15:30.123Z', '2024-07-06 2024-07-06T10:15:30.123Z'],
    ['2024-07-06T10:15:30,5Z', '2024-07-06 2024-07-06T10:15:30.500Z', '2024-07-06 2024-07-06T10:15:30.500Z'],
    ['2024-06-30T15:30:00Z', '2024-06-30 2024-06-30T15:30:00.000Z', '2024-07-01 2024-06-30T15:30:00.000Z'],
    ['2024-06-30 15:30:00 UTC', '2024-06-30 2024-06-30T15:30:00.000Z', '2024-07-01 2024-06-30T15:30:00.000Z'],
    ['2024-07-31T23:30:00-05:00', '2024-08-01 2024-08-01T04:30:00.000Z', '2024-08-01 2024-08-01T04:30:00.000Z'],
    ['2024-07-31T23:30:00-0500', '2024-08-01 2024-08-01T04:30:00.000Z', '2024-08-01 2024-08-01T04:30:00.000Z'],
    ['2024-07-01T05:29:59+05:30', '2024-06-30 2024-06-30T23:59:59.000Z', '2024-07-01 2024-06-30T23:59:59.000Z'],
    ['1900-01-01', '1900-01-01 1900-01-01T00:00:00.000Z date', '1900-01-01 1899-12-31T15:00:00.000Z date'],
    ['3000-12-31', '3000-12-31 3000-12-31T00:00:00.000Z date', '3000-12-31 3000-12-30T15:00:00.000Z date'],
  ])('%s', (cell, inUtc, inTokyo) => {
    expect([shown(utc(cell)), shown(tokyo(cell))]).toEqual([inUtc, inTokyo]);
  });

  test.each([
    ['2024-02-30', 'date/not-in-calendar'],
    ['2023-02-29', 'date/not-in-calendar'],
    ['2024-13-01', 'date/not-in-calendar'],
    ['2023-02-29T00:00:00Z', 'date/not-in-calendar'],
    ['0001-01-01', 'date/out-of-range'],
    ['1899-12-31', 'date/out-of-range'],
    ['3001-01-01', 'date/out-of-range'],
    ['9999-12-31', 'date/out-of-range'],
    ['2024-07-01T24:00:00Z', 'date/format'],
    ['2024-06-30T23:59:60Z', 'date/format'],
    ['2024-06-30T23:60:00Z', 'date/format'],
    ['2024-07-01T00:00:00+24:00', 'date/format'],
    ['2024-07-01T00:00:00-99:99', 'date/format'],
    ['2024-07-01T10', 'date/format'],
    ['2024-7-1', 'date/format'],
    ['20240701', 'date/format'],
    ['2024/07/01', 'date/format'],
    ['foo 1', 'date/format'],
    ['July 1, 2024', 'date/format'],
    ['1719792000', 'date/format'],
    ['13/04/2024', 'date/format'],
    ['04/13/2024', 'date/format'],
    ['03/04/2024', 'date/ambiguous'],
    ['3.4.2024', 'date/ambiguous'],
    ['03-04-2024 10:00', 'date/ambiguous'],
    ['01/02/24', 'date/two-digit-year'],
    ['31.12.24', 'date/two-digit-year'],
    ['45292', 'date/excel-serial'],
    ['45292.75', 'date/excel-serial'],
  ])('%s is refused: %s', (cell, code) => {
    expect(utc(cell)).toMatchObject({ code });
  });

  test.each([
    ['03/04/2024', '{value} can be 3 April or 4 March', '--date-format dmy or --date-format mdy'],
    ['13/04/2024', '{field} is "{value}", not a date like 2024-07-31', 'looks like day/month/year: --date-format dmy'],
    ['04/13/2024', '{field} is "{value}", not a date like 2024-07-31', 'looks like month/day/year: --date-format mdy'],
    ['45292', "{value} is Excel's number for 2024-01-01", '--date-format excel'],
    ['9999-12-31', '{value} is outside the years 1900 to 3000', 'leave a date that has not come empty'],
  ])('%s is refused in words', (cell, message, hint) => {
    const found = utc(cell);
    const said = 'message' in found && found.message;
    expect([said, 'hint' in found && found.hint]).toEqual([message, hint]);
  });

  test('a cell of 100 kB is refused at once', () => {
    const before = performance.now();
    for (const cell of ['1'.repeat(100_000), '2024-07-01'.repeat(10_000), ' '.repeat(100_000)]) {
      expect(utc(cell)).toMatchObject({ code: 'date/format' });
    }
    expect(performance.now() - before).toBeLessThan(500);
  });

  // RELIABILITY.md T140, T141
  test('a time the clock skips is read as an hour later, with a notice; of two equal ones the first is meant', () => {
    const notices: string[] = [];
    const zone = zoneOf('America/New_York');
    const field = fieldOf(
      moment(reading({ zone, notice: (code, name) => notices.push(`${name}: ${code}`) }), 'created_at'),
    );
    expect(shown(field('2024-03-10T02:30:00'))).toBe('2024-03-10 2024-03-10T07:30:00.000Z');
    expect(notices).toEqual(['created_at: date/dst-gap']);
    expect(shown(field('2024-11-03T01:30:00'))).toBe('2024-11-03 2024-11-03T05:30:00.000Z');
    expect(notices).toHaveLength(1);
  });

  test('a header may name the zone of its own column', () => {
    const zones = new Map([['created_at', zoneOf('UTC')]]);
    const field = fieldOf(moment(reading({ zone: zoneOf('America/New_York'), zones }), 'created_at'));
    expect(shown(field('2024-07-01 02:30:00'))).toBe('2024-06-30 2024-07-01T02:30:00.000Z');
    expect(shown(newYork('2024-07-01 02:30:00'))).toBe('2024-07-01 2024-07-01T06:30:00.000Z');
    expect(shown(field('2024-07-01'))).toBe('2024-07-01 2024-07-01T04:00:00.000Z date');
  });

  test('a day is the day of a moment', () => {
    expect(fieldOf(day(reading(), 'started_at'))('1970-01-02T23:59:59Z')).toEqual({ value: 1 });
  });

  test('what one zone writes down another reads as the same instant', () => {
    const instants = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) });
    fc.assert(
      fc.property(instants, (instant) => {
        const cell = new Date(instant).toISOString();
        expect([utc, tokyo, newYork].map((field) => field(cell))).toEqual(
          ['UTC', 'Asia/Tokyo', 'America/New_York'].map((name) => ({
            value: { day: zoneOf(name).dayOf(instant), instant, timed: true },
          })),
        );
      }),
    );
  });
});

// A date without a time can be any time of its day.
test.each([
  ['2024-07-01', '2024-07-02', true],
  ['2024-07-01', '2024-07-01', false],
  ['2024-07-01T09:00', '2024-07-01T10:00', true],
  ['2024-07-01T10:00', '2024-07-01T09:00', false],
  ['2024-07-01', '2024-07-01T09:00', false],
  ['2024-07-01T09:00', '2024-07-01', false],
  ['2024-07-01T09:00', '2024-07-02', true],
])('%s is before %s: %s', (a, b, expected) => {
  const parse = (cell: string) => moment(reading(), 'at').required('A column').parse(cell);
  expect(isBefore(parse(a), parse(b))).toBe(expected);
});
