import { describe, expect, test } from 'vitest';
import { perCount, sumOfShares } from '../../src/calculator/counts.ts';
import { type Fold, ratio, rate, share } from '../../src/calculator/fold.ts';
import { meanOfMeans } from '../../src/calculator/means.ts';
import { type Contact, unrepeated } from '../../src/calculator/repeats.ts';
import { weightedIndex } from '../../src/calculator/weighted-index.ts';
import { type Weighed, weightedMean } from '../../src/calculator/weighted.ts';

// What some members of a whole add to it: `over` puts them above the line of all, `among` says what they add on both
// sides. Whoever is left adds the rest.

function stateOf<Observation, State>(fold: Fold<Observation, State>, observations: readonly Observation[]): State {
  const state = fold.start();
  for (const each of observations) fold.add(state, each);
  return state;
}

/** Some of the observations over all of them. */
function over<Observation, State>(fold: Fold<Observation, State>, some: readonly Observation[], all = some) {
  const mixed = fold.over?.(stateOf(fold, some), stateOf(fold, all));
  return mixed === undefined ? null : fold.summarise(mixed);
}

function among<Observation, State>(fold: Fold<Observation, State>, some: readonly Observation[], all = some) {
  return fold.among?.(stateOf(fold, some), stateOf(fold, all));
}

describe('over', () => {
  test('two of four hits among ten: two tenths', () => {
    const all = Array.from({ length: 10 }, (_, i) => i < 4);
    expect(over(share(), all.slice(0, 2), all)).toMatchObject({ value: 0.2, numerator: 2, denominator: 10 });
  });

  test('a hit from outside the base stands above it', () => {
    const all = [
      { unit: 0, hit: true, base: true },
      { unit: 1, hit: false, base: true },
      { unit: 2, hit: true, base: false },
    ];
    expect(over(rate(), all.slice(2), all)).toMatchObject({ value: 0.5, numerator: 1, denominator: 2 });
  });

  test('sums: the part of some over the whole of all', () => {
    const all = [
      { unit: 0, part: 90, whole: 100 },
      { unit: 1, part: 0, whole: 300 },
    ];
    expect(over(ratio(), all.slice(0, 1), all)).toMatchObject({ value: 90 / 400, numerator: 90, denominator: 400 });
  });

  test('counts, and the steps of a period', () => {
    const counted = [
      { above: 1, below: 2, base: true },
      { above: 3, below: 2, base: true },
    ];
    expect(over(perCount(), counted.slice(0, 1), counted)).toMatchObject({ value: 0.25, n: 2 });
    const steps = [
      { there: [1, 2], gone: [2], base: true },
      { there: [1, 2], gone: [], base: true },
    ];
    expect(over(sumOfShares(), steps.slice(0, 1), steps)).toMatchObject({ value: 0.5, n: 2 });
  });
});

describe('among', () => {
  test('counts, and the steps of a period: below the line once', () => {
    expect(among(perCount(), [{ above: 1, below: 2, base: true }])).toEqual({ numerator: 1, denominator: 2 });
    expect(among(sumOfShares(), [{ there: [1, 2], gone: [2], base: true }])).toEqual({ numerator: 1, denominator: 1 });
    expect(among(sumOfShares(), [{ there: [], gone: [], base: false }])).toEqual({ numerator: 0, denominator: 0 });
  });

  test('an answer is as large a part of its unit as the unit has answers', () => {
    const all = [
      { unit: 'a', value: 1 },
      { unit: 'a', value: -1 },
      { unit: 'b', value: 1 },
    ];
    expect(among(meanOfMeans(100), all.slice(0, 1), all)).toEqual({ numerator: 0.5, denominator: 0.5 });
    expect(among(meanOfMeans(100), all.slice(0, 1), all.slice(2))).toEqual({ numerator: 1, denominator: 1 });
  });

  test('contacts: followed ones are told by those of others', () => {
    const contact = (id: string, day: number, isSolved = true): Contact => ({
      key: 'login',
      id,
      at: day,
      day,
      until: day + 7,
      isOwn: true,
      isSolved,
    });
    const all = [contact('a', 1), contact('b', 5), contact('c', 20, false)];
    expect(among(unrepeated(), all.slice(0, 1), all)).toEqual({ numerator: 0, denominator: 1 });
    expect(among(unrepeated(), all.slice(1, 2), all)).toEqual({ numerator: 1, denominator: 1 });
    expect(among(unrepeated(), all, all)).toEqual({ numerator: 1, denominator: 3 });
    expect(among(unrepeated(), [{ ...contact('d', 1), key: 'other' }], all)).toEqual({ numerator: 0, denominator: 0 });
  });

  test('answers to the questions of an index', () => {
    const asked = (question: string, part: number) => ({ question, weight: 1, unit: 'p', part, of: 4 });
    expect(among(weightedIndex(2), [asked('a', 1), asked('b', 3), asked('b', 4)])).toEqual({
      numerator: 2,
      denominator: 3,
    });
  });
});

