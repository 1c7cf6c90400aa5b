import { describe, expect, test } from 'vitest';
import arr from '../../src/metrics/arr.ts';
import { ds1, measure, ofBook, subscription } from './support.ts';

describe('arr', () => {
  test.each([
    ['nobody', [], 0],
    ['twelve months of the last day', [subscription('2024-07-31')], 120_000],
    ['starts the day after', [subscription('2024-08-01')], 0],
    ['of a year that is no whole number of cents', [subscription('2024-01-01', null, { interval: 'year' })], 9996],
  ])('%s', (_, rows, expected) => {
    expect(ofBook(arr, ...rows).value).toBe(expected);
  });

  test('DS-1: 12 x 1,260.00 (METRICS.md 2.9 and 3.1)', () => {
    expect(measure(arr, ds1).value).toBe(1_512_000);
  });
});
