import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collect } from '../../src/calculator/collect.ts';
import { perCount, sumOfShares } from '../../src/calculator/counts.ts';
import {
  distinct,
  type Fold,
  mean,
  net,
  netShare,
  quantile,
  rate,
  ratio,
  share,
  total,
} from '../../src/calculator/fold.ts';
import { meanOfMeans, meanPortion, meanScore } from '../../src/calculator/means.ts';
import { type Contact, unrepeated } from '../../src/calculator/repeats.ts';
import { type Asked, weightedIndex } from '../../src/calculator/weighted-index.ts';

const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);
const over = (numerator: number, denominator: number) => (denominator === 0 ? null : numerator / denominator);
/** R-7 (Hyndman and Fan 1996): linear between the two order statistics around (n - 1) p. */
function r7(values: readonly number[], p: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const h = (sorted.length - 1) * p;
  const [low, high] = [sorted[Math.floor(h)], sorted[Math.ceil(h)]];
  return low === undefined || high === undefined ? null : low + (h - Math.floor(h)) * (high - low);
}

const groups = <T>(all: readonly T[], keyOf: (each: T) => string): T[][] =>
  [...new Set(all.map(keyOf))].map((key) => all.filter((each) => keyOf(each) === key));

/** A fold, what it is shown, and its value as the definition says it. Whole numbers: sums of those are exact. */
function law<T>(name: string, fold: Fold<T>, one: fc.Arbitrary<T>, naive: (all: readonly T[]) => number | null) {
  return {
    name,
    fold: fold as Fold<unknown>,
    one: one as fc.Arbitrary<unknown>,
    naive: naive as (all: readonly unknown[]) => number | null,
  };
}
const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
const unit = fc.constantFrom('a', 'b', 'c');
const asked: readonly Asked[] = [
  { unit: 'p', question: 'a', weight: 2, part: 1, of: 9 },
  { unit: 'q', question: 'a', weight: 2, part: 9, of: 9 },
  { unit: 'p', question: 'b', weight: 1, part: 3, of: 6 },
  { unit: null, question: 'b', weight: 1, part: 0, of: 9 },
];
/** Each is told apart by its place in time, so that no two are at once. */
const contact = fc
  .record({ key: unit, at: fc.nat(30_000), window: fc.nat(9), isOwn: fc.boolean(), isSolved: fc.boolean() })
  .map(({ key, at, window, isOwn, isSolved }): Contact => {
    const day = Math.floor(at / 1000);
    const id = JSON.stringify([at, window, isOwn, isSolved]);
    return { key, id, at, day, until: day + window, isOwn, isSolved };
  });
const isNext = (one: Contact, other: Contact): boolean =>
  (other.at > one.at || (other.at === one.at && other.id > one.id)) && other.day <= one.until;
const counted = fc.record({ above: fc.nat(3), below: fc.nat(3), base: fc.boolean() });
const portion = fc.constantFrom(1, 4, 6, 9).chain((of) => fc.record({ part: fc.nat(of), of: fc.constant(of) }));
/** Who goes in a step was there at its beginning. */
const stepwise = fc
  .record({ there: fc.uniqueArray(fc.nat(4)), stays: fc.nat(4), base: fc.boolean() })
  .map(({ there, stays, base }) => ({ there, gone: there.filter((step) => step > stays), base }));
/** A unit is observed once: to be shown it again tells nothing new. */
const once = fc.nat(9).map((unit) => ({ unit, value: 7 * unit - 20 }));
const sumOfUnits = collect<{ readonly unit: number; readonly value: number }>((all) => {
  const value = sum(all.map((each) => each.value));
  return { value, numerator: null, denominator: null, n: all.length, reason: null };
});
const parts = fc.record({ unit: fc.nat(15), part: fc.nat(1000), whole: fc.nat(1000) });

