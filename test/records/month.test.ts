import { describe, expect, test } from 'vitest';
import { formatDay } from '../../src/calculator/calendar.ts';
import { DATE_FORMATS } from '../../src/records/dates.ts';
import { looksLikeMonth, monthSchema, parseMonth } from '../../src/records/month.ts';
import { accepted, type Cells, refused } from './support.ts';

/** The month a text means, or the code of the refusal. */
const read = (text: string, format = 'iso'): string => {
  const month = parseMonth(text, DATE_FORMATS[format] ?? null);
  return typeof month === 'number' ? formatDay(month) : month.code;
};

test.each([
  ['2024-01', '2024-01-01'],
  ['2024/01', '2024-01-01'],
  ['2024-1', '2024-01-01'],
  ['2024-12', '2024-12-01'],
  ['01/2024', '2024-01-01'],
  ['1/2024', '2024-01-01'],
  ['12.2024', '2024-12-01'],
  ['Jan 2024', '2024-01-01'],
  ['jan-2024', '2024-01-01'],
  ['JANUARY 2024', '2024-01-01'],
  ['Sept. 2024', '2024-09-01'],
  ['May, 2024', '2024-05-01'],
  ['2024 Feb', '2024-02-01'],
  ['2024-01-01', '2024-01-01'],
  ['2024-01-31', '2024-01-01'],
  ['2024-02-29', '2024-02-01'],
  ['2023-02-28', '2023-02-01'],
  ['2024/02/01', '2024-02-01'],
  ['2024-02-01 00:00:00', '2024-02-01'],
  ['2024-02-01T00:00:00Z', '2024-02-01'],
  ['2024-02-28', 'date/not-a-month'],
  ['2024-01-02', 'date/not-a-month'],
  ['2024-01-30', 'date/not-a-month'],
  ['2024-13', 'date/not-in-calendar'],
  ['2024-00', 'date/not-in-calendar'],
  ['13/2024', 'date/not-in-calendar'],
  ['2023-02-29', 'date/not-in-calendar'],
  ['Jan 24', 'date/two-digit-year'],
  ["Jan'24", 'date/two-digit-year'],
  ['01/24', 'date/two-digit-year'],
  ['1/1/2024', 'date/ambiguous'],
  ['01.02.2024', 'date/ambiguous'],
  ['Janvier 2024', 'date/format'],
  ['Marketing 2024', 'date/format'],
  ['2024-02-01 12:00', 'date/format'],
  ['202401', 'date/format'],
  ['monthly', 'date/format'],
  ['', 'date/format'],
])('%s: %s', (text, month) => expect(read(text)).toBe(month));

test.each([
  ['mdy', '2/1/2024', '2024-02-01'],
  ['dmy', '1/2/2024', '2024-02-01'],
  ['dmy', '29.02.2024', '2024-02-01'],
  ['dmy', '2/1/2024', 'date/not-a-month'],
  ['mdy', '2/30/2024', 'date/not-in-calendar'],
])('by --date-format %s, %s: %s', (format, text, month) => expect(read(text, format)).toBe(month));

test.each([
  ['2024-01', true],
  ['Jan 24', true],
  [' 2024-01-15 ', true],
  ['3/4/2024', true],
  ['01/24', true],
  ['Q1 2024', false],
  ['2024', false],
  ['31-60', false],
  ['customer', false],
  ['may', false],
  ['plan 2024', false],
])('"%s" looks like a month: %s', (text, expected) => expect(looksLikeMonth(text)).toBe(expected));

describe('an amount of a month', () => {
  const base: Cells = { customer_id: 'A', month: '2024-02', mrr: '10' };
  const date = (day: number | null | undefined) => (typeof day === 'number' ? formatDay(day) : '');
  const row = (cells: Cells) => {
    const { terms, started, ended, covers } = accepted(monthSchema, { ...base, ...cells });
    expect(ended).toBeNull();
    const paid = terms.map(({ from, until, cents }) => `${date(from)}..${date(until)} ${cents}`);
    return `${paid.join()}|${date(started)}|${date(covers)}`;
  };

  test.each<[string, Cells, string]>([
    ['from the first to the next first', {}, '2024-02-01..2024-03-01 1000|2024-02-01|2024-02-29'],
    ['of December', { month: '2024-12' }, '2024-12-01..2025-01-01 1000|2024-12-01|2024-12-31'],
    ['a blank is nothing, and says nothing of the month', { mrr: '' }, '||'],
    ['0 is nothing paid', { mrr: '0' }, '||2024-02-29'],
    ['0.00 is nothing paid', { mrr: '0.00' }, '||2024-02-29'],
    ['a trial pays nothing', { status: 'trialing' }, '||2024-02-29'],
    ['a pause pays nothing', { status: 'paused' }, '||2024-02-29'],
    ['past due pays', { status: 'past_due' }, '2024-02-01..2024-03-01 1000|2024-02-01|2024-02-29'],
    ['a one-off is no MRR', { is_recurring: 'no' }, '||2024-02-29'],
    ['by the year', { mrr: '', arr: '120' }, '2024-02-01..2024-03-01 1000|2024-02-01|2024-02-29'],
    [
      'by the quarter',
      { mrr: '', amount: '30', interval: 'quarter' },
      '2024-02-01..2024-03-01 1000|2024-02-01|2024-02-29',
    ],
  ])('%s', (_, cells, expected) => expect(row(cells)).toBe(expected));

  test.each<[string, Cells, string[]]>([
    ['no month', { month: '' }, ['month: field/missing']],
    ['no customer', { customer_id: '' }, ['customer_id: field/missing']],
    ['no amount', { mrr: 'x' }, ['mrr: money/format']],
    ['below 0', { mrr: '-1' }, ['mrr: money/negative']],
    ['more than cents', { mrr: '0.001' }, ['mrr: money/too-precise']],
    ['long ago', { month: '1899-12' }, ['month: date/out-of-range']],
  ])('refused: %s', (_, cells, codes) => expect(refused(monthSchema, { ...base, ...cells })).toEqual(codes));
});
