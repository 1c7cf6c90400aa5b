import { describe, expect, test } from 'vitest';
import grossMrrChurnRate from '../../src/metrics/gross-mrr-churn-rate.ts';
import { openBook } from '../../src/records/account.ts';
import { account, ds1, measure, observe, ofBook, subscription } from './support.ts';

describe('gross_mrr_churn_rate', () => {
  test.each([
    ['stays', account(subscription('2024-01-01')), 0],
    ['takes more', account(subscription('2024-01-01'), subscription('2024-07-09', null, { amount: '50' })), 0],
    [
      'takes less',
      account(subscription('2024-01-01', '2024-07-09'), subscription('2024-07-09', null, { amount: '70' })),
      3000,
    ],
    ['leaves on the first day', account(subscription('2024-01-01', '2024-07-01')), 10000],
    ['leaves the day after', account(subscription('2024-01-01', '2024-08-01')), 0],
    [
      'leaves and comes back for less',
      account(subscription('2024-01-01', '2024-07-09'), subscription('2024-07-20', null, { amount: '40' })),
      6000,
    ],
    ['up and down again', account(subscription('2024-01-01'), subscription('2024-07-02', '2024-07-09')), 0],
    ['comes on the first day: not in it', account(subscription('2024-07-01')), null],
    [
      'comes back from before: not in it',
      account(subscription('2024-01-01', '2024-06-30'), subscription('2024-07-01')),
      null,
    ],
  ])('%s', (_, { ledgers: [ledger] }, part) => {
    expect(observe(grossMrrChurnRate, ledger)).toEqual(part === null ? null : { unit: 0, part, whole: 10_000 });
  });

  test('nobody at the start: null', () => {
    expect(ofBook(grossMrrChurnRate, subscription('2024-07-01'))).toMatchObject({
      value: null,
      reason: 'no_opening_customers',
    });
  });

  // 100 of MRR: 10 leave, 10 are given up, 10 are added.
  test('gross: 20 % [CM-mrrc]', () => {
    const rows = [
      subscription('2024-01-01', '2024-07-09', { customer_id: 'A', amount: '10' }),
      subscription('2024-01-01', '2024-07-09', { customer_id: 'B', amount: '20' }),
      subscription('2024-07-09', null, { customer_id: 'B', amount: '10' }),
      subscription('2024-01-01', null, { customer_id: 'C', amount: '70' }),
      subscription('2024-07-09', null, { customer_id: 'C', amount: '10' }),
      subscription('2024-07-09', null, { customer_id: 'new', amount: '500' }),
    ];
    expect(ofBook(grossMrrChurnRate, ...rows).value).toBe(0.2);
  });

  test('DS-1: 490/1,530 = 1 - GRR (METRICS.md 3.1)', () => {
    const { value, ...parts } = measure(grossMrrChurnRate, ds1);
    expect(value).toBeCloseTo(0.320261, 6);
    expect(parts).toMatchObject({ numerator: 49_000, denominator: 153_000, n: 9 });
  });
});

describe('gross_mrr_churn_rate, of all movements', () => {
  const movements = { metric: grossMrrChurnRate, method: 'movements' };
  const B = { customer_id: 'B' };
  test.each([
    ['comes back', [subscription('2024-01-01', '2024-07-09'), subscription('2024-07-20')], 1],
    [
      'up and down again',
      [subscription('2024-01-01'), subscription('2024-07-02', '2024-07-09', { amount: '25' })],
      0.25,
    ],
    ['who joined in the period leaves', [subscription('2024-01-01'), subscription('2024-07-02', '2024-07-09', B)], 1],
    ['the day after', [subscription('2024-01-01', '2024-08-01')], 0],
  ])('%s', (_, rows, value) => {
    expect(measure(movements, { book: openBook(rows) })).toMatchObject({ value, denominator: 10_000 });
  });

  test('only those who joined in the period leave: null', () => {
    const book = openBook([subscription('2024-07-02', '2024-07-09')]);
    expect(measure(movements, { book })).toMatchObject({ value: null, reason: 'no_opening_customers' });
  });

  test('DS-1: 660/1,530 (METRICS.md 3.1)', () => {
    const { value, ...parts } = measure(movements, ds1);
    expect(value).toBeCloseTo(0.431373, 6);
    expect(parts).toMatchObject({ numerator: 66_000, denominator: 153_000 });
  });
});
