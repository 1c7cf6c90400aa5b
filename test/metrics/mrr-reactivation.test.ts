import { describe, expect, test } from 'vitest';
import mrrReactivation from '../../src/metrics/mrr-reactivation.ts';
import { ds1, lifecycle, measure, ofBook, subscription } from './support.ts';

describe('mrr_reactivation', () => {
  test.each([
    ['comes back on the first day', [subscription('2024-01-01', '2024-02-01'), subscription('2024-07-01')], 10_000],
    ['came back the day before', [subscription('2024-01-01', '2024-02-01'), subscription('2024-06-30')], 0],
    [
      'left and came back in the period',
      [subscription('2024-01-01', '2024-07-02'), subscription('2024-07-03')],
      10_000,
    ],
    [
      'left and came back on one day: never gone',
      [subscription('2024-01-01', '2024-07-02'), subscription('2024-07-02')],
      0,
    ],
    ['came for the first time', [subscription('2024-07-02')], 0],
    [
      'was free before: came for the first time',
      [subscription('2024-01-01', null, { amount: '0' }), subscription('2024-07-02')],
      0,
    ],
  ])('%s', (_, rows, expected) => {
    expect(ofBook(mrrReactivation, ...rows).value).toBe(expected);
  });

  test('3 Gold by the month, after a gap: 150 [CM-life]', () => {
    expect(ofBook(mrrReactivation, ...lifecycle).value).toBe(15_000);
  });

  test('DS-1 (METRICS.md 3.1)', () => {
    expect(measure(mrrReactivation, ds1)).toMatchObject({ value: 20_000, n: 2 });
  });
});

// METRICS.md 3.1; test/records/movements.test.ts has what tells the ways apart.
test.each([
  ['period', 9000],
  ['subscription', 0],
])('DS-1, %s', (method, value) => {
  expect(measure({ metric: mrrReactivation, method }, ds1)).toMatchObject({ value, method });
});
