import { describe, expect, test } from 'vitest';
import type { CohortCell } from '../../src/calculator/cohort.ts';
import { parsePeriod } from '../../src/calculator/parse-period.ts';
import { split } from '../../src/calculator/period.ts';
import { openBook } from '../../src/records/account.ts';
import { cohortCells, type CohortQuery } from '../../src/records/cohort.ts';
import type { Subscription } from '../../src/records/row.ts';
import { dayFrom } from '../calculator/support.ts';
import { subscription } from '../metrics/support.ts';

const months = (text: string, asOf = '2026-01-01') => split(parsePeriod(text, { asOf: dayFrom(asOf) }), 'month');
const cells = (rows: readonly Subscription[], more: Partial<CohortQuery> = {}): CohortCell[] =>
  cohortCells(openBook(rows), {
    periods: months('2024-05..2024-08'),
    measure: 'customers',
    confidence: 0.95,
    hasAmounts: true,
    ...more,
  });

/** A line of the table as text: numerators, or why there is none. */
const line = (all: readonly CohortCell[], cohort: string | null) => {
  const own = all.filter((cell) => (cell.cohort?.label ?? null) === cohort);
  const shown = own.map(({ numerator, reason, complete }) => `${reason ?? numerator}${complete ? '' : '*'}`);
  return `${own[0]?.size} of ${own[0]?.denominator}: ${shown.join(' ')}`.replaceAll(/after_period\*/g, '-');
};
const start = (id: string, from: string, until?: string, amount = '100') =>
  subscription(from, until, { customer_id: id, amount });

describe('cohorts of customers', () => {
  test.each([
    ['on the first day of May', [start('A', '2024-05-01')], '1 of 1: 1 1 1 1'],
    ['on the last', [start('A', '2024-05-31')], '1 of 1: 1 1 1 1'],
    [
      'leaves on the first of June: gone at the close of May? No',
      [start('A', '2024-05-09', '2024-06-01')],
      '1 of 1: 1 0 0 0',
    ],
    ['leaves on the last of May', [start('A', '2024-05-09', '2024-05-31')], '1 of 1: 0 0 0 0'],
    [
      'comes back: to its first cohort',
      [start('A', '2024-05-09', '2024-06-09'), start('A', '2024-08-09')],
      '1 of 1: 1 0 0 1',
    ],
  ])('%s', (_, rows, expected) => {
    expect(line(cells(rows), '2024-05')).toBe(expected);
  });

  test('who began before the table is in no cohort of it, also when they come back', () => {
    const all = cells([start('A', '2024-04-30', '2024-05-09'), start('A', '2024-06-09')]);
    expect(['2024-05', '2024-06'].map((label) => line(all, label))).toEqual([
      '0 of null: no_customers no_customers no_customers no_customers',
      '0 of null: no_customers no_customers no_customers -',
    ]);
  });

  test('a trial is no first paid day', () => {
    const rows = [subscription('2024-05-09', null, { trial_end: '2024-06-09' })];
    expect(line(cells(rows), '2024-06')).toBe('1 of 1: 1 1 1 -');
  });

  test('the average is weighted, and of what is over only', () => {
    const rows = [
      start('A', '2024-05-09', '2024-06-09'),
      ...['B', 'C', 'D'].map((id) => start(id, '2024-06-09')),
      start('E', '2024-08-01'),
    ];
    const all = cells(rows, { periods: months('2024-05..2024-08', '2024-08-20') });
    expect(line(all, '2024-05')).toBe('1 of 1: 1 0 0 0*');
    expect(line(all, '2024-06')).toBe('3 of 3: 3 3 3* -');
    expect(line(all, '2024-08')).toBe('1 of 1: 1* - - -');
    expect(line(all, null)).toBe('4 of 4: 4 3 0 no_customers');
    expect(all[1]).toMatchObject({ cohort: null, age: 1, value: 0.75, denominator: 4, n: 4 });
  });

  test('a share has its Wilson interval', () => {
    const rows = Array.from({ length: 10 }, (_, i) => start(`c${i}`, '2024-05-09', i < 2 ? '2024-06-09' : undefined));
    const cell = cells(rows).find(({ cohort, age }) => cohort?.label === '2024-05' && age === 1);
    expect(cell).toMatchObject({ value: 0.8, numerator: 8, denominator: 10 });
    expect(cell?.interval?.low).toBeCloseTo(0.490162, 6);
    expect(cell?.interval?.high).toBeCloseTo(0.943318, 6);
  });

  test('closes after the last day that is known have no figures', () => {
    const all = cells([start('A', '2024-05-09')], { lastDay: dayFrom('2024-06-30') });
    expect(line(all, '2024-05')).toBe('1 of 1: 1 1 after_data after_data');
  });

  test('groups add up to the whole', () => {
    const rows = [start('A', '2024-05-09', '2024-06-09'), start('B', '2024-05-09'), start('C', '2024-06-09')];
    const all = cells(rows, { by: ({ customer }) => (customer === 'A' ? 'left' : 'stayed') });
    const of = (group: string | null) =>
      line(
        all.filter((cell) => cell.group === group),
        '2024-05',
      );
    expect([of(null), of('left'), of('stayed')]).toEqual(['2 of 2: 2 1 1 1', '1 of 1: 1 0 0 0', '1 of 1: 1 1 1 1']);
  });
});

