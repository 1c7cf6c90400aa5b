import { describe, expect, test } from 'vitest';
import { bootstrapRatio } from '../../src/calculator/bootstrap.ts';
import { type Interval, netDifference, netInterval, newcombe, wilson, zOf } from '../../src/calculator/interval.ts';

function expectAbout(found: Interval | null, low: number, high: number, digits: number): void {
  expect(found?.low).toBeCloseTo(low, digits);
  expect(found?.high).toBeCloseTo(high, digits);
}

describe('Wilson', () => {
  // The first four: Newcombe 1998, Statistics in Medicine 17:857, table I, method 3. 5/9: R prop.test without
  // correction. The others: METRICS.md 0.1, 1.5 and 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [5, 9, 0.2667, 0.8112],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [50, 1000, 0.0381, 0.0653],
    [100, 2000, 0.0413, 0.0604],
    [301, 700, 0.3938, 0.467],
    [2, 9, 0.0632, 0.5474],
    [0, 5, 0, 0.4345],
  ])('%i of %i: %f to %f', (successes, trials, low, high) => {
    expectAbout(wilson(successes, trials, 0.95), low, high, 4);
  });

  test('never leaves [0, 1], not by a rounding error', () => {
    for (let n = 1; n <= 200; n++) {
      expect(wilson(0, n, 0.95)?.low).toBe(0);
      expect(wilson(n, n, 0.95)?.high).toBe(1);
    }
  });

  test('there is none of nothing, nor of what is no share', () => {
    expect([wilson(0, 0, 0.95), wilson(2, 1, 0.95)]).toEqual([null, null]);
  });
});

// Newcombe 1998, Statistics in Medicine 17:873, table II, method 10.
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [0, 10, 0, 10, -0.2775, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
])('Newcombe: %i/%i less %i/%i: %f to %f', (a, m, b, n, low, high) => {
  expectAbout(newcombe({ successes: a, trials: m }, { successes: b, trials: n }, 0.95), low, high, 4);
  expect(newcombe({ successes: 0, trials: 0 }, { successes: b, trials: n }, 0.95)).toBeNull();
});

