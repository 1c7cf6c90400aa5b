import { describe, expect, test } from 'vitest';
import retention from '../../src/metrics/customer-retention-rate.ts';
import { account, crowd, ds1, measure, observe, ofBook, subscription } from './support.ts';

describe('customer_retention_rate', () => {
  test.each([
    ['stays', account(subscription('2024-01-01')), true],
    ['leaves on the first day', account(subscription('2024-01-01', '2024-07-01')), false],
    ['leaves the day after', account(subscription('2024-01-01', '2024-08-01')), true],
    ['leaves and comes back', account(subscription('2024-01-01', '2024-07-02'), subscription('2024-07-31')), true],
    ['comes on the first day', account(subscription('2024-07-01')), null],
  ])('%s', (_, row, expected) => {
    expect(observe(retention, row)).toBe(expected);
  });

  test('1,000 at the start, 50 lost: 95 % (METRICS.md 3.2)', () => {
    expect(ofBook(retention, ...crowd(1000, 50)).value).toBe(0.95);
  });

  test('DS-1: 7/9 (METRICS.md 3.1)', () => {
    expect(measure(retention, ds1)).toMatchObject({ value: 7 / 9, numerator: 7, denominator: 9 });
  });
});
