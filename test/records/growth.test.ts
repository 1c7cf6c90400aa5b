import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDay } from '../../src/calculator/calendar.ts';
import { firmsOf, growthAt } from '../../src/records/growth.ts';
import { historySchema } from '../../src/records/history.ts';
import { openBook } from '../../src/records/account.ts';
import { dayFrom } from '../calculator/support.ts';
import { detailed, firm, history } from '../metrics/growth-support.ts';
import { subscription } from '../metrics/support.ts';
import { accepted, refused } from './support.ts';

const CLOSE = '2024-07-31';
const at = (rows: readonly string[], options: Parameters<typeof firm>[1] = {}, day = CLOSE) =>
  growthAt(firm(rows, options).facts, dayFrom(day));

describe('the index of a customer who bought on 2023-01-15 (METRICS.md 2.14)', () => {
  test.each<[string, string[], number | string]>([
    ['50 then, 60 now', ['2023-01-15 employees 50', '2024-07-31 employees 60'], 120],
    ['less is less', ['2023-01-15 employees 50', '2024-07-31 employees 40'], 80],
    ['as much as then', ['2023-01-15 revenue 2.5', '2024-07-31 revenue 2.5'], 100],
    ['nothing left', ['2023-01-15 employees 50', '2024-07-31 employees 0'], 0],
    [
      'the mean of what is known',
      [
        '2023-01-15 employees 50',
        '2024-07-31 employees 60',
        '2023-01-15 revenue 100',
        '2024-07-31 revenue 90',
        '2024-07-31 customer_count 7',
      ],
      105,
    ],
    [
      'the last value up to the purchase',
      ['2023-01-01 employees 99', '2023-01-14 employees 50', '2024-07-01 employees 60'],
      120,
    ],
    ['at most 12 months before it', ['2022-01-15 employees 50', '2024-07-01 employees 60'], 120],
    ['more than that is another time', ['2022-01-14 employees 50', '2024-07-01 employees 60'], 'no_baseline'],
    [
      'then the first one after it',
      ['2022-01-14 employees 99', '2023-02-01 employees 50', '2024-07-01 employees 60'],
      120,
    ],
    ['at most 3 months after it', ['2023-04-15 employees 50', '2024-07-01 employees 60'], 120],
    ['more is no purchase', ['2023-04-16 employees 50', '2024-07-01 employees 60'], 'no_baseline'],
    [
      'the last value up to the close',
      ['2023-01-15 employees 50', '2024-07-01 employees 99', '2024-07-31 employees 60'],
      120,
    ],
    ['nothing after the close', ['2023-01-15 employees 50', '2024-07-31 employees 60', '2024-08-01 employees 99'], 120],
    ['12 months old', ['2023-01-15 employees 50', '2023-07-31 employees 60'], 120],
    ['a day more', ['2023-01-15 employees 50', '2023-07-30 employees 60'], 'stale_value'],
    ['nothing newer than the purchase', ['2023-01-15 employees 50'], 'no_current_value'],
    ['nothing newer by the close', ['2023-01-15 employees 50', '2024-08-01 employees 60'], 'no_current_value'],
    ['from nothing', ['2023-01-15 employees 0', '2024-07-31 employees 60'], 'zero_baseline'],
    [
      'a blank ends what was known',
      ['2023-01-15 employees 50', '2024-07-01 employees 60', '2024-07-31 employees  A'],
      'no_current_value',
    ],
    [
      'until a value comes again',
      ['2023-01-15 employees 50', '2024-06-01 employees  A', '2024-07-31 employees 60'],
      120,
    ],
    [
      'at the purchase as well',
      ['2022-12-01 employees 99', '2023-01-01 employees  A', '2023-02-01 employees 50', '2024-07-01 employees 60'],
      120,
    ],
    ['a blank alone', ['2024-07-31 employees  A'], 'no_growth_data'],
    ['yes and no alone', ['2024-07-31 hiring yes'], 'no_growth_data'],
    ['nothing', [], 'no_growth_data'],
  ])('%s: %j: %s', (_, rows, expected) => {
    const { index, reason } = at(rows);
    expect(index ?? reason).toBe(expected);
    expect(index === null).toBe(reason !== null);
  });

  test('the order of the rows is that of their days', () => {
    const rows = ['2024-07-31T09:00:00Z employees 60', '2023-01-15 employees 50', '2024-07-31T08:00:00Z employees 99'];
    expect(at(rows)).toMatchObject({ index: 120, parts: { employees: 120 }, asOf: dayFrom(CLOSE), reason: null });
  });

  test('says which part is missing, and why', () => {
    const rows = ['2023-01-15 employees 50', '2024-05-01 employees 60', '2023-01-15 revenue 0', '2024-06-01 revenue 9'];
    expect(at(rows)).toEqual({
      index: 120,
      parts: { employees: 120 },
      missing: { revenue: 'zero_baseline', customer_count: 'no_growth_data' },
      signals: {},
      asOf: dayFrom('2024-05-01'),
      reason: null,
    });
  });

  test.each([
    ['the day before the purchase', '2023-01-14', 'not_bought_yet'],
    ['the day of it', '2023-01-15', 'no_current_value'],
    ['a year later', '2024-01-15', 120],
  ])('asked %s', (_, day, expected) => {
    const { index, reason } = at(['2023-01-01 employees 50', '2023-06-30 employees 60'], {}, day);
    expect(index ?? reason).toBe(expected);
  });

  test('is point in time: what comes after a day never changes it', () => {
    const row = fc.record({
      day: fc.integer({ min: dayFrom('2022-12-01'), max: dayFrom('2025-01-31') }),
      name: fc.constantFrom('employees', 'revenue', 'customer_count'),
      value: fc.nat(20),
    });
    const asked = fc.integer({ min: dayFrom('2022-12-01'), max: dayFrom('2025-01-31') });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), asked, (rows, day) => {
        const text = (some: typeof rows) => some.map((each) => `${formatDay(each.day)} ${each.name} ${each.value}`);
        const known = at(text(rows.filter((each) => each.day <= day)), {}, formatDay(day));
        const { missing: _, reason: __, ...all } = at(text(rows), {}, formatDay(day));
        expect(known).toMatchObject(all);
        if (known.index !== null) expect(Number.isFinite(known.index)).toBe(true);
      }),
    );
  });
});

