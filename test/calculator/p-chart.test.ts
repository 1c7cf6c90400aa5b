import { describe, expect, test } from 'vitest';
import { type Lot, pChart, shareLimits } from '../../src/calculator/p-chart.ts';

const lots = (n: number, ...hits: readonly number[]): Lot[] => hits.map((k) => ({ n, k }));
const EIGHT = [32, 33, 32, 31, 32, 33, 32, 31];

describe('limits', () => {
  // METRICS.md 7.5 [PCH]: n 40, p 0.80.
  test('of 40 at 80 % are 0.6103 and 0.9897', () => {
    const { low, high } = shareLimits(0.8, 40) ?? { low: NaN, high: NaN };
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.6103', '0.9897']);
    const chart = pChart(lots(40, ...EIGHT));
    expect(chart).toMatchObject({ centre: 0.8, isPrime: false });
    expect(chart?.limits(40)).toEqual({ low, high });
  });

  test.each([
    [0.01, 40, 0, 0.0572],
    [0.99, 40, 0.9428, 1],
    [0.5, 1, 0, 1],
    [0.5, 36, 0.25, 0.75],
  ])('%f of %i stay within 0 and 1', (centre, n, low, high) => {
    const found = shareLimits(centre, n);
    expect(found?.low).toBeCloseTo(low, 4);
    expect(found?.high).toBeCloseTo(high, 4);
  });

  test('of no cases there are none', () => {
    expect(shareLimits(0.5, 0)).toBeNull();
    expect(pChart(lots(40, ...EIGHT))?.limits(0)).toBeNull();
  });
});

describe("Laney's p'", () => {
  // By hand: centre 0.3, sigma 0.0458, z is -2.1822 and 2.1822 in turn, so every range is 4.3644.
  test('20 and 40 of 100 in turn move more than counts do', () => {
    const chart = pChart(lots(100, 20, 40, 20, 40, 20, 40, 20, 40));
    expect(chart).toMatchObject({ centre: 0.3, isPrime: true });
    expect(chart?.sigmaZ).toBeCloseTo(4.3644 / 1.128, 4);
    expect(chart?.limits(100)).toEqual({ low: 0, high: expect.closeTo(0.3 + 3 * 0.0458258 * 3.8691, 4) as number });
    expect(chart?.limits(10_000)?.low).toBeCloseTo(0.3 - 3 * 0.00458258 * 3.8691, 5);
  });

  test('goes by the order of time: two levels with one step between them move little', () => {
    const step = pChart(lots(100, 20, 20, 20, 20, 40, 40, 40, 40));
    expect(step?.sigmaZ).toBeCloseTo(4.3644 / 7 / 1.128, 4);
    expect(step).toMatchObject({ centre: 0.3, isPrime: false });
    // Never narrower than the p-chart.
    expect(step?.limits(100)).toEqual(shareLimits(0.3, 100));
  });

  test('of periods of different size each has its own standard error', () => {
    const chart = pChart([...lots(100, 20, 20, 20, 20), ...lots(400, 80, 80, 80, 80)]);
    expect(chart).toMatchObject({ centre: 0.2, sigmaZ: 0 });
    expect(chart?.limits(400)).toEqual({
      low: expect.closeTo(0.14, 12) as number,
      high: expect.closeTo(0.26, 12) as number,
    });
  });
});

describe('says nothing', () => {
  test.each<[string, readonly Lot[], boolean]>([
    ['eight periods', lots(40, ...EIGHT), true],
    ['seven', lots(40, ...EIGHT.slice(1)), false],
    ['eight, one of them without cases', [...lots(40, ...EIGHT.slice(1)), { n: 0, k: 0 }], false],
    ['nine, one of them without cases', [...lots(40, ...EIGHT), { n: 0, k: 0 }], true],
    ['none', [], false],
    ['never a hit', lots(40, ...EIGHT.map(() => 0)), false],
    ['hits only', lots(40, ...EIGHT.map(() => 40)), false],
  ])('%s: %s', (_, periods, isSaid) => {
    expect(pChart(periods) !== null).toBe(isSaid);
  });
});
