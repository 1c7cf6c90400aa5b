import { describe, expect, test } from 'vitest';
import customerChurnRate from '../../src/metrics/customer-churn-rate.ts';
import { openBook } from '../../src/records/account.ts';
import type { Usage } from '../../src/records/row.ts';
import { usageSchema } from '../../src/records/usage.ts';
import { accepted } from '../records/support.ts';
import { account, crowd, ds1, ds1ByRep, measure, observe, ofBook, results, settings, subscription } from './support.ts';

const used = (customer: string, at: string): Usage => ({
  ...accepted(usageSchema, { customer_id: customer, at }),
  file: 'u.csv',
  line: 2,
  labels: [],
  account: null,
});

describe('customer_churn_rate', () => {
  test.each([
    ['stays', account(subscription('2024-01-01')), { hit: false, base: true }],
    ['leaves the day before', account(subscription('2024-01-01', '2024-06-30')), null],
    ['leaves on the first day', account(subscription('2024-01-01', '2024-07-01')), { hit: true, base: true }],
    ['leaves on the last day', account(subscription('2024-01-01', '2024-07-31')), { hit: true, base: true }],
    ['leaves the day after', account(subscription('2024-01-01', '2024-08-01')), { hit: false, base: true }],
    ['comes on the last day before', account(subscription('2024-06-30')), { hit: false, base: true }],
    ['comes on the first day', account(subscription('2024-07-01')), null],
    [
      'comes and leaves: above, not below',
      account(subscription('2024-07-02', '2024-07-09')),
      { hit: true, base: false },
    ],
    [
      'leaves and comes back: has left',
      account(subscription('2024-01-01', '2024-07-02'), subscription('2024-07-20')),
      { hit: true, base: true },
    ],
    [
      'cancels and resubscribes on one day',
      account(subscription('2024-01-01', '2024-07-02'), subscription('2024-07-02')),
      { hit: false, base: true },
    ],
    [
      'cancels one of two',
      account(subscription('2024-01-01'), subscription('2024-01-01', '2024-07-02')),
      { hit: false, base: true },
    ],
    [
      'signs up in April, cancels 8 June, paid to 15 June [PW-churn]',
      account(subscription('2024-04-15', '2024-06-15')),
      null,
    ],
  ])('%s', (_, row, expected) => {
    expect(observe(customerChurnRate, row)).toEqual(expected && { unit: 0, ...expected });
  });

  // Seeds 002 L49 and 003 L14 say 50 % and 0.05 %; METRICS.md 0.1 and 3.2 put them right.
  test.each([
    [50, 1000, 0.0381, 0.0653],
    [100, 2000, 0.0413, 0.0604],
  ])('%i of %i: 5 %', (lost, customers, low, high) => {
    const { value, interval } = ofBook(customerChurnRate, ...crowd(customers, lost));
    expect(value).toBe(0.05);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  test('nobody at the start: null, whoever came and left', () => {
    const result = ofBook(customerChurnRate, subscription('2024-07-02', '2024-07-09'));
    expect(result).toMatchObject({ value: null, numerator: 1, denominator: 0, reason: 'no_opening_customers' });
  });

  // METRICS.md 3.1.
  test.each([
    ['start', 4 / 9, 4, 9],
    ['cohort-event', 3 / 9, 3, 9],
    ['cohort', 2 / 9, 2, 9],
    ['start-plus-new', 4 / 11, 4, 11],
    ['average', 4 / 9, 4, 9],
    ['daily', 0.422222, null, null],
  ])('DS-1 by %s', (method, value, numerator, denominator) => {
    const result = measure({ metric: customerChurnRate, method }, ds1);
    expect(result).toMatchObject({ method, numerator, denominator, n: 9 });
    expect(result.value).toBeCloseTo(value, 6);
  });

  test.each([
    // Who comes back within the period has left by events, not by the cohort, and twice by every leaving.
    ['start', 'leaves twice', 1, 1, 1],
    ['cohort-event', 'leaves twice', 1, 1, 1],
    ['cohort', 'leaves twice', 1, 1, 1],
    ['start-plus-new', 'leaves twice', 2, 2, 1],
    ['average', 'leaves twice', 2, 1, 0.5],
    ['daily', 'leaves twice', 2, null, null],
    ['cohort-event', 'returns', 1, 1, 1],
    ['cohort', 'returns', 0, 0, 1],
    ['average', 'returns', 1, 1, 1],
    ['start', 'joins and leaves', null, 1, 0],
    ['cohort-event', 'joins and leaves', null, 0, 0],
    ['cohort', 'joins and leaves', null, 0, 0],
    ['start-plus-new', 'joins and leaves', null, 1, 0],
    ['average', 'joins and leaves', null, 1, 0],
    ['daily', 'joins and leaves', null, null, null],
  ])('%s: a customer who %s', (method, who, value, numerator, denominator) => {
    const terms: Record<string, readonly (readonly [string, string | null])[]> = {
      'leaves twice': [
        ['2024-01-01', '2024-07-05'],
        ['2024-07-10', '2024-07-20'],
      ],
      returns: [
        ['2024-01-01', '2024-07-05'],
        ['2024-07-10', null],
      ],
      'joins and leaves': [['2024-07-02', '2024-07-09']],
    };
    const rows = (terms[who] ?? []).map(([from, to]) => subscription(from, to));
    const result = measure({ metric: customerChurnRate, method }, { book: openBook(rows) });
    expect(result).toMatchObject({
      value,
      numerator,
      denominator,
      reason: value === null ? 'no_opening_customers' : null,
    });
  });

  // fight-churn, listing 2.3: an event in (start - k, start], and none in (end - k, end]. July: 1 to 30 June, 2 to 31 July.
  test.each<[string, string[], number | null, number]>([
    ['at the start only', ['2024-06-15'], 1, 1],
    ['at both ends', ['2024-06-15', '2024-07-15'], 0, 1],
    ['at the end only', ['2024-07-15'], null, 0],
    ['on the last day of the start', ['2024-06-30'], 1, 1],
    ['on the first of its days', ['2024-06-01'], 1, 1],
    ['on the day before', ['2024-05-31'], null, 0],
    ['on the first day of the period: of neither end', ['2024-06-15', '2024-07-01'], 1, 1],
    ['on the first day of the end', ['2024-06-15', '2024-07-02'], 0, 1],
    ['on the last day', ['2024-06-15', '2024-07-31'], 0, 1],
    ['after the period: gone all the same', ['2024-06-15', '2024-08-01'], 1, 1],
    ['never', [], null, 0],
  ])('activity: used %s', (_, days, value, n) => {
    const usage = days.map((at) => used('A', at));
    const result = measure({ metric: customerChurnRate, method: 'activity' }, { usage });
    const reason = value === null ? 'no_active_customers' : null;
    expect(result).toMatchObject({ value, denominator: n, n, reason, method: 'activity' });
  });

  test('activity: by fewer days, who used it early is not active', () => {
    const usage = ['2024-06-24', '2024-06-25'].map((at, i) => used(`c${i}`, at));
    const ask = { metric: customerChurnRate, method: 'activity' };
    expect(measure(ask, { usage }, { settings: { ...settings, activeDays: 6 } })).toMatchObject({ n: 1 });
    expect(measure(ask, { usage }, { settings: { ...settings, activeDays: 7 } })).toMatchObject({ n: 2 });
  });

  test('activity without an export of usage: null, with the reason', () => {
    const facts = { has: (table: string) => table !== 'usage' };
    const result = measure({ metric: customerChurnRate, method: 'activity' }, ds1, { facts });
    expect(result).toMatchObject({ value: null, n: 0, interval: null, reason: 'no_usage' });
  });

  // METRICS.md 3.1 and 9.21: {D, E, G, K} of 9; G joined in the period, so there is no interval.
  test('DS-1: 4/9, all of them of one rep', () => {
    expect(measure(customerChurnRate, ds1)).toMatchObject({
      value: 4 / 9,
      numerator: 4,
      denominator: 9,
      interval: null,
    });
    expect(results(customerChurnRate, ds1ByRep, { by: true })).toMatchObject([
      { segment: null, numerator: 4, denominator: 9 },
      {
        segment: 'ana',
        value: 0,
        numerator: 0,
        denominator: 5,
        interval: { low: expect.closeTo(0, 12), high: expect.closeTo(0.4345, 4) },
      },
      { segment: 'ben', value: 1, numerator: 4, denominator: 4, interval: null },
    ]);
  });
});
