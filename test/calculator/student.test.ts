import { describe, expect, test } from 'vitest';
import { chanceOfT } from '../../src/calculator/chance.ts';
import { meanInterval, type Sample, welch, within } from '../../src/calculator/student.ts';

const sample = (...values: number[]): Sample => ({
  count: values.length,
  sum: values.reduce((all, each) => all + each, 0),
  squares: values.reduce((all, each) => all + each * each, 0),
});
/** Student's own data (1908), which R has as `sleep`. */
const [one, other] = [
  [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
  [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
] as const;

/** The upper end of a mean of 0 whose error is 1. */
const tOf = (confidence: number, freedom: number): number | undefined =>
  meanInterval({ count: freedom + 1, sum: 0, squares: freedom * (freedom + 1) }, confidence)?.high;

// The tables in every book of statistics.
test.each([
  [1, 12.706, 3.078],
  [2, 4.303, 1.886],
  [3, 3.182, 1.638],
  [4, 2.776, 1.533],
  [5, 2.571, 1.476],
  [10, 2.228, 1.372],
  [30, 2.042, 1.31],
  [120, 1.98, 1.289],
  [1_000_000, 1.96, 1.282],
])('t of %i degrees of freedom', (freedom, wide, narrow) => {
  expect(tOf(0.95, freedom)).toBeCloseTo(wide, 3);
  expect(tOf(0.8, freedom)).toBeCloseTo(narrow, 3);
});

// Those of 1, 2 and 4 degrees are known exactly; between them the chance of what comes out is what was asked for.
test.each([0.8, 0.9, 0.95, 0.99])('t at %d: exact, and the other way round', (confidence) => {
  const p = 1 - confidence;
  const four = (4 / Math.sqrt(p * (2 - p))) * Math.cos(Math.acos(Math.sqrt(p * (2 - p))) / 3) - 4;
  expect(tOf(confidence, 1)).toBeCloseTo(1 / Math.tan((p * Math.PI) / 2), 8);
  expect(tOf(confidence, 2)).toBeCloseTo(Math.sqrt(2 / (p * (2 - p)) - 2), 8);
  expect(tOf(confidence, 4)).toBeCloseTo(Math.sqrt(four), 8);
  for (const freedom of [3, 5, 12, 40, 500, 9_999, 10_001]) {
    expect(chanceOfT(tOf(confidence, freedom)!, freedom)).toBeCloseTo(p, 9);
  }
});

test("Welch's degrees of freedom lie between whole ones", () => {
  const [a, b] = [sample(-1, 0, 1), sample(9.9, 10, 10.1)];
  const [va, vb] = [1 / 3, 0.01 / 3];
  const freedom = (va + vb) ** 2 / (va ** 2 / 2 + vb ** 2 / 2);
  const { low = NaN, high = NaN } = welch(a, b, 0.95) ?? {};
  expect((low + high) / 2).toBeCloseTo(-10, 9);
  expect(chanceOfT((high - low) / 2 / Math.sqrt(va + vb), freedom)).toBeCloseTo(0.05, 9);
  const two = welch(sample(0, 1), sample(3, 3.1), 0.95);
  const [v0, v1] = [0.25, 0.0025];
  const few = (v0 + v1) ** 2 / (v0 ** 2 + v1 ** 2);
  expect(chanceOfT(((two?.high ?? NaN) - (two?.low ?? NaN)) / 2 / Math.sqrt(v0 + v1), few)).toBeCloseTo(0.05, 9);
});

describe('means', () => {
  test("R: t.test(extra) of all of sleep, t.test(extra ~ group) by Welch's rule", () => {
    const mean = meanInterval(sample(...one, ...other), 0.95);
    expect([mean?.low, mean?.high]).toEqual([expect.closeTo(0.5955845, 6), expect.closeTo(2.4844155, 6)]);
    const difference = welch(sample(...one), sample(...other), 0.95);
    expect([difference?.low, difference?.high]).toEqual([expect.closeTo(-3.3654832, 6), expect.closeTo(0.2054832, 6)]);
  });

  test('one observation has no spread to tell of, and equal ones do not say that there is none', () => {
    const third = 1 / 3;
    expect([
      meanInterval(sample(3), 0.95),
      meanInterval(sample(4, 4, 4), 0.95),
      meanInterval(sample(third, third, third, third, third, third, third), 0.95),
      welch(sample(3), sample(1, 2), 0.95),
      welch(sample(1, 2), sample(), 0.95),
      welch(sample(4, 4), sample(3, 3), 0.95),
    ]).toEqual([null, null, null, null, null, null]);
    expect(welch(sample(4, 4), sample(3, 3, 2), 0.95)).toBeNull();
    expect(welch(sample(3, 3, 2), sample(4, 4), 0.95)).toBeNull();
    expect(welch(sample(4, 4, 5), sample(3, 3, 2), 0.95)).not.toBeNull();
  });

  test('an interval ends where the scale does', () => {
    expect(within({ low: 0.5, high: 5.2 }, 1, 5)).toEqual({ low: 1, high: 5 });
    expect(within({ low: 2, high: 3 }, 1, 5)).toEqual({ low: 2, high: 3 });
  });
});
