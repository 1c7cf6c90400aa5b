import { describe, expect, test } from 'vitest';
import mrrExpansion from '../../src/metrics/mrr-expansion.ts';
import { ds1, lifecycle, measure, ofBook, subscription } from './support.ts';

describe('mrr_expansion', () => {
  test.each([
    ['a second subscription', [subscription('2024-01-01'), subscription('2024-07-31')], 10_000],
    [
      'a dearer plan',
      [subscription('2024-01-01', '2024-07-01'), subscription('2024-07-01', null, { amount: '150' })],
      5000,
    ],
    [
      'a dearer plan after a gap is none',
      [subscription('2024-01-01', '2024-07-01'), subscription('2024-07-02', null, { amount: '150' })],
      0,
    ],
    [
      'a discount that runs out',
      [subscription('2024-01-01', null, { discount_percent: '25', discount_end: '2024-07-09' })],
      2500,
    ],
    ['up and down again counts as up', [subscription('2024-01-01'), subscription('2024-07-02', '2024-07-09')], 10_000],
    ['the day before', [subscription('2024-01-01'), subscription('2024-06-30')], 0],
    [
      'a new customer who takes more',
      [subscription('2024-07-01'), subscription('2024-07-02', null, { amount: '1' })],
      100,
    ],
  ])('%s', (_, rows, expected) => {
    expect(ofBook(mrrExpansion, ...rows).value).toBe(expected);
  });

  test('2 Silver more: 60 [CM-life]', () => {
    expect(ofBook(mrrExpansion, ...lifecycle).value).toBe(6000);
  });

  test('DS-1 (METRICS.md 3.1)', () => {
    expect(measure(mrrExpansion, ds1)).toMatchObject({ value: 5000, n: 1 });
  });
});

// METRICS.md 3.1; test/records/movements.test.ts has what tells the ways apart.
test.each([
  ['period', 5000],
  ['subscription', 0],
])('DS-1, %s', (method, value) => {
  expect(measure({ metric: mrrExpansion, method }, ds1)).toMatchObject({ value, method });
});
