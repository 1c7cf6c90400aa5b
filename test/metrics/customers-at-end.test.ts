import { describe, expect, test } from 'vitest';
import customersAtEnd from '../../src/metrics/customers-at-end.ts';
import { account, ds1, measure, observe, subscription } from './support.ts';

describe('customers_at_end', () => {
  test.each([
    ['comes on the last day', account(subscription('2024-07-31')), 1],
    ['comes the day after', account(subscription('2024-08-01')), null],
    ['leaves on the last day', account(subscription('2024-01-01', '2024-07-31')), null],
    ['leaves the day after', account(subscription('2024-01-01', '2024-08-01')), 1],
    ['has come back', account(subscription('2024-01-01', '2024-07-02'), subscription('2024-07-31')), 1],
    ['pays nothing', account(subscription('2024-01-01', null, { amount: '0' })), null],
  ])('%s', (_, row, expected) => {
    expect(observe(customersAtEnd, row)).toBe(expected);
  });

  test('nobody: 0', () => {
    expect(measure(customersAtEnd, {})).toMatchObject({ value: 0, numerator: null, denominator: null, reason: null });
  });

  test('DS-1: 9 (METRICS.md 3.1)', () => {
    expect(measure(customersAtEnd, ds1).value).toBe(9);
  });
});
