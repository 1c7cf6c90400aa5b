import { describe, expect, test } from 'vitest';
import mrrAtStart from '../../src/metrics/mrr-at-start.ts';
import { ds1, measure, ofBook, subscription } from './support.ts';

describe('mrr_at_start', () => {
  test.each([
    ['nobody', [], 0],
    ['starts the day before', [subscription('2024-06-30')], 10_000],
    ['starts on the first day', [subscription('2024-07-01')], 0],
    ['ends on the first day: there at the close before', [subscription('2024-01-01', '2024-07-01')], 10_000],
    ['ends the day before', [subscription('2024-01-01', '2024-06-30')], 0],
  ])('%s', (_, rows, expected) => {
    expect(ofBook(mrrAtStart, ...rows).value).toBe(expected);
  });

  test('DS-1: 1,530.00 (METRICS.md 3.1)', () => {
    expect(measure(mrrAtStart, ds1)).toMatchObject({ value: 153_000, n: 9 });
  });
});
