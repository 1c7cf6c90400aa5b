import { describe, expect, test } from 'vitest';
import customersAtStart from '../../src/metrics/customers-at-start.ts';
import { account, ds1, measure, observe, subscription } from './support.ts';

describe('customers_at_start', () => {
  test.each([
    ['comes the day before', account(subscription('2024-06-30')), 1],
    ['comes on the first day', account(subscription('2024-07-01')), null],
    ['leaves the day before', account(subscription('2024-01-01', '2024-06-30')), null],
    ['leaves on the first day', account(subscription('2024-01-01', '2024-07-01')), 1],
    ['two subscriptions are one customer', account(subscription('2024-01-01'), subscription('2024-01-01')), 1],
    ['pays nothing', account(subscription('2024-01-01', null, { amount: '0' })), null],
  ])('%s', (_, row, expected) => {
    expect(observe(customersAtStart, row)).toBe(expected);
  });

  test('nobody: 0', () => {
    expect(measure(customersAtStart, {})).toMatchObject({ value: 0, numerator: null, denominator: null, reason: null });
  });

  test('DS-1: 9 (METRICS.md 3.1)', () => {
    expect(measure(customersAtStart, ds1).value).toBe(9);
  });
});
