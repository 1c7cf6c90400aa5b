import { describe, expect, test } from 'vitest';
import responseRate from '../../src/metrics/response-rate.ts';
import { measure, ofSurveys, survey } from './support.ts';

const sent = (on: string) => ({ sent_at: on });

describe('response_rate', () => {
  test.each([
    ['answered', [survey('nps', 9, '2024-07-09', sent('2024-07-02'))], 1, 1],
    ['not answered', [survey('nps', '', '', sent('2024-07-02'))], 0, 1],
    ['sent the day before', [survey('nps', 9, '2024-07-09', sent('2024-06-30'))], 0, 0],
    ['sent on the last day, answered later', [survey('nps', 9, '2024-08-09', sent('2024-07-31'))], 1, 1],
    ['nobody knows when it was sent', [survey('nps', 9, '2024-07-09')], 0, 0],
    ['another kind', [survey('csat', 5, '2024-07-09', sent('2024-07-02'))], 0, 0],
    [
      'one respondent asked twice was asked twice',
      [
        survey('nps', 9, '2024-07-09', { ...sent('2024-07-02'), respondent_id: 'r' }),
        survey('nps', '', '', { ...sent('2024-07-05'), respondent_id: 'r' }),
      ],
      1,
      2,
    ],
  ])('%s', (_, rows, numerator, denominator) => {
    expect(ofSurveys(responseRate, ...rows)).toMatchObject({ numerator, denominator });
  });

  test('of the kind that is asked for', () => {
    const row = survey('csat', 5, '2024-07-09', sent('2024-07-02'));
    expect(ofSurveys({ metric: responseRate, method: 'csat' }, row)).toMatchObject({ value: 1, method: 'csat' });
  });

  test('none sent, and no column that says when: null', () => {
    expect(ofSurveys(responseRate)).toMatchObject({ value: null, reason: 'no_surveys_sent' });
    expect(measure(responseRate, {}, { facts: { has: () => false } })).toMatchObject({
      value: null,
      reason: 'no_sent_at',
    });
  });

  // METRICS.md 2.2: responses / surveys sent.
  test('5 of 8: 62.5 %', () => {
    const rows = Array.from({ length: 8 }, (_, i) => survey('nps', i < 5 ? 9 : '', '2024-07-09', sent('2024-07-02')));
    expect(ofSurveys(responseRate, ...rows).value).toBe(0.625);
  });
});