describe('columns of the customers export', () => {
  const columns = { employees: '60', baseline_employees: '50' };
  test.each<[string, Parameters<typeof firm>[1], string[], number | string]>([
    ['dated', { columns: { ...columns, as_of: '2024-07-31' } }, [], 120],
    ['dated after the close', { columns: { ...columns, as_of: '2024-08-01' } }, [], 'no_current_value'],
    ['dated too long ago', { columns: { ...columns, as_of: '2023-07-30' } }, [], 'stale_value'],
    ['without a day, on that of the export', { columns, exportDay: CLOSE }, [], 120],
    ['without a day, the export a day later', { columns, exportDay: '2024-08-01' }, [], 'static_value'],
    ['without a day, and nobody knows of when', { columns }, [], 'no_growth_data'],
    ['a history of the purchase goes first', { columns, exportDay: CLOSE }, ['2023-01-01 employees 40'], 150],
    ['a history of the day goes first', { columns, exportDay: CLOSE }, [`${CLOSE} employees 75`], 150],
    ['an older history does not', { columns, exportDay: CLOSE }, ['2024-07-30 employees 75'], 120],
    [
      'a value of no day is none of the purchase',
      { columns: { employees: '60' }, exportDay: '2023-01-15' },
      [],
      'no_baseline',
    ],
    ['0 at the purchase', { columns: { ...columns, baseline_employees: '0', as_of: CLOSE } }, [], 'zero_baseline'],
    ['no purchase value', { columns: { employees: '60', as_of: CLOSE } }, [], 'no_baseline'],
    ['amounts', { columns: { revenue: '1200.50', baseline_revenue: '2401', as_of: CLOSE } }, [], 50],
    ['customers', { columns: { customer_count: '3', baseline_customer_count: '2', as_of: CLOSE } }, [], 150],
  ])('%s: %s', (_, options, rows, expected) => {
    const { index, reason } = at(rows, options);
    expect(index ?? reason).toBe(expected);
  });

  test.each([
    ['since when they are customers, where nobody knows what they pay', { created_at: '2023-01-15' }, 120],
    ['not known either', {}, 'no_purchase_day'],
  ])('the purchase: %s', (_, cells, expected) => {
    const { accounts } = openBook([], [detailed(cells)]);
    const rows = history('2023-01-15 employees 50', '2024-07-31 employees 60');
    const [only] = firmsOf(accounts, rows, { exportDay: null, isBooked: false });
    const { index, reason } = growthAt(only!.facts, dayFrom(CLOSE));
    expect(index ?? reason).toBe(expected);
  });
});

