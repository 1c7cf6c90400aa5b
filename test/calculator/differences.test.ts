import { expect, test } from 'vitest';
import type { Result } from '../../src/calculator/calculate.ts';
import { compare } from '../../src/calculator/compare.ts';
import { sumOfShares } from '../../src/calculator/counts.ts';
import { type Fold, ratio } from '../../src/calculator/fold.ts';
import { meanScore, type Scored } from '../../src/calculator/means.ts';
import { type Contact, unrepeated } from '../../src/calculator/repeats.ts';

function stateOf<Observation, State>(fold: Fold<Observation, State>, observations: readonly Observation[]): State {
  const state = fold.start();
  for (const each of observations) fold.add(state, each);
  return state;
}

const answers = (scores: readonly number[], isLowGood: boolean, max = 7) =>
  stateOf(
    meanScore(),
    scores.map((score): Scored => ({ score, min: 1, max, isLowGood })),
  );

test('where low is good, a fall is a rise of the good end', () => {
  const difference = (isLowGood: boolean) =>
    meanScore().difference?.(answers([1, 2, 1, 2], isLowGood), answers([5, 6, 5, 6], isLowGood), 0.95);
  const [high, low] = [difference(false), difference(true)];
  expect(high?.high).toBeLessThan(0);
  expect(low?.low).toBeCloseTo(-(high?.high ?? NaN), 12);
  expect(low?.high).toBeCloseTo(-(high?.low ?? NaN), 12);
});

test('scales and directions that differ have no mean and no difference in common', () => {
  const mixed = answers([1, 2, 3], false);
  meanScore().merge(mixed, answers([5, 6], true));
  expect(meanScore().summarise(mixed)).toMatchObject({ value: null, n: 5, reason: 'several_directions' });
  expect(meanScore().difference?.(answers([1, 2], true), answers([1, 2], false), 0.95)).toBeNull();
  expect(meanScore().difference?.(answers([1, 2], true), answers([1, 2], true, 5), 0.95)).toBeNull();
});

test('of a ratio, customers of one side only have nothing on the other', () => {
  const units = (from: number, part: number) =>
    stateOf(
      ratio(),
      Array.from({ length: 30 }, (_, i) => ({ unit: from + i, part: i % 3 === 0 ? 0 : part, whole: 10 })),
    );
  // 2/3 x 1 less 2/3 x 0.1.
  const found = ratio().difference?.(units(0, 10), units(15, 1), 0.95);
  expect(found?.low).toBeGreaterThan(0.3);
  expect(found?.low).toBeLessThan(0.6);
  expect(found?.high).toBeGreaterThan(0.6);
  expect(found?.high).toBeLessThan(0.9);
});

test('one that goes on a day nobody was there is all there was', () => {
  const state = stateOf(sumOfShares(), [
    { there: [1], gone: [2], base: true },
    { there: [1], gone: [1], base: true },
  ]);
  expect(sumOfShares().summarise(state).value).toBe(1 + 1 / 2);
});

test('of contacts at one time the one with the larger id follows, in any order', () => {
  const contact = (id: string, isSolved: boolean): Contact => ({
    key: 'login',
    id,
    at: 0,
    day: 0,
    until: 7,
    isOwn: true,
    isSolved,
  });
  const solved = (...all: Contact[]) => unrepeated().summarise(stateOf(unrepeated(), all)).value;
  expect(solved(contact('a', true), contact('b', false))).toBe(0);
  expect(solved(contact('b', false), contact('a', true))).toBe(0);
  expect(solved(contact('a', false), contact('b', true))).toBe(0.5);
  expect(solved(contact('b', true), contact('a', false))).toBe(0.5);
});

test('a change is of what the result is split by', () => {
  const now: Result = {
    metric: 'nps',
    method: null,
    period: '2024-07',
    segment: 'EU',
    by: 'region',
    currency: null,
    value: 3,
    numerator: null,
    denominator: null,
    n: 9,
    interval: null,
    reason: null,
  };
  const about = {
    id: 'nps',
    title: 'NPS',
    question: '?',
    formula: '',
    topic: 'nps',
    rank: 1,
    unit: 'count',
    better: 'higher',
  } as const;
  expect(compare(about as never, now, 2, () => null)).toEqual({
    metric: 'nps',
    method: null,
    segment: 'EU',
    by: 'region',
    currency: null,
    previous: 2,
    delta: 1,
    deltaPct: 0.5,
    verdict: null,
  });
});
