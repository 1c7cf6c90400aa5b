import { describe, expect, test } from 'vitest';
import { bootstrapSums } from '../../src/calculator/bootstrap-sums.ts';
import { bootstrapRatio, LARGEST } from '../../src/calculator/bootstrap.ts';
import { chanceOfHits, chanceOfT } from '../../src/calculator/chance.ts';
import { collect } from '../../src/calculator/collect.ts';
import { errorOfLog } from '../../src/calculator/models/linearised.ts';
import { fitLogistic, type Logistic, logOdds } from '../../src/calculator/models/logistic.ts';
import { renewalLikelihoods } from '../../src/calculator/models/shifted-beta-geometric.ts';
import { inPaceWith } from '../../src/calculator/period.ts';
import { minimiseFrom } from '../../src/calculator/models/nelder-mead.ts';
import { sumOfShares } from '../../src/calculator/counts.ts';
import { type Fold, ratio } from '../../src/calculator/fold.ts';
import { meanScore, type Scored } from '../../src/calculator/means.ts';
import { format } from '../../src/calculator/unit.ts';
import { weightedIndex } from '../../src/calculator/weighted-index.ts';
import { period } from './support.ts';

// Where there is nothing to lean on: the last lines of functions that work out an interval, a fit or a chance.

describe('intervals of what is worked out from sums', () => {
  const rows = (count: number, of: (i: number) => readonly number[]) =>
    Array.from({ length: count }, (_, i) => Float64Array.from(of(i)));
  const quotient = ([over = 0, under = 0]: Float64Array) => (under === 0 ? null : over / under);

  test('none where fewer than half of the draws have a value', () => {
    // One in thirty has a divisor: it is drawn in 64 of 100 draws; under a statistic that asks for two of it, in few.
    const rare = (sums: Float64Array) => (sums[1]! < 3 ? null : sums[0]! / sums[1]!);
    expect(
      bootstrapSums(
        rows(30, (i) => [i + 1, i === 0 ? 1 : 0]),
        rare,
        0.95,
      ),
    ).toBeNull();
  });

  test('draws without a number count as without a value', () => {
    expect(
      bootstrapSums(
        rows(30, (i) => [i, 1]),
        () => NaN,
        0.95,
      ),
    ).toBeNull();
  });

  test('none where all units are alike, no upper end where divisors run out', () => {
    expect(
      bootstrapSums(
        rows(30, () => [3, 1]),
        quotient,
        0.95,
      ),
    ).toBeNull();
    const endless = ([over = 0, under = 0]: Float64Array) => (under === 0 ? Infinity : over / under);
    const found = bootstrapSums(
      rows(30, (i) => [100 + i, i < 2 ? 1 : 0]),
      endless,
      0.95,
    );
    expect(found?.low).toBeGreaterThan(0);
    expect(found?.high).toBeNull();
  });

  test('of more than 2000 the interval of the logarithm, and none where one unit is all there is to divide by', () => {
    const many = LARGEST + 1;
    const found = bootstrapSums(
      rows(many, (i) => [100 + (i % 7), 1 + (i % 2)]),
      quotient,
      0.95,
    );
    const whole = quotient(
      rows(many, (i) => [100 + (i % 7), 1 + (i % 2)]).reduce((sum, row) => sum.map((x, j) => x + row[j]!)),
    )!;
    expect(Math.log(whole) - Math.log(found!.low)).toBeCloseTo(Math.log(found!.high!) - Math.log(whole), 9);
    expect(
      bootstrapSums(
        rows(many, (i) => [100, i === 0 ? 1 : 0]),
        quotient,
        0.95,
      ),
    ).toBeNull();
    expect(
      bootstrapSums(
        rows(many, () => [100, 0]),
        quotient,
        0.95,
      ),
    ).toBeNull();
  });

  test('a ratio of more than 2000 units over nothing has none', () => {
    const nothing = new Float64Array(LARGEST + 1);
    expect(bootstrapRatio([nothing.map((_, i) => i), nothing], 0.95)).toBeNull();
  });
});

