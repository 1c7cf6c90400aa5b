import { describe, expect, test } from 'vitest';
import { chanceOfHits, chanceOfScore, chanceOfT } from '../../src/calculator/chance.ts';
import { middleOf, robustLimits, robustScore } from '../../src/calculator/robust.ts';

// By R: 2 * pnorm(-z), 2 * pt(-t, df), 2 * min(pbinom(k, n, p), 1 - pbinom(k - 1, n, p)).

describe('a standard normal score', () => {
  test.each([
    [0, 1],
    [1, 0.3173105078629141],
    [1.959963984540054, 0.05],
    [-1.959963984540054, 0.05],
    [3, 0.0026997960632601],
    [3.5355, 0.000407004245190143],
    [3.5357, 0.0004066962612522081],
    [6, 1.973175290075e-9],
    [40, 0],
  ])('%d: %d', (z, p) => {
    expect(chanceOfScore(z)).toBeCloseTo(p, 9);
  });

  test('far out it is small, and not 0', () => {
    expect(chanceOfScore(10) / 1.523970604832e-23).toBeCloseTo(1, 9);
  });
});

describe("Student's t", () => {
  test.each([
    [0, 5, 1],
    [12.706204736432095, 1, 0.05],
    [2.2621571627409915, 9, 0.05],
    [-2.2621571627409915, 9, 0.05],
    [2.228138851964939, 10, 0.05],
    [1.959963984540054, 1e9, 0.05],
  ])('%d of %d degrees: %d', (t, freedom, p) => {
    expect(chanceOfT(t, freedom)).toBeCloseTo(p, 4);
  });
});

describe('hits', () => {
  test.each([
    [0, 10, 0.5, 2 / 1024],
    [10, 10, 0.5, 2 / 1024],
    [8, 10, 0.5, 112 / 1024],
    [5, 10, 0.5, 1],
    // 1 - 0.98^20 (1 + 20 x 0.02 / 0.98 + 190 x (0.02 / 0.98)^2), twice.
    [3, 20, 0.02, 0.0141373],
    [0, 20, 0.02, 1],
    [10, 10, 0.99, 1],
    [0, 10, 0.01, 1],
    [9, 10, 0.999, 0.0199104],
    [0, 5, 0, 1],
    [1, 5, 0, 0],
    [4, 5, 1, 0],
    [5, 5, 1, 1],
  ])('%i of %i at %d: %d', (k, n, share, p) => {
    expect(chanceOfHits({ k, n }, share)).toBeCloseTo(p, 6);
  });
});

describe('the middle of numbers', () => {
  // Iglewicz and Hoaglin (1993): a robust score above 3.5 stands out.
  test.each([
    [[1, 2, 3, 4, 5], 3, 1],
    [[1, 2, 3, 4], 2.5, 1],
    [[2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3], 2.45, 0.15],
    [[7], 7, 0],
  ])('%j: median %d, spread %d', (values, median, spread) => {
    const middle = middleOf(values);
    expect(middle?.median).toBeCloseTo(median, 12);
    expect(middle?.spread).toBeCloseTo(spread, 12);
  });

  test('none have no middle, and from those that are alike nothing is far', () => {
    expect(middleOf([])).toBeNull();
    expect(robustScore(9, { median: 3, spread: 0 })).toBeNull();
  });

  test('a number on a limit has a score of 3.5', () => {
    const middle = { median: 10, spread: 0.6745 };
    const { low, high } = robustLimits(middle);
    expect([low, high]).toEqual([6.5, 13.5]);
    expect(robustScore(high, middle)).toBeCloseTo(3.5, 12);
    expect(robustScore(low, middle)).toBeCloseTo(-3.5, 12);
  });
});
