import { describe, expect, test } from 'vitest';
import npsPassives from '../../src/metrics/nps-passives.ts';
import { ds3, answers, measure, observe, ofSurveys, survey } from './support.ts';

describe('nps_passives', () => {
  test.each([
    [0, false],
    [6, false],
    [7, true],
    [8, true],
    [9, false],
    [10, false],
  ])('%i: %s', (score, expected) => {
    expect(observe(npsPassives, survey('nps', score, '2024-07-02'))).toBe(expected);
  });

  test('of 324 answers, P 1/2, N 1/3, D 1/6 [NPS-cv]', () => {
    expect(ofSurveys(npsPassives, ...answers('nps', 6, [54, 0, 108, 162])).value).toBeCloseTo(1 / 3, 12);
  });

  test('nobody answered: null', () => {
    expect(ofSurveys(npsPassives, survey('nps', '', '2024-07-02'))).toMatchObject({
      value: null,
      reason: 'no_responses',
    });
  });

  test('DS-3: 2 of 6 (METRICS.md 3.4)', () => {
    expect(measure(npsPassives, { surveys: ds3() })).toMatchObject({ numerator: 2, denominator: 6 });
  });
});
