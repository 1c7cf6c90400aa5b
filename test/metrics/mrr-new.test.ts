import { describe, expect, test } from 'vitest';
import mrrNew from '../../src/metrics/mrr-new.ts';
import { ds1, lifecycle, measure, ofBook, subscription } from './support.ts';

describe('mrr_new', () => {
  test.each([
    ['the day before', [subscription('2024-06-30')], 0],
    ['on the first day', [subscription('2024-07-01')], 10_000],
    ['on the last day', [subscription('2024-07-31')], 10_000],
    ['the day after', [subscription('2024-08-01')], 0],
    ['came and went', [subscription('2024-07-02', '2024-07-09')], 10_000],
    ['a second subscription is none', [subscription('2024-01-01'), subscription('2024-07-02')], 0],
    ['two on the first day are both', [subscription('2024-07-02'), subscription('2024-07-02')], 20_000],
    ['who paid before is none', [subscription('2024-01-01', '2024-02-01'), subscription('2024-07-02')], 0],
    ['the end of a trial', [subscription('2024-06-01', null, { trial_end: '2024-07-01' })], 10_000],
  ])('%s', (_, rows, expected) => {
    expect(ofBook(mrrNew, ...rows).value).toBe(expected);
  });

  test('$2,000 a year: 166.67 [CM-life]', () => {
    expect(ofBook(mrrNew, ...lifecycle).value).toBe(16_667);
  });

  test('DS-1 (METRICS.md 3.1)', () => {
    expect(measure(mrrNew, ds1)).toMatchObject({ value: 14_000, n: 2 });
  });
});

// METRICS.md 3.1; test/records/movements.test.ts has what tells the ways apart.
test.each([
  ['period', 8000],
  ['subscription', 68_000],
])('DS-1, %s', (method, value) => {
  expect(measure({ metric: mrrNew, method }, ds1)).toMatchObject({ value, method });
});
