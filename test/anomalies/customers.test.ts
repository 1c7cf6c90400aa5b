import { describe, expect, test } from 'vitest';
import { changesAmong, firstDetractors, silentAmong } from '../../src/anomalies/customers.ts';
import { answer, every } from './support.ts';

const FIVE = { min: 1, max: 5 };
const last = (day: number): boolean => day === 30;

describe('how far an answer has to go', () => {
  test.each([
    [0, 10, 3],
    [1, 10, 3],
    [1, 5, 2],
    [1, 4, 2],
    [1, 3, 2],
    [1, 7, 3],
    [0, 100, 30],
    // No answer of these can go so far.
    [0, 1, 2],
    [1, 2, 2],
  ])('on %i-%i: %i points', (min, max, step) => {
    const lower = (points: number) =>
      changesAmong(every(30, [max, max - points], { kind: 'csat', scale: { min, max } }), last);
    expect(lower(step)).toHaveLength(1);
    expect(lower(step - 1)).toEqual([]);
  });

  test.each([
    [9, 6, 'score_drop'],
    [9, 7, null],
    [6, 9, 'score_rise'],
    [6, 8, null],
    [10, 0, 'score_drop'],
    [5, 5, null],
  ])('NPS %i, then %i: %s', (before, now, kind) => {
    expect(changesAmong(every(30, [before, now]), last).map((each) => each.kind)).toEqual(kind === null ? [] : [kind]);
  });

  test.each([
    [5, 3, 'score_drop'],
    [5, 4, null],
    [1, 3, 'score_rise'],
  ])('CSAT %i, then %i: %s', (before, now, kind) => {
    const found = changesAmong(every(30, [before, now], { kind: 'csat', scale: FIVE }), last);
    expect(found.map((each) => each.kind)).toEqual(kind === null ? [] : [kind]);
  });

  test('of effort more is worse', () => {
    const of = { kind: 'ces', scale: { min: 1, max: 7 }, direction: 'effort' } as const;
    expect(changesAmong(every(30, [2, 6], of), last)).toMatchObject([{ kind: 'score_drop', value: 6, baseline: 2 }]);
  });

  test('it is held against the last one, of the same respondent, question and scale', () => {
    expect(changesAmong(every(15, [2, 9, 8]), last)).toEqual([]);
    const two = [answer({ score: 9, day: 0 }), answer({ id: 'r2', score: 3, day: 30, respondent: 'p2' })];
    expect(changesAmong(two, last)).toEqual([]);
    const other = [answer({ score: 9, day: 0, question: 'a' }), answer({ id: 'r2', score: 3, day: 30, question: 'b' })];
    expect(changesAmong(other, last)).toEqual([]);
  });

  test('where nobody knows the respondent it is that of the customer', () => {
    expect(changesAmong(every(30, [9, 3], { respondent: null }), last)).toMatchObject([
      {
        kind: 'score_drop',
        customer: 'c1',
        value: 3,
        baseline: 9,
        low: 7,
        high: 10,
        n: 2,
        message: 'NPS 3 after 9 on 1970-01-01: 6 points worse',
        rows: [
          { id: 'r2', line: 3 },
          { id: 'r1', line: 2 },
        ],
      },
    ]);
    expect(changesAmong(every(30, [9, 3], { respondent: null, customer: null }), last)).toEqual([]);
  });
});

describe('the first detractor of a customer', () => {
  test.each([
    [[9, 6], 1],
    [[7, 6], 1],
    [[9, 7], 0],
    // There was one before.
    [[0, 6], 0],
  ])('%j: %i', (scores, count) => {
    expect(firstDetractors(every(30, scores), last)).toHaveLength(count);
  });

  test('a first answer is no change, be it a detractor', () => {
    expect(firstDetractors([answer({ score: 0, day: 30 })], last)).toEqual([]);
    const sameDay = [answer({ score: 9, day: 30 }), answer({ id: 'r2', score: 0, day: 30, respondent: 'p2' })];
    expect(firstDetractors(sameDay, last)).toEqual([]);
  });

  test('another respondent of the customer counts, another kind does not', () => {
    const two = [answer({ score: 9 }), answer({ id: 'r2', score: 4, day: 30, respondent: 'p2' })];
    expect(firstDetractors(two, last)).toMatchObject([{ customer: 'c1', value: 4, n: 2 }]);
    expect(firstDetractors(every(30, [9, 1], { kind: 'other' }), last)).toEqual([]);
  });
});

describe('silence after regular answers', () => {
  const within = (firstDay: number, closeDay: number) => ({ firstDay, closeDay });
  const silent = (days: readonly number[], period: { firstDay: number; closeDay: number }, of = {}) =>
    silentAmong(
      days.map((day, i) => answer({ id: `r${i}`, line: i + 2, day, ...of })),
      period,
      () => true,
    );

  // Gaps of 30 days: from day 60 on, day 121 is the first that is more than twice as late.
  test.each([
    [within(91, 120), 0],
    [within(91, 121), 1],
    [within(121, 150), 1],
    [within(122, 150), 0],
  ])('%j: %i', (period, count) => {
    expect(silent([0, 30, 60], period)).toHaveLength(count);
  });

  test.each([
    ['three days', [0, 30, 60], 1],
    ['two days', [30, 60], 0],
    ['three answers on two days', [30, 60, 60], 0],
    ['gaps of 30 and 60, of which the longest ran out', [0, 30, 90], 0],
    ['gaps of 31 and 30', [0, 31, 61], 1],
  ])('%s: %i', (_, days, count) => {
    expect(silent(days, within(121, 150))).toHaveLength(count);
  });

  test('the longest gap may be twice the shortest, and no more', () => {
    expect(silent([0, 30, 90], within(200, 230))).toHaveLength(1);
    expect(silent([0, 29, 89], within(200, 230))).toEqual([]);
  });

  test('who left is silent for another reason, and ratings of tickets come when there are any', () => {
    const answers = [0, 30, 60].map((day) => answer({ day }));
    expect(silentAmong(answers, within(121, 150), () => false)).toEqual([]);
    expect(silent([0, 30, 60], within(121, 150), { isOfTicket: true })).toEqual([]);
    expect(silent([0, 30, 60], within(121, 150), { customer: null })).toEqual([]);
  });

  test('what is told', () => {
    expect(silent([0, 30, 60], within(121, 150))).toMatchObject([
      { kind: 'silent', value: 90, baseline: 30, high: 60, n: 3, unit: 'days', customer: 'c1' },
    ]);
  });
});