describe('chance', () => {
  test('what is certain either way is met or is not', () => {
    expect([chanceOfHits({ k: 0, n: 9 }, 0), chanceOfHits({ k: 1, n: 9 }, 0)]).toEqual([1, 0]);
    expect([chanceOfHits({ k: 9, n: 9 }, 1), chanceOfHits({ k: 8, n: 9 }, 1)]).toEqual([1, 0]);
  });
  test('no t at all is no surprise, an endless one is', () => {
    expect(chanceOfT(0, 5)).toBe(1);
    expect(chanceOfT(Infinity, 5)).toBe(0);
  });
  // R: 2 * pt(-2.570582, 5) = 0.05; binom.test-like doubled tail of 0 of 10 at 1/2: 2 / 1024.
  test('known values', () => {
    expect(chanceOfT(2.5705818356363, 5)).toBeCloseTo(0.05, 9);
    expect(chanceOfHits({ k: 0, n: 10 }, 0.5)).toBeCloseTo(2 / 1024, 12);
  });
});

describe('what is collected', () => {
  const fold = collect<{ readonly unit: number; readonly value: number }>(
    (all) => ({ value: all.length, numerator: null, denominator: null, n: all.length, reason: null }),
    (all, point) => ({ low: all.length - 1, high: (point.value ?? 0) + 1 }),
  );
  test('has an interval with its point at hand or without; nothing has none', () => {
    const state = fold.start();
    expect(fold.interval?.(state, 0.95)).toBeNull();
    fold.add(state, { unit: 2, value: 1 });
    expect(fold.interval?.(state, 0.95)).toEqual({ low: 0, high: 2 });
    expect(fold.interval?.(state, 0.95, { ...fold.summarise(state), value: 9 })).toEqual({ low: 0, high: 10 });
  });
  test('without one there is none to ask for', () => {
    expect(collect(() => fold.summarise(fold.start())).interval).toBeUndefined();
  });
});

