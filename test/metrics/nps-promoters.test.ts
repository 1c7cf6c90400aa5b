import { describe, expect, test } from 'vitest';
import npsPromoters from '../../src/metrics/nps-promoters.ts';
import { ds3, answers, measure, observe, ofSurveys, survey } from './support.ts';

describe('nps_promoters', () => {
  test.each([
    [0, false],
    [6, false],
    [7, false],
    [8, false],
    [9, true],
    [10, true],
  ])('%i: %s', (score, expected) => {
    expect(observe(npsPromoters, survey('nps', score, '2024-07-02'))).toBe(expected);
  });

  test('of 324 answers, P 1/2, N 1/3, D 1/6 [NPS-cv]', () => {
    expect(ofSurveys(npsPromoters, ...answers('nps', 6, [54, 0, 108, 162])).value).toBeCloseTo(1 / 2, 12);
  });

  test('nobody answered: null', () => {
    expect(ofSurveys(npsPromoters, survey('nps', '', '2024-07-02'))).toMatchObject({
      value: null,
      reason: 'no_responses',
    });
  });

  test('DS-3: 1 of 6 (METRICS.md 3.4)', () => {
    expect(measure(npsPromoters, { surveys: ds3() })).toMatchObject({ numerator: 1, denominator: 6 });
  });
});
