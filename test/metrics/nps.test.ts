import { describe, expect, test } from 'vitest';
import nps from '../../src/metrics/nps.ts';
import { ds3, measure, observe, ofSurveys, period, settings, survey, answers } from './support.ts';

describe('nps', () => {
  // METRICS.md 2.1: the boundaries 6/7 and 8/9, which a known interface got wrong [PH-16289].
  test.each([
    [0, -1],
    [6, -1],
    [7, 0],
    [8, 0],
    [9, 1],
    [10, 1],
  ])('%i counts %i', (score, expected) => {
    expect(observe(nps, survey('nps', score, '2024-07-02'))).toBe(expected);
  });

  test.each([
    ['answered the day before', [survey('nps', 9, '2024-06-30')], 0],
    ['answered on the first day', [survey('nps', 9, '2024-07-01')], 1],
    ['answered at the last moment', [survey('nps', 9, '2024-07-31T23:59:59.999Z')], 1],
    ['answered the moment after', [survey('nps', 9, '2024-08-01T00:00:00Z')], 0],
    ['sent and not answered', [survey('nps', '', '2024-07-02', { sent_at: '2024-07-02' })], 0],
    ['another kind', [survey('csat', 5, '2024-07-02')], 0],
    ['employees are not customers', [survey('nps', 9, '2024-07-02', { kind: 'enps' })], 0],
    ['nobody knows who: each counts', [survey('nps', 9, '2024-07-02'), survey('nps', 9, '2024-07-02')], 2],
    [
      'one respondent counts once',
      [
        survey('nps', 9, '2024-07-02', { respondent_id: 'c1' }),
        survey('nps', 9, '2024-07-02', { respondent_id: 'c1' }),
      ],
      1,
    ],
  ])('%s', (_, rows, n) => {
    expect(ofSurveys(nps, ...rows)).toMatchObject({ n, denominator: n, reason: n === 0 ? 'no_responses' : null });
  });

  // METRICS.md 3.3 [NPS-cv] and [NPS-lib]; 9.27 for answers that are all alike.
  test.each([
    [162, 108, 54, 33.33, 25.22, 41.45],
    [9, 0, 2, 63.64, 18.05, 100],
    [5, 0, 0, 100, 17.49, 100],
  ])('%i promoters, %i passives, %i detractors: %f', (promoters, passives, detractors, value, low, high) => {
    const result = ofSurveys(nps, ...answers('nps', 6, [detractors, 0, passives, promoters]));
    expect(result.value).toBeCloseTo(value, 2);
    expect(result.interval?.low).toBeCloseTo(low, 2);
    expect(result.interval?.high).toBeCloseTo(high, 2);
  });

  // METRICS.md 3.4
  test.each([
    ['UTC', 'latest', -2, 6, 59.64],
    ['UTC', 'all', -1, 7, 61.71],
    ['UTC', 'first', 0, 6, 65.33],
    ['America/New_York', 'latest', -1, 7, 61.71],
    ['America/New_York', 'all', 0, 8, 60.01],
  ] as const)('DS-3 in %s, %s answers: %i of %i', (zone, responses, numerator, denominator, margin) => {
    const result = measure(nps, { surveys: ds3(zone) }, { settings: { ...settings, responses } });
    expect(result).toMatchObject({ numerator, denominator, value: (100 * numerator) / denominator });
    expect((result.interval?.high ?? NaN) - (result.value ?? NaN)).toBeCloseTo(margin, 1);
  });

  test('the latest answer is the latest of the period', () => {
    const early = period('2024-07-01..2024-07-15');
    expect(measure(nps, { surveys: ds3() }, { periods: [early] })).toMatchObject({ numerator: 0, denominator: 6 });
  });
});
