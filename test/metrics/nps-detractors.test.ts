import { describe, expect, test } from 'vitest';
import npsDetractors from '../../src/metrics/nps-detractors.ts';
import { ds3, answers, measure, observe, ofSurveys, survey } from './support.ts';

describe('nps_detractors', () => {
  test.each([
    [0, true],
    [6, true],
    [7, false],
    [8, false],
    [9, false],
    [10, false],
  ])('%i: %s', (score, expected) => {
    expect(observe(npsDetractors, survey('nps', score, '2024-07-02'))).toBe(expected);
  });

  test('of 324 answers, P 1/2, N 1/3, D 1/6 [NPS-cv]', () => {
    expect(ofSurveys(npsDetractors, ...answers('nps', 6, [54, 0, 108, 162])).value).toBeCloseTo(1 / 6, 12);
  });

  test('nobody answered: null', () => {
    expect(ofSurveys(npsDetractors, survey('nps', '', '2024-07-02'))).toMatchObject({
      value: null,
      reason: 'no_responses',
    });
  });

  test('DS-3: 3 of 6 (METRICS.md 3.4)', () => {
    expect(measure(npsDetractors, { surveys: ds3() })).toMatchObject({ numerator: 3, denominator: 6 });
  });
});
