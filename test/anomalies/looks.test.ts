import { describe, expect, test } from 'vitest';
import { type Found, type Look, PLAIN, told, weighed } from '../../src/anomalies/anomaly.ts';
import { repLooks, themeLook } from '../../src/anomalies/groups.ts';
import { amountLook, shareLook } from '../../src/anomalies/periods.ts';
import { dice } from '../../src/calculator/random.ts';

const about = { metric: 'csat', method: null, currency: null, rows: [], title: 'CSAT', period: '2024-07' };
const lots = (n: number, ...hits: readonly number[]) => hits.map((k) => ({ n, k }));
const EIGHT = [32, 33, 32, 31, 32, 33, 32, 31];

describe('a share', () => {
  const of = (k: number, before = lots(40, ...EIGHT)) => shareLook({ ...about, now: { n: 40, k }, before });

  // METRICS.md 7.5: n 40, p 0.80: 0.6103 to 0.9897, which is 24.4 to 39.6 of 40.
  test.each([
    [24, true],
    [25, false],
    [32, false],
    [39, false],
    [40, true],
  ])('%i of 40 where 80 %% is usual: %s', (k, isFound) => {
    expect(of(k)?.found !== null).toBe(isFound);
  });

  test('seven periods before it say nothing, nor do those that are all alike', () => {
    expect(of(0, lots(40, ...EIGHT.slice(1)))).toBeNull();
    expect(of(0, lots(40, 40, 40, 40, 40, 40, 40, 40, 40))).toBeNull();
    expect(shareLook({ ...about, now: { n: 0, k: 0 }, before: lots(40, ...EIGHT) })).toBeNull();
  });

  test('it says what is usual, and how often chance goes so far: by few cases, by the exact tail', () => {
    const look = of(24);
    expect(look?.found).toMatchObject({ value: 0.6, baseline: 0.8, n: 40, low: expect.closeTo(0.6103, 4) as number });
    expect(look?.found?.message).toBe(
      'CSAT: 60.0 % of 40 in 2024-07; usual is 61.0 % to 99.0 % by the 8 periods before, 80.0 % in all of them',
    );
    // Normal: 0.0016. R: 2 * pbinom(24, 40, 0.8) is more.
    expect(look?.p).toBeCloseTo(0.0058, 3);
  });
});

describe('an amount', () => {
  const usual = [8, 9, 10, 11, 12, 9, 10, 11];
  const of = (now: number, before: readonly number[] = usual) =>
    amountLook({ ...about, unit: 'count', now, n: now, before, decimals: 0 });

  // The median is 10 and the MAD 1: 3.5 / 0.6745 is 5.19.
  test.each([
    [15, false],
    [16, true],
    [5, false],
    [4, true],
  ])('%i where 10 is usual: %s', (now, isFound) => {
    expect(of(now)?.found !== null).toBe(isFound);
  });

  test('seven periods say nothing, nor do those of which half are alike', () => {
    expect(of(99, usual.slice(1))).toBeNull();
    expect(of(99, [5, 5, 5, 5, 5, 9, 1, 2])).toBeNull();
  });

  test('money is told in major units with its currency, and no limit is below 0', () => {
    const before = usual.map((value) => value * 100);
    const look = amountLook({ ...about, currency: 'USD', unit: 'money', now: 5000, n: 3, before, decimals: 2 });
    expect(look?.found).toMatchObject({ value: 5000, baseline: 1000, n: 3 });
    expect(look?.found?.message).toMatch(/50\.00 USD in 2024-07; usual is 4\.81 USD to 15\.19 USD/);
    expect(of(900, [1, 5, 9, 30, 2, 7, 14, 3])?.found?.low).toBe(0);
  });
});

describe('a theme', () => {
  const of = (k: number, n: number, before: readonly [number, number]) =>
    themeLook({ theme: 'speed', now: { k, n }, before: { k: before[0], n: before[1] }, rows: [] }, '2024-07');

  test.each([
    [5, 20, [10, 200], true],
    // Four comments are no finding, be the share as it may.
    [4, 12, [2, 200], false],
    [3, 30, [20, 200], false],
    // One that is gone, of which five or more were to be expected.
    [0, 50, [40, 200], true],
    [0, 20, [40, 200], false],
  ] as const)('%i of %i after %j: %s', (k, n, before, isFound) => {
    expect(of(k, n, before)?.found !== null).toBe(isFound);
  });

  test('nothing is compared where nothing was written, or nobody ever said it', () => {
    expect(of(5, 20, [0, 0])).toBeNull();
    expect(of(0, 20, [0, 200])).toBeNull();
  });
});

