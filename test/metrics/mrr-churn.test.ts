import { describe, expect, test } from 'vitest';
import mrrChurn from '../../src/metrics/mrr-churn.ts';
import { ds1, lifecycle, measure, ofBook, subscription } from './support.ts';

describe('mrr_churn', () => {
  test.each([
    ['ends on the first day', [subscription('2024-01-01', '2024-07-01')], 10_000],
    ['ends on the last day', [subscription('2024-01-01', '2024-07-31')], 10_000],
    ['ends the day after', [subscription('2024-01-01', '2024-08-01')], 0],
    ['both end', [subscription('2024-01-01', '2024-07-09'), subscription('2024-01-01', '2024-07-10')], 10_000],
    [
      'both end on one day',
      [subscription('2024-01-01', '2024-07-09'), subscription('2024-01-01', '2024-07-09')],
      20_000,
    ],
    ['one of two ends', [subscription('2024-01-01'), subscription('2024-01-01', '2024-07-09')], 0],
    ['leaves twice', [subscription('2024-01-01', '2024-07-02'), subscription('2024-07-03', '2024-07-04')], 20_000],
    ['a pause', [subscription('2024-01-01', null, { status: 'paused', paused_at: '2024-07-09' })], 10_000],
  ])('%s', (_, rows, expected) => {
    expect(ofBook(mrrChurn, ...rows).value).toBe(expected);
  });

  test('Gold goes: 166.67 [CM-life]', () => {
    expect(ofBook(mrrChurn, ...lifecycle).value).toBe(16_667);
  });

  test('DS-1 (METRICS.md 3.1)', () => {
    expect(measure(mrrChurn, ds1)).toMatchObject({ value: 52_000, n: 4 });
  });
});

// METRICS.md 3.1; test/records/movements.test.ts has what tells the ways apart.
test.each([
  ['period', 35_000],
  ['subscription', 95_000],
])('DS-1, %s', (method, value) => {
  expect(measure({ metric: mrrChurn, method }, ds1)).toMatchObject({ value, method });
});
