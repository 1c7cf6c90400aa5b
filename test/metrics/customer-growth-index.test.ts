import { describe, expect, test } from 'vitest';
import customerGrowthIndex from '../../src/metrics/customer-growth-index.ts';
import { firm, history, told } from './growth-support.ts';
import { july, measure, observe, results, settings, subscription } from './support.ts';
import { openBook } from '../../src/records/account.ts';

const grown = ['2023-01-15 employees 50', '2024-07-01 employees 60'];

describe('customer_growth_index', () => {
  // test/records/growth.test.ts has what makes the index of one customer.
  test.each([
    ['a customer at the close', firm(grown), 120],
    ['one of whom nothing is known', firm([]), null],
    ['one who buys the day after', firm(grown, { bought: '2024-08-01' }), null],
  ])('%s: %s', (_, row, expected) => {
    expect(observe(customerGrowthIndex, row)).toBe(expected);
  });

  test('who left does not count; one of nobody knows what counts', () => {
    const rows = history(...grown);
    const book = openBook([subscription('2023-01-15', '2024-07-31')]);
    expect(measure(customerGrowthIndex, { book, history: rows })).toMatchObject({
      value: null,
      reason: 'no_growth_data',
    });
    const left = firm(grown);
    expect(observe(customerGrowthIndex, { ...left, account: null })).toBeNull();
    expect(observe(customerGrowthIndex, { ...left, account: null, isBooked: false })).toBe(120);
  });

  test('fixtures/july: the mean of 113.33, 90 and 150', () => {
    const { value, numerator, denominator, n, interval } = measure(customerGrowthIndex, told);
    expect(value).toBeCloseTo((340 / 3 + 90 + 150) / 3, 10);
    expect([numerator, denominator, n]).toEqual([expect.closeTo(340 / 3 + 240, 10), 3, 3]);
    expect(interval?.low).toBeLessThan(117);
  });

  test('by segment, and the order of the rows changes nothing', () => {
    const turned = { ...told, history: told.history.toReversed() };
    expect(results(customerGrowthIndex, turned)).toEqual(results(customerGrowthIndex, told));
  });

  test.each([
    [['2023-01-15 employees 50', '2023-07-30 employees 60'], {}, 'growth/stale'],
    [['2023-01-15 employees 0', '2024-07-01 employees 60'], {}, 'growth/zero-baseline'],
    [[], { columns: { employees: '60', baseline_employees: '50' }, exportDay: '2024-08-15' }, 'growth/static'],
    [['2023-01-15 employees 50'], {}, null],
    [grown, {}, null],
    [['2023-01-15 employees 50', '2023-07-30 employees 60'], { bought: '2024-08-01' }, null],
  ])('%j: caveat %s', (rows, options, code) => {
    const metric = customerGrowthIndex;
    expect(metric.caveat?.(firm(rows, options), july, { settings, method: null })).toBe(code);
  });
});
