import { describe, expect, test } from 'vitest';
import customersLost from '../../src/metrics/customers-lost.ts';
import { account, ds1, measure, observe, subscription } from './support.ts';

describe('customers_lost', () => {
  test.each([
    ['leaves the day before', account(subscription('2024-01-01', '2024-06-30')), null],
    ['leaves on the first day', account(subscription('2024-01-01', '2024-07-01')), 1],
    ['leaves on the last day', account(subscription('2024-01-01', '2024-07-31')), 1],
    ['leaves the day after', account(subscription('2024-01-01', '2024-08-01')), null],
    ['comes and leaves', account(subscription('2024-07-02', '2024-07-09')), 1],
    ['leaves and comes back', account(subscription('2024-01-01', '2024-07-02'), subscription('2024-07-31')), 1],
    [
      'leaves twice: one customer',
      account(subscription('2024-01-01', '2024-07-02'), subscription('2024-07-03', '2024-07-04')),
      1,
    ],
    ['cancels one of two', account(subscription('2024-01-01'), subscription('2024-01-01', '2024-07-02')), null],
  ])('%s', (_, row, expected) => {
    expect(observe(customersLost, row)).toBe(expected);
  });

  test('nobody: 0', () => {
    expect(measure(customersLost, {})).toMatchObject({ value: 0, numerator: null, denominator: null, reason: null });
  });

  test('DS-1: 4, {D, E, G, K} (METRICS.md 3.1)', () => {
    expect(measure(customersLost, ds1).value).toBe(4);
  });
});
