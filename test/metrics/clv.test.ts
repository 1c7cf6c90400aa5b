import { describe, expect, test } from 'vitest';
import clv from '../../src/metrics/clv.ts';
import { openBook } from '../../src/records/account.ts';
import { crowd, ds1, measure, ofBook, period, results, settings, subscription } from './support.ts';

describe('clv', () => {
  // METRICS.md 3.1: the mean cohort churn of February to July is (0 + 1/8 + 0 + 0 + 0 + 2/9)/6.
  test.each([
    [6, 241_920, 0.05787],
    [1, 63_000, 2 / 9],
    [2, 126_000, 1 / 9],
  ])('DS-1 over %i months: %i', (churnMonths, value, churn) => {
    const result = measure(clv, ds1, { settings: { ...settings, churnMonths } });
    expect(result.value).toBeCloseTo(value, 6);
    expect(result.denominator).toBeCloseTo(churn, 5);
    expect(result).toMatchObject({ numerator: 14_000, n: 9, interval: null, method: 'arpa-churn' });
  });

  test('ARPA 100, churn 5 %: 2,000 [CM-ltv]', () => {
    const more = { settings: { ...settings, churnMonths: 1 } };
    expect(measure(clv, { book: openBook(crowd(40, 2)) }, more).value).toBe(200_000);
  });

  test('months before the data begin are left out of the mean (METRICS.md 9.16)', () => {
    const A = { customer_id: 'A' };
    // There at the openings of June and July only; one of two leaves in June.
    const rows = [subscription('2024-05-15', null, A), subscription('2024-05-15', '2024-06-09', { customer_id: 'B' })];
    expect(ofBook(clv, ...rows)).toMatchObject({ denominator: 0.25, value: 40_000 });
  });

  test.each([
    ['nobody', [], 'no_customers'],
    ['all came in the period', [subscription('2024-07-02')], 'no_opening_customers'],
    ['nobody left: null, not 0 and not infinite', [subscription('2024-01-01')], 'zero_churn'],
    ['everybody left', [subscription('2024-01-01', '2024-07-09')], 'no_customers'],
  ])('%s', (_, rows, reason) => {
    expect(ofBook(clv, ...rows)).toMatchObject({ value: null, reason });
  });

  test('a period that is not over goes by the months that are', () => {
    const unfinished = period('2024-08');
    expect(measure(clv, ds1, { periods: [unfinished], settings: { ...settings, churnMonths: 1 } }).denominator).toBe(
      2 / 9,
    );
  });

  test('each currency has its own revenue, and all have the churn of all customers', () => {
    const rows = [
      subscription('2024-01-01', null, { customer_id: 'A', currency: 'USD' }),
      subscription('2024-01-01', '2024-07-09', { customer_id: 'B', currency: 'EUR' }),
      subscription('2024-01-01', null, { customer_id: 'C', currency: 'EUR', amount: '50' }),
    ];
    expect(results(clv, { book: openBook(rows) })).toMatchObject([
      { currency: 'EUR', numerator: 5000, denominator: expect.closeTo(1 / 18, 12) },
      { currency: 'USD', numerator: 10_000, denominator: expect.closeTo(1 / 18, 12) },
    ]);
  });
});
