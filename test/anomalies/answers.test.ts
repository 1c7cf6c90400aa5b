import { describe, expect, test } from 'vitest';
import { alikeAmong, mismatchOf } from '../../src/anomalies/answers.ts';
import { answer, every } from './support.ts';

const FIVE = { min: 1, max: 5 };
const SEVEN = { min: 1, max: 7 };

describe('a score that its comment contradicts', () => {
  const one = (score: number, complaints: number, praise: number, of = {}) =>
    mismatchOf({
      ...answer({ score, ...of }),
      complaints: ['speed', 'price', 'bugs'].slice(0, complaints),
      praise: ['praise', 'ease'].slice(0, praise),
    }) !== null;

  test.each([
    [10, 1, 0, true],
    [9, 1, 0, true],
    [8, 1, 0, false],
    [8, 3, 0, false],
    [9, 0, 0, false],
    // A word of praise makes one complaint good, and two as well, but not three.
    [9, 1, 1, false],
    [9, 2, 1, false],
    [9, 3, 1, true],
    [0, 0, 1, true],
    [3, 0, 1, true],
    [4, 0, 1, false],
    [3, 1, 1, false],
    [3, 1, 0, false],
    [3, 0, 0, false],
  ])('NPS %i, %i complaints, %i of praise: %s', (score, complaints, praise, isFound) => {
    expect(one(score, complaints, praise)).toBe(isFound);
  });

  test.each([
    ['csat', 5, FIVE, null, true],
    ['csat', 4, FIVE, null, false],
    ['ces', 7, SEVEN, 'ease', true],
    ['ces', 6, SEVEN, 'ease', false],
    ['ces', 1, SEVEN, 'effort', true],
    ['ces', 7, SEVEN, 'effort', false],
    ['interview', 9, null, null, false],
  ] as const)('%s %i on %j as %s, with a complaint: %s', (kind, score, scale, direction, isFound) => {
    expect(one(score, 1, 0, { kind, scale, direction })).toBe(isFound);
  });

  test.each([
    [1, true],
    [2, true],
    [3, false],
  ])('CSAT %i of 1-5 with praise only: %s', (score, isFound) => {
    expect(one(score, 0, 1, { kind: 'csat', scale: FIVE })).toBe(isFound);
  });

  test('it says which, and where', () => {
    const found = mismatchOf({ ...answer({ score: 2 }), complaints: [], praise: ['praise'] });
    expect(found).toMatchObject({
      kind: 'score_text_mismatch',
      value: 2,
      n: 1,
      customer: 'c1',
      message: 'NPS 2 of 0-10 with a comment that says nothing but praise',
      rows: [{ id: 'r1', file: 'surveys.csv', line: 2 }],
    });
  });
});

describe('answers that are all alike', () => {
  const now = (): boolean => true;
  const questions = (count: number, score: (i: number) => number = () => 4) =>
    Array.from({ length: count }, (_, i) =>
      answer({ id: `r${i}`, line: i + 2, kind: 'csat', question: `q${i}`, score: score(i), scale: FIVE }),
    );

  test.each([
    [3, false],
    [4, true],
    [9, true],
  ])('%i questions of one day: %s', (count, isFound) => {
    const found = alikeAmong(questions(count), now);
    expect(found.map(({ kind, n }) => [kind, n])).toEqual(isFound ? [['all_alike', count]] : []);
  });

  test('one that is another makes them others', () => {
    expect(
      alikeAmong(
        questions(6, (i) => (i === 5 ? 3 : 4)),
        now,
      ),
    ).toEqual([]);
  });

  test('heights of different scales are the same height', () => {
    const both = [...questions(3, () => 5), answer({ score: 10, question: 'q9' })];
    expect(alikeAmong(both, now)).toHaveLength(1);
  });

  test.each([
    [7, false],
    [8, true],
  ])('one question on %i days: %s', (days, isFound) => {
    const same = Array.from({ length: days }, () => 9);
    expect(alikeAmong(every(30, same), (day) => day === 30 * (days - 1))).toHaveLength(isFound ? 1 : 0);
  });

  test('days before the period are no news, and who is not known is nobody', () => {
    const same = every(30, [9, 9, 9, 9, 9, 9, 9, 9]);
    expect(alikeAmong(same, (day) => day > 400)).toEqual([]);
    expect(alikeAmong(every(30, [9, 9, 9, 9, 9, 9, 9, 9], { respondent: null }), now)).toEqual([]);
  });
});
