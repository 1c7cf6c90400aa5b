import { describe, expect, test } from 'vitest';
import customersNew from '../../src/metrics/customers-new.ts';
import { ds1, measure, ofBook, subscription } from './support.ts';

describe('customers_new', () => {
  test.each([
    ['nobody', [], 0],
    ['the day before', [subscription('2024-06-30')], 0],
    ['on the first day', [subscription('2024-07-01')], 1],
    ['on the last day', [subscription('2024-07-31')], 1],
    ['the day after', [subscription('2024-08-01')], 0],
    ['comes and leaves', [subscription('2024-07-02', '2024-07-09')], 1],
    ['is back', [subscription('2024-01-01', '2024-02-01'), subscription('2024-07-02')], 0],
    ['a second subscription [CM-life]', [subscription('2024-01-01'), subscription('2024-07-02')], 0],
    ['pays from the end of a trial', [subscription('2024-06-01', null, { trial_end: '2024-07-01' })], 1],
    ['pays nothing', [subscription('2024-07-02', null, { amount: '0' })], 0],
  ])('%s', (_, rows, expected) => {
    expect(ofBook(customersNew, ...rows)).toMatchObject({ value: expected, numerator: null, reason: null });
  });

  test('DS-1: 2, F and G (METRICS.md 3.1)', () => {
    expect(measure(customersNew, ds1).value).toBe(2);
  });
});
