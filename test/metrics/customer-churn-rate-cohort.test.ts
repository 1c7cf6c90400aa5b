import { describe, expect, test } from 'vitest';
import cohortChurn from '../../src/metrics/customer-churn-rate-cohort.ts';
import { account, crowd, ds1, ds1ByRep, measure, observe, ofBook, results, subscription } from './support.ts';

describe('customer_churn_rate_cohort', () => {
  test.each([
    ['stays', account(subscription('2024-01-01')), false],
    ['leaves on the first day', account(subscription('2024-01-01', '2024-07-01')), true],
    ['leaves on the last day', account(subscription('2024-01-01', '2024-07-31')), true],
    ['leaves the day after', account(subscription('2024-01-01', '2024-08-01')), false],
    [
      'leaves and comes back: not lost',
      account(subscription('2024-01-01', '2024-07-02'), subscription('2024-07-31')),
      false,
    ],
    ['comes and leaves: was not there', account(subscription('2024-07-01', '2024-07-09')), null],
    ['left the day before', account(subscription('2024-01-01', '2024-06-30')), null],
  ])('%s', (_, row, expected) => {
    expect(observe(cohortChurn, row)).toEqual(expected === null ? null : { unit: 0, hit: expected, base: true });
  });

  test('500 to 450, none new: 10 % [PC]', () => {
    expect(ofBook(cohortChurn, ...crowd(500, 50))).toMatchObject({ value: 0.1, numerator: 50, denominator: 500 });
  });

  test('nobody at the start: null', () => {
    expect(ofBook(cohortChurn)).toMatchObject({ value: null, reason: 'no_opening_customers' });
  });

  test('DS-1: {D, E} of 9, 6.32 to 54.74 %, all of them of one rep (METRICS.md 3.1)', () => {
    const interval = { low: expect.closeTo(0.0632, 4), high: expect.closeTo(0.5474, 4) };
    expect(measure(cohortChurn, ds1)).toMatchObject({ value: 2 / 9, numerator: 2, denominator: 9, interval });
    expect(results(cohortChurn, ds1ByRep, { by: true })).toMatchObject([
      { segment: null },
      { segment: 'ana', numerator: 0, denominator: 5 },
      {
        segment: 'ben',
        numerator: 2,
        denominator: 4,
        interval: { low: expect.closeTo(0.15, 3), high: expect.closeTo(0.85, 3) },
      },
    ]);
  });
});
