import { expect, test } from 'vitest';
import enps from '../../src/metrics/enps.ts';
import nps from '../../src/metrics/nps.ts';
import { ofSurveys, survey } from './support.ts';

// METRICS.md 2.1: the same formula, never mixed.
test.each([
  [6, -100],
  [7, 0],
  [8, 0],
  [9, 100],
])('%i of 10 is %i, and no part of NPS', (score, value) => {
  const rows = [survey('enps', score, '2024-07-02'), survey('nps', 3, '2024-07-02')];
  expect(ofSurveys(enps, ...rows)).toMatchObject({ value, n: 1 });
  expect(ofSurveys(nps, ...rows)).toMatchObject({ value: -100, n: 1 });
});

test('the latest answer of each respondent; nobody answered: null', () => {
  const rows = [0, 10].map((score, i) => survey('enps', score, `2024-07-0${i + 1}`, { respondent_id: 'r' }));
  expect(ofSurveys(enps, ...rows)).toMatchObject({ value: 100, n: 1 });
  expect(ofSurveys(enps)).toMatchObject({ value: null, reason: 'no_responses' });
});
