import { describe, expect, test } from 'vitest';
import cesMean from '../../src/metrics/ces-mean.ts';
import { answers, ofSurveys, survey } from './support.ts';

describe('ces_mean', () => {
  test.each([
    ['one answer', [survey('ces', 4, '2024-07-01')], 4, 1],
    ['two', [survey('ces', 7, '2024-07-01'), survey('ces', 2, '2024-07-31')], 4.5, 2],
    ['another kind', [survey('ces', 7, '2024-07-01'), survey('csat', 2, '2024-07-31')], 7, 1],
    ['another month', [survey('ces', 7, '2024-07-01'), survey('ces', 2, '2024-06-30')], 7, 1],
  ])('%s', (_, rows, value, n) => {
    expect(ofSurveys(cesMean, ...rows)).toMatchObject({ value, n });
  });

  test('80, 210, 140, 110, 160, 180, 120 of 1 to 7: 4,080/1,000 = 4.08 [CYS]', () => {
    expect(ofSurveys(cesMean, ...answers('ces', 1, [80, 210, 140, 110, 160, 180, 120]))).toMatchObject({
      value: 4.08,
      numerator: 4080,
      denominator: 1000,
    });
  });

  test('its interval ends where the scale does', () => {
    const { value, interval } = ofSurveys(cesMean, ...answers('ces', 1, [0, 0, 0, 0, 1, 1, 2]));
    expect(value).toBe(6.25);
    expect(interval?.high).toBe(7);
    expect(interval?.low).toBeGreaterThan(4);
  });

  test('nobody answered: null', () => {
    expect(ofSurveys(cesMean)).toMatchObject({ value: null, reason: 'no_responses' });
  });
});
