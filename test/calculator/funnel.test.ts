import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { funnel } from '../../src/calculator/funnel.ts';

const of = (...pairs: readonly (readonly [hits: number, trials: number])[]) =>
  funnel(pairs.map(([hits, trials]) => ({ hits, trials })));

describe('funnel', () => {
  // METRICS.md 3.1: ana 0 of 5, ben 2 of 4. By hand: 25 / 9 / (14 / 81) ... r = 9 / 14, so m = 5 / 9.
  test('DS-1: two books too small to rank', () => {
    const { pooled, prior, groups } = of([0, 5], [2, 4]);
    expect(pooled).toBe(2 / 9);
    expect(prior).toBeCloseTo(5 / 9, 12);
    expect(groups).toEqual([
      {
        shrunken: expect.closeTo((0 + (5 / 9) * (2 / 9)) / (5 + 5 / 9), 12) as number,
        limits: { low: 0, high: expect.closeTo(2 / 9 + 3 * Math.sqrt((2 * 7) / 81 / 5), 12) as number },
        flag: 'inside',
        rank: null,
      },
      {
        shrunken: expect.closeTo((2 + (5 / 9) * (2 / 9)) / (4 + 5 / 9), 12) as number,
        limits: { low: 0, high: expect.closeTo(2 / 9 + 3 * Math.sqrt((2 * 7) / 81 / 4), 12) as number },
        flag: null,
        rank: null,
      },
    ]);
  });

  test('limits are three standard errors: 0.5 of 36 in all is 0.25 either way', () => {
    const { groups } = of([9, 36], [27, 36]);
    expect(groups.map(({ limits, flag }) => [limits, flag])).toEqual([
      [{ low: 0.25, high: 0.75 }, 'inside'],
      [{ low: 0.25, high: 0.75 }, 'inside'],
    ]);
    expect(of([8, 36], [28, 36]).groups.map(({ flag }) => flag)).toEqual(['below', 'above']);
  });

  test.each<[string, [number, number][], (number | null)[]]>([
    [
      'from the lowest up',
      [
        [9, 30],
        [1, 30],
        [20, 30],
      ],
      [2, 1, 3],
    ],
    [
      'equal ones alike',
      [
        [1, 30],
        [20, 30],
        [1, 30],
        [25, 30],
      ],
      [1, 3, 1, 4],
    ],
    [
      'fewer than five: not one of them',
      [
        [0, 4],
        [1, 30],
        [20, 30],
      ],
      [null, 1, 2],
    ],
    [
      'five are enough',
      [
        [0, 5],
        [1, 30],
        [20, 30],
      ],
      [expect.any(Number) as number, expect.any(Number) as number, 3],
    ],
    [
      'one alone is no ranking',
      [
        [0, 4],
        [20, 30],
      ],
      [null, null],
    ],
    [
      'nothing but chance between them',
      [
        [3, 30],
        [3, 30],
        [2, 30],
      ],
      [null, null, null],
    ],
    [
      'nobody has any',
      [
        [0, 0],
        [0, 0],
      ],
      [null, null],
    ],
    [
      'one has none',
      [
        [0, 0],
        [1, 30],
        [20, 30],
      ],
      [null, 1, 2],
    ],
  ])('rank: %s', (_, pairs, ranks) => {
    expect(of(...pairs).groups.map(({ rank }) => rank)).toEqual(ranks);
  });

  test('a group that has no rank is in the pooled share all the same', () => {
    const groups = [
      [1, 30],
      [20, 30],
      [29, 30],
    ].map(([hits = 0, trials = 0]) => ({ hits, trials }));
    const found = funnel(groups, (i) => i !== 2);
    expect(found.pooled).toBeCloseTo(50 / 90, 12);
    expect(found.groups.map(({ rank }) => rank)).toEqual([1, 2, null]);
  });

  test.each<[string, [number, number][], number | null, (number | null)[]]>([
    [
      'alike: drawn in whole',
      [
        [3, 30],
        [3, 30],
      ],
      null,
      [0.1, 0.1],
    ],
    [
      'nobody hit',
      [
        [0, 30],
        [0, 5],
      ],
      null,
      [0, 0],
    ],
    [
      'everybody hit',
      [
        [30, 30],
        [5, 5],
      ],
      null,
      [1, 1],
    ],
    ['one group', [[3, 30]], null, [0.1]],
    [
      'one of each: nothing is known of the spread',
      [
        [1, 1],
        [0, 1],
      ],
      null,
      [0.5, 0.5],
    ],
    [
      'all or nothing: not drawn at all',
      [
        [0, 1000],
        [1000, 1000],
      ],
      0,
      [0, 1],
    ],
    [
      'no trials',
      [
        [0, 0],
        [0, 0],
      ],
      null,
      [null, null],
    ],
  ])('prior: %s', (_, pairs, prior, shrunken) => {
    const found = of(...pairs);
    expect(found.prior).toBe(prior);
    expect(found.groups.map((group) => group.shrunken)).toEqual(shrunken);
  });

  test('whatever the groups: shares between their own and the pooled one, limits around it, ranks by them', () => {
    const group = fc.nat(60).chain((trials) => fc.tuple(fc.nat(trials), fc.constant(trials)));
    fc.assert(
      fc.property(fc.array(group, { maxLength: 8 }), (pairs) => {
        const { pooled, prior, groups } = of(...pairs);
        if (prior !== null) expect(prior).toBeGreaterThanOrEqual(0);
        for (const [i, { shrunken, limits, flag, rank }] of groups.entries()) {
          const [hits = 0, trials = 0] = pairs[i] ?? [];
          if (trials === 0 || pooled === null) {
            expect([shrunken, limits, flag, rank]).toEqual([null, null, null, null]);
            continue;
          }
          const [low, high] = [hits / trials, pooled].toSorted((a, b) => a - b);
          expect(shrunken).toBeGreaterThanOrEqual((low ?? 0) - 1e-12);
          expect(shrunken).toBeLessThanOrEqual((high ?? 1) + 1e-12);
          expect(limits?.low).toBeLessThanOrEqual(pooled);
          expect(limits?.high).toBeGreaterThanOrEqual(pooled);
          if (trials < 5) expect([flag, rank]).toEqual([null, null]);
        }
      }),
    );
  });

  // Books drawn from a beta of mean 0.2 and m = 18: with many of them the moments find m again.
  test('m is that of the books it comes from', () => {
    let seed = 7;
    const random = () => ((seed = (seed * 16807) % 2147483647) - 1) / 2147483646;
    const binomial = (n: number, p: number) => Array.from({ length: n }, random).filter((each) => each < p).length;
    // Beta(3.6, 14.4) by its order-statistics kin: a mixture of Beta(a, 18 - a), a of 3 or 4, with the same mean.
    const beta = () => {
      const a = random() < 0.4 ? 3 : 4;
      const draws = Array.from({ length: 17 }, random).toSorted((x, y) => x - y);
      return draws[a - 1] ?? 0;
    };
    const books = Array.from({ length: 4000 }, () => ({ hits: binomial(40, beta()), trials: 40 }));
    const { pooled, prior } = funnel(books);
    expect(pooled).toBeCloseTo(0.2, 1.5);
    expect(prior).toBeGreaterThan(15);
    expect(prior).toBeLessThan(21);
  });
});