describe('yes and no', () => {
  test.each<[string, string[], object]>([
    ['the last that was said', ['2024-06-01 hiring no', '2024-07-01 hiring yes'], { hiring: true }],
    [
      'of each by itself',
      ['2024-07-01 taking_on_business no', '2024-06-01 retention_improving yes'],
      { taking_on_business: false, retention_improving: true },
    ],
    ['12 months old', ['2023-07-31 hiring yes'], { hiring: true }],
    ['a day more', ['2023-07-30 hiring yes'], {}],
    ['after the close', ['2024-08-01 hiring yes'], {}],
    ['and then not known any more', ['2024-01-10 hiring yes', '2024-06-10 hiring  A'], {}],
    ['not known yet', ['2024-01-10 hiring  A', '2024-06-10 hiring yes'], { hiring: true }],
  ])('%s: %j', (_, rows, expected) => {
    expect(at(rows).signals).toEqual(expected);
  });

  test('from columns', () => {
    expect(at([], { columns: { hiring: 'yes', retention_improving: 'no', as_of: CLOSE } }).signals).toEqual({
      hiring: true,
      retention_improving: false,
    });
  });
});

describe('a row of a history', () => {
  const row = (field: string, value: string) => ({ customer_id: 'A', as_of: '2024-07-01', field, value });
  test.each([
    ['Employees', '50', 'employees', 50],
    ['number_of_employees', '50', 'employees', 50],
    ['Annual Revenue', '1250000.75', 'revenue', 1250000.75],
    ['customers', '7', 'customer_count', 7],
    ['is_hiring', 'Yes', 'hiring', true],
    ['taking on more business', '0', 'taking_on_business', false],
    ['retention_improving', 'true', 'retention_improving', true],
    ['employees', '', 'employees', null],
    ['industry', 'steel', null, null],
  ])('%s %s', (field, cell, known, value) => {
    expect(accepted(historySchema, row(field, cell))).toMatchObject({ field, known, value });
  });

  test.each([
    ['employees', 'many', 'field/type'],
    ['employees', '4.5', 'field/not-integer'],
    ['employees', '-4', 'field/out-of-range'],
    ['revenue', '-4.5', 'field/out-of-range'],
    ['revenue', '1,250,000', 'money/thousands'],
    ['hiring', 'soon', 'field/enum'],
  ])('%s %s: %s', (field, cell, code) => {
    expect(refused(historySchema, row(field, cell))).toEqual([`value: ${code}`]);
  });
});

test('everybody is there once, in the order of ids, whoever is in which export', () => {
  const { accounts } = openBook([subscription('2024-01-01', null, { customer_id: 'C' })], [detailed({})]);
  const firms = firmsOf(accounts, history('2024-07-01 employees 1 B', '2024-07-01 employees 1 C'), {
    exportDay: null,
    isBooked: true,
  });
  expect(firms.map(({ customer_id, account }) => [customer_id, account !== null])).toEqual([
    ['A', true],
    ['B', false],
    ['C', true],
  ]);
});
