import { describe, expect, test } from 'vitest';
import churnEvents from '../../src/metrics/churn-events.ts';
import { ds1, measure, ofBook, subscription } from './support.ts';

describe('churn_events', () => {
  test.each([
    ['nobody', [], 0],
    ['leaves on the first day', [subscription('2024-01-01', '2024-07-01')], 1],
    ['leaves the day after', [subscription('2024-01-01', '2024-08-01')], 0],
    ['leaves twice', [subscription('2024-01-01', '2024-07-02'), subscription('2024-07-03', '2024-07-04')], 2],
    ['cancels one of two', [subscription('2024-01-01'), subscription('2024-01-01', '2024-07-02')], 0],
    ['both end on one day', [subscription('2024-01-01', '2024-07-02'), subscription('2024-01-01', '2024-07-02')], 1],
    ['swaps plans', [subscription('2024-01-01', '2024-07-02'), subscription('2024-07-02', null, { amount: '1' })], 0],
    [
      'falls to a free plan',
      [subscription('2024-01-01', '2024-07-02'), subscription('2024-07-02', null, { amount: '0' })],
      1,
    ],
    ['of no length', [subscription('2024-07-09', '2024-07-09')], 0],
  ])('%s', (_, rows, expected) => {
    expect(ofBook(churnEvents, ...rows)).toMatchObject({ value: expected, numerator: null, reason: null });
  });

  test('DS-1: 4, with 9 + 2 + 2 - 4 = 9 (METRICS.md 3.1)', () => {
    expect(measure(churnEvents, ds1).value).toBe(4);
  });
});
