import { describe, expect, test } from 'vitest';
import mrrContraction from '../../src/metrics/mrr-contraction.ts';
import { ds1, lifecycle, measure, ofBook, subscription } from './support.ts';

describe('mrr_contraction', () => {
  test.each([
    ['one of two ends', [subscription('2024-01-01'), subscription('2024-01-01', '2024-07-31')], 10_000],
    ['the last one ends: churn', [subscription('2024-01-01', '2024-07-31')], 0],
    [
      '$100 to $70 [CB-churn]',
      [subscription('2024-01-01', '2024-07-10'), subscription('2024-07-10', null, { amount: '70' })],
      3000,
    ],
    [
      'to a free plan: churn',
      [subscription('2024-01-01', '2024-07-10'), subscription('2024-07-10', null, { amount: '0' })],
      0,
    ],
    ['the day after', [subscription('2024-01-01'), subscription('2024-01-01', '2024-08-01')], 0],
  ])('%s', (_, rows, expected) => {
    expect(ofBook(mrrContraction, ...rows).value).toBe(expected);
  });

  test('Silver goes: 60 [CM-life]', () => {
    expect(ofBook(mrrContraction, ...lifecycle).value).toBe(6000);
  });

  test('DS-1 (METRICS.md 3.1)', () => {
    expect(measure(mrrContraction, ds1)).toMatchObject({ value: 14_000, n: 2 });
  });
});

// METRICS.md 3.1; test/records/movements.test.ts has what tells the ways apart.
test.each([
  ['period', 14_000],
  ['subscription', 0],
])('DS-1, %s', (method, value) => {
  expect(measure({ metric: mrrContraction, method }, ds1)).toMatchObject({ value, method });
});
