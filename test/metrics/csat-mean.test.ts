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

  test('nobody answered: null', () => {
    expect(ofSurveys(csatMean)).toMatchObject({ value: null, reason: 'no_responses' });
  });
});