describe('cohorts of MRR', () => {
  const mrr = { measure: 'mrr' } as const;

  describe('a cell has an interval over the customers of its cohort', () => {
    /** Of May and June; every other one goes to half of what it paid, all in a month of their own. */
    const crowd = (size: number, most = 700) =>
      ['05', '06'].flatMap((month) =>
        Array.from({ length: size }, (_, i) => {
          const id = `${month}-${i}`;
          const amount = 100 + ((i * 37) % most);
          const change = `2024-0${Number(month) + 1}-09`;
          return [
            start(id, `2024-${month}-09`, change, String(amount)),
            start(id, change, undefined, String(i % 2 === 0 ? amount : amount / 2)),
          ];
        }).flat(),
      );
    const cellOf = (rows: readonly Subscription[], cohort: string | null, age: number) =>
      cells(rows, mrr).find((cell) => (cell.cohort?.label ?? null) === cohort && cell.age === age);

    test.each([40, 600])('%i customers', (size) => {
      const rows = crowd(size);
      const [own, all] = [cellOf(rows, '2024-05', 1), cellOf(rows, null, 1)];
      for (const cell of [own, all]) {
        expect(cell?.interval?.low).toBeLessThan(cell?.value ?? NaN);
        expect(cell?.interval?.high).toBeGreaterThan(cell?.value ?? NaN);
      }
      const width = (cell: CohortCell | undefined) => (cell?.interval?.high ?? NaN) - (cell?.interval?.low ?? NaN);
      // Twice the customers: narrower by the root of two.
      expect(width(own) / width(all)).toBeGreaterThan(1.3);
      expect(width(own) / width(all)).toBeLessThan(1.55);
      expect(cells(rows.toReversed(), mrr)).toEqual(cells(rows, mrr));
    });

    test('none under 20 customers, nor where all kept all', () => {
      expect(cellOf(crowd(19), '2024-05', 1)?.interval).toBeNull();
      expect(cellOf(crowd(19), null, 1)?.interval).not.toBeNull();
      expect(cellOf(crowd(40), '2024-05', 0)).toMatchObject({ value: 1, interval: null });
    });
  });

  // METRICS.md 3.5: the totals that are given of two cohorts of mrr-playbook, made of customers of our own.
  test('2019-05: 155, 185, 185, 135 and on; 2019-07: 205, 175 and on, 150', () => {
    const rows = [
      start('A', '2019-05-01', '2019-06-01', '25'),
      start('A', '2019-06-01', undefined, '55'),
      start('B', '2019-05-01', '2019-08-01', '50'),
      start('C', '2019-05-01', undefined, '50'),
      start('D', '2019-05-01', undefined, '30'),
      start('E', '2019-07-01', '2019-08-01', '100'),
      start('E', '2019-08-01', undefined, '70'),
      start('F', '2019-07-01', undefined, '80'),
      start('G', '2019-07-01', '2019-12-01', '25'),
    ];
    const periods = months('2019-05..2019-12');
    const customers = cells(rows, { periods });
    expect(line(customers, '2019-05')).toBe('4 of 4: 4 4 4 3 3 3 3 3');
    expect(line(customers, '2019-07')).toBe('3 of 3: 3 3 3 3 3 2 - -');
    const money = cells(rows, { periods, ...mrr });
    expect(line(money, '2019-05')).toBe('4 of 15500: 15500 18500 18500 13500 13500 13500 13500 13500');
    expect(line(money, '2019-07')).toBe('3 of 20500: 20500 17500 17500 17500 17500 15000 - -');
  });

  test.each([
    [
      'what was paid on the first day',
      [start('A', '2024-05-09', '2024-05-20'), start('A', '2024-05-20', undefined, '150')],
      '1 of 10000: 15000 15000 15000 15000',
    ],
    ['gone by the first close', [start('A', '2024-05-09', '2024-05-20')], '1 of 10000: 0 0 0 0'],
  ])('%s', (_, rows, expected) => {
    expect(line(cells(rows, mrr), '2024-05')).toBe(expected);
  });

  test('a table for each currency: none is added to another', () => {
    const rows = [
      subscription('2024-05-09', null, { customer_id: 'A', currency: 'USD' }),
      subscription('2024-05-09', null, { customer_id: 'B', currency: 'EUR' }),
      subscription('2024-06-09', null, { customer_id: 'B', currency: 'USD' }),
    ];
    const all = cells(rows, mrr);
    const of = (currency: string) =>
      line(
        all.filter((cell) => cell.currency === currency),
        '2024-05',
      );
    expect([of('EUR'), of('USD')]).toEqual([
      '1 of 10000: 10000 10000 10000 10000',
      '1 of 10000: 10000 10000 10000 10000',
    ]);
  });

  test('without amounts there are no figures', () => {
    const all = cells([subscription('2024-05-09', null, {}, ['amount'])], { ...mrr, hasAmounts: false });
    expect(line(all, '2024-05')).toContain('no_amounts no_amounts');
  });
});
