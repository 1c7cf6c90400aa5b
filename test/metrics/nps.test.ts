import { describe, expect, test } from 'vitest';
import { askOf } from '../../src/calculator/metric.ts';
import { openBook } from '../../src/records/account.ts';
import type { Subscription } from '../../src/records/row.ts';
import type { Cells } from '../records/support.ts';
import nps from '../../src/metrics/nps.ts';
import { ds3, measure, observe, ofSurveys, period, settings, survey, answers, DS1, subscription } from './support.ts';

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

// METRICS.md 2.1: each customer by its MRR at the end of the period; its answers share that.
describe('nps, mrr-weighted', () => {
  const weighted = askOf(nps, 'mrr-weighted');
  const pays = (customer_id: string, amount: string, more: Cells = {}) =>
    subscription('2024-01-01', more['ended'] ?? null, { customer_id, amount, currency: more['currency'] ?? 'USD' });
  const of = (book: readonly Subscription[], scores: readonly (readonly [string, number])[]) => {
    const { byCustomer } = openBook(book);
    const surveys = scores.map(([customer_id, score]) => ({
      ...survey('nps', score, '2024-07-02', { customer_id }),
      account: byCustomer.get(customer_id) ?? null,
    }));
    return measure(weighted, { surveys });
  };

  test('DS-1: A 100, B 150 promoters, C 120 passive, J 40 detractor, D gone', () => {
    const result = of(DS1, [
      ['A', 10],
      ['B', 9],
      ['C', 8],
      ['D', 9],
      ['J', 3],
    ]);
    expect(result).toMatchObject({ value: (100 * 210) / 410, numerator: 210, denominator: 410, n: 4, reason: null });
  });

  test.each<[string, readonly Subscription[], readonly (readonly [string, number])[], number | null, string | null]>([
    [
      'large and small',
      [pays('A', '900'), pays('B', '100')],
      [
        ['A', 9],
        ['B', 6],
      ],
      80,
      null,
    ],
    [
      'answers of one customer share its weight',
      [pays('A', '100'), pays('B', '100')],
      [
        ['A', 9],
        ['A', 0],
        ['B', 9],
      ],
      50,
      null,
    ],
    ['pays on the last day', [pays('A', '100', { ended: '2024-08-01' })], [['A', 9]], 100, null],
    [
      'paid to the last day but one',
      [pays('A', '100', { ended: '2024-07-31' })],
      [['A', 9]],
      null,
      'no_paying_respondents',
    ],
    ['free', [pays('A', '0')], [['A', 9]], null, 'no_paying_respondents'],
    ['nobody knows who', [pays('A', '100')], [['Z', 9]], null, 'no_paying_respondents'],
    [
      'two currencies are not added',
      [pays('A', '100'), pays('B', '100', { currency: 'EUR' })],
      [
        ['A', 9],
        ['B', 9],
      ],
      null,
      'several_currencies',
    ],
    [
      'nor those of one customer',
      [pays('A', '100'), pays('A', '100', { currency: 'EUR' })],
      [['A', 9]],
      null,
      'several_currencies',
    ],
    [
      'a currency of those who did not answer is none',
      [pays('A', '100'), pays('B', '100', { currency: 'EUR' })],
      [['A', 9]],
      100,
      null,
    ],
    [
      'no decimals',
      [pays('A', '100', { currency: 'JPY' }), pays('B', '300', { currency: 'JPY' })],
      [
        ['A', 9],
        ['B', 0],
      ],
      -50,
      null,
    ],
  ])('%s', (_, book, scores, value, reason) => {
    expect(of(book, scores)).toMatchObject({ value, reason });
  });

  test('amounts are in major units, whatever those of the currency are', () => {
    const yen = [pays('A', '100', { currency: 'JPY' })];
    expect(of(yen, [['A', 9]])).toMatchObject({ numerator: 100, denominator: 100 });
    expect(of([pays('A', '12.34')], [['A', 9]])).toMatchObject({ numerator: 12.34, denominator: 12.34 });
  });

  test('from twenty customers on it has an interval, the same for any order of answers', () => {
    const ids = Array.from({ length: 20 }, (_, i) => `c${String(i).padStart(2, '0')}`);
    const book = ids.map((id, i) => pays(id, String(10 + i)));
    const scores = ids.map((id, i) => [id, i % 3 === 0 ? 3 : 9] as const);
    const result = of(book, scores);
    expect(result.interval?.low).toBeGreaterThan(-100);
    expect(result.interval?.low).toBeLessThan(result.value ?? NaN);
    expect(result.interval?.high).toBeGreaterThan(result.value ?? NaN);
    expect(result.interval?.high).toBeLessThanOrEqual(100);
    expect(of(book, scores.toReversed())).toEqual(result);
    expect(of(book.slice(1), scores).interval).toBeNull();
  });
});