describe.each([
  law('share', share(), fc.boolean(), (all) => over(all.filter(Boolean).length, all.length)),
  law('rate', rate(), fc.record({ unit: fc.nat(9), hit: fc.boolean(), base: fc.boolean() }), (all) =>
    over(all.filter(({ hit }) => hit).length, all.filter(({ base }) => base).length),
  ),
  law('net', net(), fc.constantFrom(-1 as const, 0 as const, 1 as const), (all) => over(100 * sum(all), all.length)),
  law('mean', mean(), cents, (all) => over(sum(all), all.length)),
  law('median', quantile(0.5), cents, (all) => r7(all, 0.5)),
  law('90th percentile', quantile(0.9), cents, (all) => r7(all, 0.9)),
  law('total', total(), cents, sum),
  law('ratio', ratio(), parts, (all) => over(sum(all.map(({ part }) => part)), sum(all.map(({ whole }) => whole)))),
  law('netShare', netShare(), fc.constantFrom(-1 as const, 0 as const, 1 as const), (all) =>
    over(sum(all), all.length),
  ),
  law(
    'meanScore',
    meanScore(),
    fc.integer({ min: 1, max: 7 }).map((score) => ({ score, min: 1, max: 7, isLowGood: false })),
    (all) => over(sum(all.map(({ score }) => score)), all.length),
  ),
  law('meanPortion', meanPortion(), portion, (all) => over(sum(all.map(({ part, of }) => part / of)), all.length)),
  law('meanOfMeans', meanOfMeans(100), fc.record({ unit, value: fc.constantFrom(-1, 0, 1) }), (all) => {
    const means = groups(all, (each) => each.unit).map((own) => sum(own.map(({ value }) => value)) / own.length);
    return over(100 * sum(means), means.length);
  }),
  law('weightedIndex', weightedIndex(2), fc.constantFrom(...asked), (all) => {
    const own = groups(all, ({ question }) => question);
    const means = own.map((each) => sum(each.map(({ part, of }) => part / of)) / each.length);
    const weights = own.map(([first]) => first?.weight ?? 0);
    return own.length === 2 ? over(100 * sum(means.map((mean_, i) => mean_ * (weights[i] ?? 0))), sum(weights)) : null;
  }),
  law('unrepeated', unrepeated(), contact, (all) => {
    const own = all.filter(({ isOwn }) => isOwn);
    // Of two that are alike in all, one comes after the other: which of them changes nothing.
    const follows = (one: Contact, other: Contact) =>
      other.id === one.id ? all.indexOf(other) > all.indexOf(one) : isNext(one, other);
    const isLast = (one: Contact) => !all.some((other) => other.key === one.key && follows(one, other));
    return over(own.filter((one) => one.isSolved && isLast(one)).length, own.length);
  }),
  law('perCount', perCount(), counted, (all) =>
    all.some(({ base }) => base) ? over(sum(all.map(({ above }) => above)), sum(all.map(({ below }) => below))) : null,
  ),
  law('sumOfShares', sumOfShares(), stepwise, (all) => {
    const steps = groups(
      all.flatMap(({ there, gone }) => there.map((step) => ({ step, isGone: gone.includes(step) }))),
      ({ step }) => String(step),
    );
    const shares = steps.map((own) => own.filter(({ isGone }) => isGone).length / own.length);
    return all.some(({ base }) => base) ? sum(shares) : null;
  }),
  law('collect', sumOfUnits, once, (all) => {
    const own = groups(all, ({ unit: each }) => String(each)).flatMap(([first]) => first ?? []);
    return own.length === 0 ? null : sum(own.map(({ value }) => value));
  }),
  law('distinct', distinct(), fc.constantFrom('a', 'b', 'c', '', 'A'), (all) => new Set(all).size),
])('$name', ({ fold, one, naive }) => {
  const many = fc.array(one, { maxLength: 40 });
  const fed = (all: readonly unknown[]) => {
    const state = fold.start();
    for (const each of all) fold.add(state, each);
    return state;
  };
  const answer = (state: unknown) => ({ ...fold.summarise(state), interval: fold.interval?.(state, 0.95) ?? null });

  test('is what its definition says', () => {
    fc.assert(
      fc.property(many, (all) => {
        const { value } = answer(fed(all));
        const expected = naive(all);
        if (value === null || expected === null) expect(value).toBe(expected);
        else expect(value).toBeCloseTo(expected, 6);
      }),
    );
  });

  test('merged is the same as shown together, in any order, and the other is left as it was', () => {
    fc.assert(
      fc.property(many, many, (a, b) => {
        const [into, from] = [fed(a), fed(b)];
        fold.merge(into, from);
        expect(answer(into)).toEqual(answer(fed([...b, ...a])));
        expect(answer(from)).toEqual(answer(fed(b)));
      }),
    );
  });

  test('summarising takes nothing away', () => {
    fc.assert(
      fc.property(many, (all) => {
        const state = fed(all);
        expect(answer(state)).toEqual(answer(state));
        if (fold.difference) expect(fold.difference(state, state, 0.95)).toEqual(fold.difference(state, state, 0.95));
      }),
    );
  });

  test('its interval holds its value, its difference holds none, and both run upwards', () => {
    fc.assert(
      fc.property(many, (all) => {
        // A single answer is at the end of its scale, which the pseudo-answers of METRICS.md 1.5 do not reach.
        fc.pre(all.length !== 1);
        const { value, interval } = answer(fed(all));
        const around = fold.difference?.(fed(all), fed(all), 0.95) ?? null;
        for (const [held, range] of [
          [value ?? 0, interval],
          [0, around],
        ] as const) {
          if (range === null) continue;
          expect(range.low).toBeLessThanOrEqual(held + 1e-9);
          expect(range.high).toBeGreaterThanOrEqual(held - 1e-9);
        }
      }),
    );
  });
});