describe('reps', () => {
  const named = (rep: string): boolean => rep !== '(none)';
  const of = (...cases: readonly (readonly [string, number, number])[]) =>
    repLooks(
      { metric: 'fcr', title: 'FCR', period: '2024-07' },
      cases.map(([rep, k, n]) => ({ rep, k, n, rows: [] })),
      named,
    );
  const outside = (looks: readonly Look[]) => looks.flatMap(({ found }) => found?.group ?? []);

  test('one far from all is found, and only that', () => {
    expect(outside(of(['a', 80, 100], ['b', 78, 100], ['c', 40, 100], ['d', 79, 100], ['e', 81, 100]))).toEqual(['c']);
  });

  test.each([
    [
      'two reps are not compared',
      [
        ['a', 90, 100],
        ['b', 10, 100],
      ],
      0,
    ],
    [
      'books under five are not',
      [
        ['a', 90, 100],
        ['b', 10, 100],
        ['c', 0, 4],
      ],
      0,
    ],
    [
      'five are',
      [
        ['a', 90, 100],
        ['b', 10, 100],
        ['c', 0, 5],
      ],
      3,
    ],
    [
      'nobody is no rep',
      [
        ['a', 90, 100],
        ['b', 10, 100],
        ['(none)', 0, 50],
      ],
      0,
    ],
    [
      'all alike say nothing',
      [
        ['a', 9, 9],
        ['b', 9, 9],
        ['c', 9, 9],
      ],
      0,
    ],
  ] as const)('%s', (_, cases, tests) => {
    expect(of(...cases)).toHaveLength(tests);
  });
});

describe('many looks', () => {
  const found: Found = { ...PLAIN, kind: 'share_out_of_limits', n: 1, message: 'x', rows: [] };

  test('of forty, one beyond its limits could be chance; of ten it is a finding', () => {
    const looks = (count: number): Look[] => [
      { p: 0.0027, found },
      ...Array.from({ length: count - 1 }, () => ({ p: 0.6, found: null })),
    ];
    expect(weighed('rep', looks(40))).toEqual({ anomalies: [], tests: 40, couldBeChance: 1 });
    expect(weighed('rep', looks(10))).toMatchObject({
      anomalies: [{ level: 'rep', p: 0.0027, q: expect.closeTo(0.027, 12) as number }],
      couldBeChance: 0,
    });
  });

  test('rules that are no tests have no p, and come by kind and id whatever the order of rows', () => {
    const of = (kind: string, customer: string): Found => ({ ...found, kind, customer });
    const all = [of('score_rise', 'a'), of('silent', 'b'), of('first_detractor', 'c'), of('silent', 'a')];
    const names = (some: readonly Found[]) =>
      told('customer', some).anomalies.map(({ kind, customer, q }) => `${kind} ${customer} ${q}`);
    expect(names(all)).toEqual(['first_detractor c null', 'silent a null', 'silent b null', 'score_rise a null']);
    expect(names(all.toReversed())).toEqual(names(all));
  });
});

describe('quiet data', () => {
  // Each seed is a company of nothing but chance: 7 shares, 7 numbers, 12 themes and 8 reps.
  const SEEDS = 20;
  const company = (seed: number) => {
    const roll = dice(seed * 7919);
    const next = (): number => roll(1_000_000) / 1_000_000;
    const hits = (n: number, share: number): number => Array.from({ length: n }, next).filter((x) => x < share).length;
    const lot = (n: number, share: number) => ({ n, k: hits(n, share) });
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const shares = [0.5, 0.2, 0.8, 0.7, 0.3, 0.7, 0.03].map((share) =>
      shareLook({ ...about, now: lot(60, share), before: Array.from({ length: 18 }, () => lot(60, share)) }),
    );
    const amounts = Array.from({ length: 7 }, () => {
      const before = Array.from({ length: 18 }, () => 100 + 10 * normal());
      return amountLook({ ...about, unit: 'count', now: 100 + 10 * normal(), n: 9, before, decimals: 0 });
    });
    const themes = Array.from({ length: 12 }, (_, i) => {
      const share = 0.02 * (i + 1);
      return themeLook({ theme: `t${i}`, now: lot(60, share), before: lot(800, share), rows: [] }, '2024-07');
    });
    const reps = Array.from({ length: 8 }, (_, i) => ({ rep: `r${i}`, ...lot(30, 0.1), rows: [] }));
    return {
      period: weighed(
        'period',
        [...shares, ...amounts].filter((each) => each !== null),
      ),
      theme: weighed(
        'theme',
        themes.filter((each) => each !== null),
      ),
      rep: weighed(
        'rep',
        repLooks({ metric: 'fcr', title: 'FCR', period: '2024-07' }, reps, () => true),
      ),
    };
  };

  test('of 60 families of tests no more than one in twenty finds anything', () => {
    const families = Array.from({ length: SEEDS }, (_, seed) => Object.values(company(seed + 1))).flat();
    expect(families).toHaveLength(3 * SEEDS);
    expect(families.every(({ tests }) => tests > 0)).toBe(true);
    expect(families.filter(({ anomalies }) => anomalies.length > 0).length).toBeLessThanOrEqual(3);
  });
});
