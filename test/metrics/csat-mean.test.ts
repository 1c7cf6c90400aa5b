import { describe, expect, test } from 'vitest';
import csatMean from '../../src/metrics/csat-mean.ts';
import { answers, ofSurveys, survey } from './support.ts';

describe('csat_mean', () => {
  test.each([
    ['one answer', [survey('csat', 4, '2024-07-01')], 4, 1],
    ['two', [survey('csat', 4, '2024-07-01'), survey('csat', 1, '2024-07-31')], 2.5, 2],
    ['another month', [survey('csat', 4, '2024-07-01'), survey('csat', 1, '2024-08-01')], 4, 1],
    [
      'one ticket, the later rating',
      [survey('csat', 4, '2024-07-01', { ticket_id: 't' }), survey('csat', 1, '2024-07-02', { ticket_id: 't' })],
      1,
      1,
    ],
    ['unanswered', [survey('csat', 4, '2024-07-01'), survey('csat', '', '2024-07-01')], 4, 1],
  ])('%s', (_, rows, value, n) => {
    expect(ofSurveys(csatMean, ...rows)).toMatchObject({ value, n });
  });

  test('50, 25, 20, 15, 10 of 5 to 1: 450/120 = 3.75 [DEL-5s]', () => {
    expect(ofSurveys(csatMean, ...answers('csat', 1, [10, 15, 20, 25, 50]))).toMatchObject({
      value: 3.75,
      numerator: 450,
      denominator: 120,
    });
  });

  // 3, 4, 5 and 5: 4.25, with an error of 0.479 and a t of 3.182; 2.73 to 5.77 but for the scale.
  test('its interval ends where the scale does; answers on several scales have no mean in common', () => {
    const four = [3, 4, 5, 5].map((score) => survey('csat', score as 3, '2024-07-01'));
    const { value, interval } = ofSurveys(csatMean, ...four);
    expect([value, interval?.low, interval?.high]).toEqual([4.25, expect.closeTo(2.7265, 4), 5]);
    const ten = survey('csat', 4, '2024-07-01', { scale: '1-10' });
    expect(ofSurveys(csatMean, ...four, ten)).toMatchObject({ value: null, n: 5, reason: 'several_scales' });
  });

  test('answers that are all alike do not say that all are: no interval', () => {
    expect(ofSurveys(csatMean, ...answers('csat', 1, [0, 0, 0, 0, 9]))).toMatchObject({ value: 5, interval: null });
  });

  test('nobody answered: null', () => {
    expect(ofSurveys(csatMean)).toMatchObject({ value: null, reason: 'no_responses' });
  });
});
