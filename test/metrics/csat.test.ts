import { describe, expect, test } from 'vitest';
import csat from '../../src/metrics/csat.ts';
import { answers, observe, ofSurveys, survey } from './support.ts';

describe('csat', () => {
  test.each([
    ['1', { scale: '' }, false],
    ['3, neutral: in the denominator', { score: '3' }, false],
    ['4', { score: '4' }, true],
    ['5', { score: '5' }, true],
    ['good of good and bad', { score: '1', scale: '0-1' }, true],
    ['bad of good and bad', { score: '0', scale: '0-1' }, false],
    ['5 of 7', { score: '5', scale: '1-7' }, false],
    ['6 of 7', { score: '6', scale: '1-7' }, true],
    ['10 of 0-10, which has no cut', { score: '10', scale: '0-10' }, null],
  ])('%s', (_, cells, expected) => {
    expect(observe(csat, survey('csat', 1, '2024-07-02', cells))).toBe(expected);
  });

  // METRICS.md 9.5: of one ticket the latest, else of one respondent; 9.28: a blank one stands for itself.
  test.each([
    ['one ticket, rated twice: the later', [{ ticket_id: 't1' }, { ticket_id: 't1' }], 0, 1],
    [
      'two tickets of one respondent',
      [
        { ticket_id: 't1', respondent_id: 'r' },
        { ticket_id: 't2', respondent_id: 'r' },
      ],
      1,
      2,
    ],
    ['no ticket, one respondent', [{ respondent_id: 'r' }, { respondent_id: 'r' }], 0, 1],
    ['a ticket, and a respondent of that name', [{ ticket_id: 'x' }, { respondent_id: 'x' }], 1, 2],
    ['nobody knows of what, nor by whom', [{}, {}], 1, 2],
  ])('%s', (_, [first = {}, second = {}], numerator, denominator) => {
    const rows = [survey('csat', 5, '2024-07-02', first), survey('csat', 1, '2024-07-03', second)];
    expect(ofSurveys(csat, ...rows)).toMatchObject({ numerator, denominator });
    expect(ofSurveys(csat, ...rows.toReversed())).toMatchObject({ numerator, denominator });
  });

  test.each([
    ['40 of 50 high (METRICS.md 3.2)', answers('csat', 1, [0, 0, 10, 40]), 0.8],
    ['8 good, 2 bad [AS-csat]', answers('csat', 0, [2, 8], { scale: '0-1' }), 0.8],
    ['75 of 120 at 4 or 5 [DEL-5s]', answers('csat', 1, [10, 15, 20, 25, 50]), 0.625],
  ])('%s', (_, rows, value) => {
    expect(ofSurveys(csat, ...rows)).toMatchObject({ value, n: rows.length });
  });

  test('40 of 50: 67.0 to 88.8 % (METRICS.md 3.2)', () => {
    const { interval } = ofSurveys(csat, ...answers('csat', 1, [0, 0, 10, 40]));
    expect(interval).toEqual({ low: expect.closeTo(0.67, 3), high: expect.closeTo(0.888, 3) });
  });

  describe('acsi', () => {
    const QUESTIONS = ['overall', 'expected', 'ideal'];
    /** People who answer all three questions alike. */
    const asked = (scores: readonly number[], cells: (i: number) => Record<string, string>) =>
      scores.flatMap((score, i) =>
        QUESTIONS.map((question) => survey('csat', score as 1, '2024-07-02', { question, scale: '1-10', ...cells(i) })),
      );
    const acsi = (...rows: Parameters<typeof ofSurveys>[1][]) =>
      ofSurveys({ metric: csat, method: 'acsi' }, ...rows).interval;
    const scores = Array.from({ length: 60 }, (_, i) => 3 + ((i * 7) % 8));

    // Mean 6.5 of 1-10, with a standard deviation of 2.29: 61.3 and an error of 3.3, however many questions there are.
    test('the answers of one person are drawn together', () => {
      const interval = acsi(...asked(scores, (i) => ({ respondent_id: `r${i}` })));
      const [low, high] = [interval?.low ?? NaN, interval?.high ?? NaN];
      expect((low + high) / 2).toBeCloseTo(61.3, 0);
      expect((high - low) / 2 / 1.96).toBeCloseTo(3.26, 0);
      // Known by the response alone.
      expect(acsi(...asked(scores, (i) => ({ response_id: `r${i}` })))).not.toBeNull();
    });

    test.each([
      ['fewer than 20', asked(scores.slice(0, 19), (i) => ({ respondent_id: `r${i}` }))],
      ['nobody knows who', asked(scores, () => ({}))],
      [
        'all alike',
        asked(
          scores.map(() => 7),
          (i) => ({ respondent_id: `r${i}` }),
        ),
      ],
    ])('%s: none', (_, rows) => {
      expect(acsi(...rows)).toBeNull();
    });
  });

  test('nobody answered: null', () => {
    expect(ofSurveys(csat, survey('csat', '', '2024-07-02'))).toMatchObject({ value: null, reason: 'no_responses' });
  });
});
