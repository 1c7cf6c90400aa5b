import { describe, expect, test } from 'vitest';
import customersReactivated from '../../src/metrics/customers-reactivated.ts';
import { ds1, measure, ofBook, subscription } from './support.ts';

describe('customers_reactivated', () => {
  test.each([
    ['nobody', [], 0],
    ['comes for the first time', [subscription('2024-07-02')], 0],
    ['comes back on the first day', [subscription('2024-01-01', '2024-02-01'), subscription('2024-07-01')], 1],
    ['came back the day before', [subscription('2024-01-01', '2024-02-01'), subscription('2024-06-30')], 0],
    ['leaves and comes back on one day', [subscription('2024-01-01', '2024-07-02'), subscription('2024-07-02')], 0],
    [
      'comes back twice',
      [subscription('2024-01-01', '2024-07-02'), subscription('2024-07-03', '2024-07-04'), subscription('2024-07-05')],
      2,
    ],
    ['a free spell is no spell', [subscription('2024-01-01', null, { amount: '0' }), subscription('2024-07-02')], 0],
  ])('%s', (_, rows, expected) => {
    expect(ofBook(customersReactivated, ...rows)).toMatchObject({ value: expected, numerator: null, reason: null });
  });

  test('DS-1: 2, H and K (METRICS.md 3.1)', () => {
    expect(measure(customersReactivated, ds1).value).toBe(2);
  });
});