describe('a mean by weight', () => {
  const weighed = (unit: number, value: number, weight: number, currency = 'USD'): Weighed => ({
    unit,
    value,
    weight,
    currencies: [currency],
    scale: 100,
  });
  const fold = weightedMean(100);
  const summary = (...all: Weighed[]) => fold.summarise(stateOf(fold, all));
  /** Thirty customers of one weight, of whom so many are up and the others down. */
  const thirty = (up: number, from = 0) =>
    Array.from({ length: 30 }, (_, i) => weighed(from + i, i < up ? 1 : -1, 500));

  test('each unit by its own mean: 3/4 up and 1/4 split is 75', () => {
    expect(summary(weighed(1, 1, 300), weighed(2, 1, 100), weighed(2, -1, 100))).toEqual({
      value: 75,
      numerator: 3,
      denominator: 4,
      n: 2,
      reason: null,
    });
  });

  test('nobody, and several currencies: null', () => {
    expect(summary()).toMatchObject({ value: null, n: 0, reason: 'no_data' });
    expect(summary(weighed(1, 1, 300), weighed(2, 1, 300, 'EUR'))).toMatchObject({
      value: null,
      n: 2,
      reason: 'several_currencies',
    });
  });

  test('what is merged is as if added', () => {
    const into = stateOf(fold, [weighed(1, 1, 300), weighed(2, 1, 100)]);
    fold.merge(into, stateOf(fold, [weighed(2, -1, 100)]));
    expect(fold.summarise(into)).toEqual(summary(weighed(1, 1, 300), weighed(2, 1, 100), weighed(2, -1, 100)));
  });

  test('its interval holds it and ends at 100; under 20 there is none', () => {
    const found = fold.interval?.(stateOf(fold, thirty(24)), 0.95);
    expect(found?.low).toBeGreaterThan(0);
    expect(found?.low).toBeLessThan(60);
    expect(found?.high).toBeGreaterThan(60);
    expect(found?.high).toBeLessThanOrEqual(100);
    expect(fold.interval?.(stateOf(fold, thirty(24).slice(0, 19)), 0.95)).toBeNull();
  });

  test('a difference is of the same and of other customers, in one currency, of 20 or more', () => {
    const difference = (now: readonly Weighed[], before: readonly Weighed[]) =>
      fold.difference?.(stateOf(fold, now), stateOf(fold, before), 0.95);
    const found = difference(thirty(28), thirty(5, 15));
    expect(found?.low).toBeGreaterThan(0);
    expect(found?.high).toBeLessThanOrEqual(200);
    expect(difference(thirty(28), thirty(5).slice(11))).toBeNull();
    expect(
      difference(
        thirty(28),
        thirty(5).map((each) => Object.assign({}, each, { currencies: ['EUR'] })),
      ),
    ).toBeNull();
  });

  test('among: by the answers of its unit', () => {
    const all = [weighed(1, 1, 300), weighed(1, -1, 300), weighed(2, 1, 100)];
    expect(among(fold, all.slice(0, 1), all)).toEqual({ numerator: 1.5, denominator: 1.5 });
    expect(among(fold, all.slice(0, 1), all.slice(2))).toEqual({ numerator: 3, denominator: 3 });
  });
});
