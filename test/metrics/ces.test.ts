import { describe, expect, test } from 'vitest';
import ces from '../../src/metrics/ces.ts';
import { answers, observe, ofSurveys, survey } from './support.ts';

describe('ces', () => {
  // METRICS.md 2.4 and 9.29
  test.each([
    ['4 of 7', { score: '4' }, false],
    ['5 of 7', { score: '5' }, true],
    ['3 of 5', { score: '3', scale: '1-5' }, false],
    ['4 of 5', { score: '4', scale: '1-5' }, true],
    ['an effort of 3 of 7', { score: '3', direction: 'effort' }, true],
    ['an effort of 4 of 7', { score: '4', direction: 'effort' }, false],
    ['an effort of 2 of 5', { score: '2', scale: '1-5', direction: 'effort' }, true],
    ['an effort of 3 of 5', { score: '3', scale: '1-5', direction: 'effort' }, false],
    ['10 of 10, which has no cut', { score: '10', scale: '1-10' }, null],
  ])('%s', (_, cells, expected) => {
    expect(observe(ces, survey('ces', 1, '2024-07-02', cells))).toBe(expected);
  });

  test('one respondent counts once, by the latest answer', () => {
    const rows = [
      survey('ces', 7, '2024-07-02', { respondent_id: 'r' }),
      survey('ces', 1, '2024-07-03', { respondent_id: 'r' }),
    ];
    expect(ofSurveys(ces, ...rows)).toMatchObject({ numerator: 0, denominator: 1 });
  });

  test.each([
    [
      '80, 210, 140, 110, 160, 180, 120 of 1 to 7: 46.0 % agree [CYS]',
      answers('ces', 1, [80, 210, 140, 110, 160, 180, 120]),
      0.46,
    ],
    ['5 disagree, 5 neutral, 10 agree: 50 [DEL-cesx]', answers('ces', 2, [5, 5, 10], { scale: '1-5' }), 0.5],
  ])('%s', (_, rows, value) => {
    expect(ofSurveys(ces, ...rows)).toMatchObject({ value, n: rows.length });
  });

  test('nobody answered: null', () => {
    expect(ofSurveys(ces)).toMatchObject({ value: null, reason: 'no_responses' });
  });
});
