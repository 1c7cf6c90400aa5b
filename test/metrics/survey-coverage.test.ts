import { describe, expect, test } from 'vitest';
import { wilson } from '../../src/calculator/interval.ts';
import surveyCoverage from '../../src/metrics/survey-coverage.ts';
import { openBook } from '../../src/records/account.ts';
import { customer, measure, results, subscription, survey } from './support.ts';

const book = openBook([
  subscription('2024-01-01', null, { customer_id: 'A' }),
  subscription('2024-07-31', null, { customer_id: 'B' }),
  subscription('2024-01-01', '2024-07-31', { customer_id: 'gone' }),
  subscription('2024-08-01', null, { customer_id: 'later' }),
]);
const by = (customer: string, on = '2024-07-09', kind: 'nps' | 'csat' = 'nps') => ({
  ...survey(kind, 4, on, { customer_id: customer }),
  account: book.byCustomer.get(customer) ?? null,
});

describe('survey_coverage', () => {
  test.each([
    ['nobody answered', [], 0],
    ['one of two', [by('A')], 1],
    ['twice is once', [by('A'), by('A', '2024-07-10')], 1],
    ['both', [by('A'), by('B', '2024-07-01')], 2],
    ['who is gone at the close does not count', [by('gone')], 0],
    ['nor who is not there yet', [by('later')], 0],
    ['nor who nobody knows', [by('X')], 0],
    ['another month', [by('A', '2024-08-01')], 0],
    ['another kind', [by('A', '2024-07-09', 'csat')], 0],
    ['unanswered', [{ ...by('A'), score: null }], 0],
  ])('%s', (_, surveys, numerator) => {
    const expected = { value: numerator / 2, numerator, denominator: 2, n: 2, reason: null };
    expect(measure(surveyCoverage, { book, surveys })).toMatchObject(expected);
  });

  test('of the kind that is asked for', () => {
    const surveys = [by('A', '2024-07-09', 'csat')];
    expect(measure({ metric: surveyCoverage, method: 'csat' }, { book, surveys })).toMatchObject({ numerator: 1 });
  });

  test('its interval is that of a share: 1 of 2', () => {
    const { interval } = measure(surveyCoverage, { book, surveys: [by('A')] });
    expect(interval).toEqual(wilson(1, 2, 0.95));
  });

  test('no customers, and no columns that tell of them: null', () => {
    expect(measure(surveyCoverage, { surveys: [by('A')] })).toMatchObject({ value: null, reason: 'no_customers' });
    const lacking = (table: string) => ({ facts: { has: (kind: string) => kind !== table } });
    expect(measure(surveyCoverage, {}, lacking('surveys')).reason).toBe('no_customer_ids');
    expect(measure(surveyCoverage, {}, lacking('subscriptions')).reason).toBe('no_subscriptions');
  });

  test('split: an answer counts where its customer does, whatever its own column says', () => {
    const people = [customer('A', 'ana'), customer('B', 'ben')];
    const both = openBook([subscription('2024-01-01'), subscription('2024-01-01', null, { customer_id: 'B' })], people);
    const answer = (id: string) =>
      Object.assign(survey('nps', 9, '2024-07-09', { customer_id: id, by: 'ana' }), {
        account: both.byCustomer.get(id) ?? null,
      });
    const surveys = ['A', 'B'].map(answer);
    const shares = results({ metric: surveyCoverage, method: 'nps' }, { book: both, surveys }, { by: true });
    expect(shares.map(({ segment, numerator, denominator }) => [segment, numerator, denominator])).toEqual([
      [null, 2, 2],
      ['ana', 1, 1],
      ['ben', 1, 1],
    ]);
  });
});