describe('models', () => {
  test('no error where the likelihood has no peak, or nothing depends on it', () => {
    const own = Float64Array.from([0.1, -0.1, 0.2]);
    const flat = { at: [0], likelihoods: () => new Float64Array(3), told: () => 0, own };
    expect(errorOfLog(flat)).toBeNull();
    const peak = {
      ...flat,
      likelihoods: ([a = 0]: readonly number[]) => Float64Array.from([1, 2, 3], (x) => -x * a * a),
    };
    expect(errorOfLog({ ...peak, own: new Float64Array(3) })).toBeNull();
    expect(errorOfLog({ ...peak, told: ([a = 0]) => a })).toBeGreaterThan(0);
  });

  test('a bent valley is gone down from where a simplex stops (Rosenbrock 1960)', () => {
    const rosenbrock = ([x = 0, y = 0]: readonly number[]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    const found = minimiseFrom(rosenbrock, [[-1.2, 1]]);
    expect(found.at.map((each) => Number(each.toFixed(3)))).toEqual([1, 1]);
    // Steps too small to be told from noise end nowhere: the best of many rounds is taken.
    let calls = 0;
    expect(minimiseFrom(([x = 0]) => x * x - 1e-3 * ++calls, [[1]]).value).toBeLessThan(0);
  });

  test('no cases, no fit to speak of', () => {
    expect(fitLogistic({ features: [], outcomes: [] }, 1)).toSatisfy(
      (fit: Logistic | null) => fit === null || fit.coefficients.length === 0,
    );
  });

  test('without features the odds are those of all', () => {
    const fit = fitLogistic({ features: [[], [], [], []], outcomes: [true, false, false, false] }, 1);
    expect(fit === null ? null : logOdds(fit, [])).toBeCloseTo(Math.log(1 / 3), 6);
  });

  test('who was lost before the first renewal adds nothing', () => {
    const model = { alpha: 1, beta: 1 };
    expect([...renewalLikelihoods(model, [{ lostAt: 0, due: 0 }])]).toEqual([0]);
    // S(1) = 1/2, and half of those are lost at the first renewal: P(1) = 1/2.
    expect(renewalLikelihoods(model, [{ lostAt: 1, due: 1 }])[0]).toBeCloseTo(Math.log(0.5), 12);
  });
});

describe('differences', () => {
  const stateOf = <Observation, State>(fold: Fold<Observation, State>, all: readonly Observation[]): State => {
    const state = fold.start();
    for (const each of all) fold.add(state, each);
    return state;
  };
  const scored = (scores: readonly number[], more: Partial<Scored> = {}) =>
    stateOf(
      meanScore(),
      scores.map((score) => ({ score, min: 1, max: 5, isLowGood: false, ...more })),
    );

  test('of means on one scale: with the good end up, and none across scales or directions', () => {
    const difference = (now: ReturnType<typeof scored>, before: ReturnType<typeof scored>) =>
      meanScore().difference?.(now, before, 0.95);
    const [high, low] = [
      [4, 5, 5, 4],
      [1, 2, 2, 1],
    ];
    expect(difference(scored(high), scored(low))?.low).toBeGreaterThan(0);
    const effort = { isLowGood: true };
    expect(difference(scored(high, effort), scored(low, effort))?.high).toBeLessThan(0);
    expect(difference(scored(high), scored(low, effort))).toBeNull();
    expect(difference(scored(high), scored(low, { max: 7 }))).toBeNull();
  });

  test('of ratios: units of one period alone count nothing in the other', () => {
    const units = (from: number) =>
      stateOf(
        ratio(),
        Array.from({ length: 30 }, (_, i) => ({ unit: from + i, part: i % 3, whole: 2 })),
      );
    const found = ratio().difference?.(units(0), units(15), 0.95);
    expect(found?.low).toBeLessThan(0);
    expect(found?.high).toBeGreaterThan(0);
    const fold = ratio();
    expect(fold.summarise(fold.over?.(stateOf(fold, []), units(0)) ?? units(0))).toMatchObject({ value: 0 });
  });

  test('who goes on a day nobody is known to have begun is all there were', () => {
    expect(sumOfShares().summarise(stateOf(sumOfShares(), [{ there: [], gone: [3], base: true }]))).toMatchObject({
      value: 1,
      n: 1,
    });
  });
});

test('the index has no interval where nobody of those drawn answered a question, or somebody is not known', () => {
  const fold = weightedIndex(2);
  const state = fold.start();
  for (let i = 0; i < 30; i++) {
    fold.add(state, { question: 'a', weight: 1, unit: `p${i}`, part: i % 5, of: 4 });
    if (i === 0) fold.add(state, { question: 'b', weight: 1, unit: 'p0', part: 2, of: 4 });
  }
  expect(fold.interval?.(state, 0.95)).not.toBeUndefined();
  const alone = fold.start();
  fold.merge(alone, state);
  fold.add(alone, { question: 'b', weight: 1, unit: null, part: 2, of: 4 });
  expect(fold.interval?.(alone, 0.95)).toBeNull();
});

test('a period of the same kind keeps pace with one that is not over', () => {
  const open = period('2024-07', '2024-07-10');
  expect(inPaceWith(open, period('2024-06'))).toMatchObject({ lastDay: period('2024-06-10').lastDay });
  expect(inPaceWith(open, period('2023')).label).toBe('2023');
  expect(inPaceWith(period('2024-07'), period('2024-06')).label).toBe('2024-06');
  expect(inPaceWith(period('2024-07', '2024-06-30'), period('2024-06')).label).toBe('2024-06');
});

test('hours under one have minutes in them', () => {
  expect([format.hours(0.0333, 0), format.hours(-0.5, 0), format.hours(1, 0), format.hours(17.74, 0)]).toEqual([
    '0.03 h',
    '-0.50 h',
    '1.0 h',
    '17.7 h',
  ]);
});