describe('net promoter score', () => {
  // METRICS.md 1.5, 3.3 and 3.4: promoters, detractors and answers; centre, margin, and the clipped interval.
  test.each([
    [162, 54, 324, 25.22, 41.45],
    [9, 2, 11, 18.05, 100],
    [5, 0, 5, 62.5 - 45.01, 100],
    [0, 5, 5, -100, 45.01 - 62.5],
    [2, 3, 7, -14.29 - 61.71, -14.29 + 61.71],
    [1, 3, 6, -33.33 - 59.64, -33.33 + 59.64],
    [3, 3, 8, -60.01, 60.01],
    // All passive: three pseudo-answers of eight, SE 100 x sqrt(1.5/8/8).
    [0, 0, 5, -30.01, 30.01],
  ])('%i promoters and %i detractors of %i: %f to %f', (up, down, count, low, high) => {
    const interval = netInterval({ up, down, count }, 0.95);
    expect(Math.abs((interval?.low ?? NaN) - low)).toBeLessThan(0.011);
    expect(Math.abs((interval?.high ?? NaN) - high)).toBeLessThan(0.011);
  });

  // METRICS.md 1.5: 50/30/20 against 45/27/28 of 100: +13, SE 11.45, not significant.
  test('the difference of two', () => {
    const [a, b] = [
      { up: 50, down: 20, count: 100 },
      { up: 45, down: 28, count: 100 },
    ];
    const margin = 1.959964 * 11.45;
    const found = netDifference(a, b, 0.95);
    expect(Math.abs((found?.low ?? NaN) - (13 - margin))).toBeLessThan(0.01);
    expect(Math.abs((found?.high ?? NaN) - (13 + margin))).toBeLessThan(0.01);
    const nobody = { up: 0, down: 0, count: 0 };
    expect([netInterval(nobody, 0.95), netDifference(a, nobody, 0.95), netDifference(nobody, a, 0.95)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

test.each([
  [0.8, 1.281552],
  [0.9, 1.644854],
  [0.95, 1.959964],
  [0.99, 2.575829],
])('confidence %f: z is %f', (confidence, z) => {
  expect(zOf(confidence)).toBeCloseTo(z, 6);
});

test('other levels are refused', () => {
  expect(() => zOf(0.5)).toThrow(new RangeError('confidence must be one of 0.8, 0.9, 0.95, 0.99'));
});

describe('bootstrap', () => {
  /** Customers whose MRR at the end is 0, 50, 100 or 130 % of what it was. */
  const columns = (units: number, shift = 0): [Float64Array, Float64Array] => {
    const whole = Float64Array.from({ length: units }, (_, i) => 1000 + ((i * 37) % 101) * 90);
    const part = whole.map((each, i) => Math.round(each * ([1, 1, 0.5, 1.3, 0, 1, 1][(i + shift) % 7] ?? 1)));
    return [part, whole];
  };
  const ratioOf = ([part, whole]: [Float64Array, Float64Array]) =>
    part.reduce((a, b) => a + b, 0) / whole.reduce((a, b) => a + b, 0);

  test('the same units give the same interval', () => {
    expect(bootstrapRatio(columns(100), 0.95)).toEqual(bootstrapRatio(columns(100), 0.95));
  });

  test('there is none under 20 units', () => {
    expect(bootstrapRatio(columns(19), 0.95)).toBeNull();
    expect(bootstrapRatio(columns(20), 0.95)).not.toBeNull();
    expect(bootstrapRatio([], 0.95)).toBeNull();
  });

  test('it holds the value, and narrows with more units and less confidence', () => {
    const widths = [20, 100, 500, 2001, 20_000].map((units) => {
      const { low, high } = bootstrapRatio(columns(units), 0.95) ?? { low: NaN, high: NaN };
      expect(low).toBeLessThan(ratioOf(columns(units)));
      expect(high).toBeGreaterThan(ratioOf(columns(units)));
      return high - low;
    });
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    const narrow = bootstrapRatio(columns(100), 0.8);
    expect((narrow?.high ?? NaN) - (narrow?.low ?? NaN)).toBeLessThan(widths[1] ?? NaN);
  });

  // Above 2,000 units the linearised interval stands in (METRICS.md 1.5).
  test.each([
    ['of a ratio', columns(2000), columns(2001)],
    ['of a difference', [...columns(2000), ...columns(2000, 1)], [...columns(2001), ...columns(2001, 1)]],
  ])('%s: 2,000 units and 2,001 are hardly apart', (_, below, above) => {
    const [a, b] = [bootstrapRatio(below, 0.95), bootstrapRatio(above, 0.95)];
    const tenth = ((a?.high ?? NaN) - (a?.low ?? NaN)) / 10;
    expect(Math.abs((a?.low ?? NaN) - (b?.low ?? NaN))).toBeLessThan(tenth);
    expect(Math.abs((a?.high ?? NaN) - (b?.high ?? NaN))).toBeLessThan(tenth);
  });

  // Cochran 1977, 6.4: the variance of a ratio of sums is that of the mean of part - ratio x whole.
  test('above 2,000 units it is the value and 1.96 of its linearised standard errors', () => {
    const [part, whole] = columns(3000);
    const ratio = ratioOf([part, whole]);
    const squares = part.reduce((sum, each, i) => sum + (each - ratio * (whole[i] ?? 0)) ** 2, 0);
    const total = whole.reduce((a, b) => a + b, 0);
    const margin = (zOf(0.95) * Math.sqrt((squares / 2999) * 3000)) / total;
    expectAbout(bootstrapRatio([part, whole], 0.95), ratio - margin, ratio + margin, 12);
  });

  test.each([20, 2500])('the difference is paired: %i units that did not change differ by nothing', (units) => {
    expectAbout(bootstrapRatio([...columns(units), ...columns(units)], 0.95), 0, 0, 12);
  });

  test('all units alike have no interval, and no verdict on either side; nor has nothing to divide by', () => {
    const same = Float64Array.from({ length: 30 }, () => 5);
    const nothing = new Float64Array(30);
    const [, whole] = columns(30);
    const thrice = whole.map((each) => each * 3);
    expect(bootstrapRatio([same, same], 0.95)).toBeNull();
    expect(bootstrapRatio([nothing, same], 0.95)).toBeNull();
    expect(bootstrapRatio([whole, thrice], 0.95)).toBeNull();
    expect(bootstrapRatio([...columns(30), same, same], 0.95)).toBeNull();
    expect(bootstrapRatio([same, same, ...columns(30)], 0.95)).toBeNull();
    const many = new Float64Array(3000).fill(5);
    expect(bootstrapRatio([many, many], 0.95)).toBeNull();
    const oneLess = Float64Array.from(same, (each, i) => (i === 7 ? 0 : each));
    const { low, high } = bootstrapRatio([oneLess, same], 0.95) ?? { low: NaN, high: NaN };
    expect(high).toBeGreaterThan(low);
    expect(bootstrapRatio([same, nothing], 0.95)).toBeNull();
    expect(bootstrapRatio([same, same, same, nothing], 0.95)).toBeNull();
    expect(bootstrapRatio([new Float64Array(3000), new Float64Array(3000)], 0.95)).toBeNull();
  });
});
