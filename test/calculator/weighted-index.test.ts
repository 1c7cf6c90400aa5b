import { describe, expect, test } from 'vitest';
import { type Asked, weightedIndex } from '../../src/calculator/weighted-index.ts';

const index = weightedIndex(2);

const answer = (question: string, part: number, unit: string | null, weight = question === 'a' ? 3 : 1): Asked => ({
  question,
  part,
  of: 9,
  weight,
  unit,
});

function stateOf(answers: readonly Asked[]) {
  const state = index.start();
  for (const each of answers) index.add(state, each);
  return state;
}

// Question a: 9 and 6 of 9, question b: 3 and 0 of 9. (3 x 15/18 + 1 x 3/18) / 4 = 0.666667.
const ANSWERS = [answer('a', 9, 'Ada'), answer('a', 6, 'Bob'), answer('b', 3, 'Ada'), answer('b', 0, 'Bob')];

/** So many like Ada, and so many like Bob. */
const many = (count: number): Asked[] =>
  Array.from({ length: count }, (_, i) => [
    answer('a', 9, `Ada ${i}`),
    answer('a', 6, `Bob ${i}`),
    answer('b', 3, `Ada ${i}`),
    answer('b', 0, `Bob ${i}`),
  ]).flat();

describe('a weighted index', () => {
  test('100 times the weighted mean of the means of its questions, and how many answers there were', () => {
    const { value, n, reason } = index.summarise(stateOf(ANSWERS));
    expect([value, n, reason]).toEqual([expect.closeTo(66.6666667, 6), 4, null]);
  });

  test.each([
    ['a question without an answer', ANSWERS.slice(0, 2)],
    ['one question too many', [...ANSWERS, answer('c', 5, 'Ada')]],
    ['questions that weigh nothing', ANSWERS.map(({ question, part, unit }) => answer(question, part, unit, 0))],
    ['nothing', []],
  ])('%s: none', (_, answers) => {
    const { value, n, reason } = index.summarise(stateOf(answers));
    expect([value, n, reason]).toEqual([null, answers.length, 'no_data']);
  });

  test('in parts and in any order it is the same, and so is its interval', () => {
    const whole = stateOf(many(10));
    const apart = stateOf(many(10).slice(15).toReversed());
    index.merge(apart, stateOf(many(10).slice(0, 15)));
    expect(index.interval?.(whole, 0.95)).not.toBeNull();
    expect(index.summarise(apart)).toEqual(index.summarise(whole));
    expect(index.interval?.(apart, 0.95)).toEqual(index.interval?.(whole, 0.95));
  });

  test('its interval draws people, with all they answered; there is none where somebody is not known', () => {
    // Those like Ada alone would give 83.3, those like Bob 50.
    const { low, high } = index.interval?.(stateOf(many(20)), 0.95) ?? {};
    expect(low).toBeGreaterThan(50);
    expect(low).toBeLessThan(62);
    expect(high).toBeGreaterThan(70);
    expect(high).toBeLessThan(83.4);
    const alike = many(20).map(({ question, unit }) => answer(question, 9, unit));
    expect(index.interval?.(stateOf(alike), 0.95)).toBeNull();
    const unknown = stateOf(many(20));
    index.merge(unknown, stateOf([answer('a', 9, null)]));
    expect(index.interval?.(unknown, 0.95)).toBeNull();
    expect(index.interval?.(stateOf([...many(20), answer('a', 9, null)]), 0.95)).toBeNull();
  });

  test('there is none where a draw leaves a question without an answer', () => {
    expect(index.interval?.(stateOf([answer('a', 9, 'Ada'), answer('b', 3, 'Bob')]), 0.95)).toBeNull();
  });

  test('among all, what one adds is how far up its scales it is', () => {
    const own = stateOf([answer('a', 9, 'Ada'), answer('b', 3, 'Ada')]);
    expect(index.among?.(own, stateOf(ANSWERS))).toEqual({ numerator: 12 / 9, denominator: 2 });
    expect(index.isMeasure).toBe(true);
  });
});