const none = { value: null, numerator: 0, denominator: 0, n: 0, reason: 'no_data' };
const plain = { numerator: null, denominator: null, n: 0 };

// METRICS.md 1.4 and 9.20: nothing is null with a reason; nothing counted, or added up, is 0.
test.each<[string, Fold<never>, object]>([
  ['share', share(), none],
  ['rate', rate(), none],
  ['net', net(), none],
  ['mean', mean(), none],
  ['ratio', ratio(), none],
  ['median', quantile(0.5), { ...plain, value: null, reason: 'no_data' }],
  ['total', total(), { ...plain, value: 0, reason: null }],
  ['perCount', perCount(), none],
  ['sumOfShares', sumOfShares(), { ...plain, value: null, reason: 'no_data' }],
  ['distinct', distinct(), { ...plain, value: 0, reason: null }],
])('%s of nothing', (_, fold, expected) => {
  expect(fold.summarise(fold.start())).toEqual(expected);
  expect(fold.interval?.(fold.start(), 0.95) ?? null).toBeNull();
  expect(fold.difference?.(fold.start(), fold.start(), 0.95) ?? null).toBeNull();
});

function summary<T>(fold: Fold<T>, ...observations: T[]) {
  const state = fold.start();
  for (const each of observations) fold.add(state, each);
  return { ...fold.summarise(state), interval: fold.interval?.(state, 0.95) ?? null };
}

test('rate: hits from outside the base count above, and cost it its interval (METRICS.md 9.21)', () => {
  const [stayed, left] = [
    { unit: 0, hit: false, base: true },
    { unit: 1, hit: true, base: true },
  ];
  const joinedAndLeft = { unit: 2, hit: true, base: false };
  expect(summary(rate(), stayed, left)).toMatchObject({ value: 0.5, numerator: 1, denominator: 2, n: 2 });
  expect(summary(rate(), stayed, left).interval).not.toBeNull();
  expect(summary(rate(), stayed, left, joinedAndLeft)).toMatchObject({ value: 1, n: 2, interval: null });
  expect(summary(rate(), left, joinedAndLeft)).toMatchObject({ value: 2, numerator: 2, denominator: 1 });
  expect(summary(rate(), joinedAndLeft)).toMatchObject({ value: null, numerator: 1, denominator: 0 });
});

test('ratio: a unit with several contributions is one unit; one without a whole is not counted', () => {
  const unit = (unit: number, part: number, whole: number) => ({ unit, part, whole });
  expect(summary(ratio(), unit(1, 5, 10), unit(1, 5, 10), unit(2, 3, 0))).toMatchObject({
    value: 13 / 20,
    numerator: 13,
    denominator: 20,
    n: 1,
  });
  expect(summary(ratio(), unit(2, 3, 0))).toMatchObject({ value: null, numerator: 3, denominator: 0, n: 0 });
});

// The order of a bootstrap's units is theirs, not that of the rows (METRICS.md 1.5).
test('ratio: with units enough for a bootstrap the order changes nothing', () => {
  const units = Array.from({ length: 25 }, (_, unit) => ({ unit, part: (unit * 7) % 11, whole: 1 + (unit % 5) }));
  const forwards = summary(ratio(), ...units);
  expect(forwards.interval).not.toBeNull();
  expect(summary(ratio(), ...units.toReversed())).toEqual(forwards);
});

test('ratio: no verdict where either side is too small for an interval', () => {
  const fold = ratio();
  const of = (size: number) => {
    const state = fold.start();
    for (let unit = 0; unit < size; unit++) fold.add(state, { unit, part: unit, whole: 1 + unit });
    return state;
  };
  const has = ([now, before]: readonly [number, number]) => fold.difference?.(of(now), of(before), 0.95) !== null;
  expect(
    (
      [
        [20, 20],
        [25, 19],
        [19, 25],
      ] as const
    ).map(has),
  ).toEqual([true, false, false]);
});

// R: quantile(1:10, 0.9) is 9.1; quantile(c(1, 2, 3, 4), 0.5) is 2.5.
test.each([
  [0.9, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 9.1],
  [0.5, [4, 1, 3, 2], 2.5],
  [0.5, [9, 100, 10], 10],
  [0.9, [7], 7],
])('quantile %f of %j is %f', (p, values, expected) => {
  expect(summary(quantile(p), ...values).value).toBeCloseTo(expected, 12);
});
