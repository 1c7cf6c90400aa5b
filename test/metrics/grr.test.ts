import { describe, expect, test } from 'vitest';
import grr from '../../src/metrics/grr.ts';
import { account, ds1, measure, observe, ofBook, subscription } from './support.ts';

describe('grr', () => {
  test.each([
    ['stays', account(subscription('2024-01-01')), 10000],
    ['takes more', account(subscription('2024-01-01'), subscription('2024-07-09', null, { amount: '50' })), 10000],
    [
      'takes less',
      account(subscription('2024-01-01', '2024-07-09'), subscription('2024-07-09', null, { amount: '70' })),
      7000,
    ],
    ['leaves on the first day', account(subscription('2024-01-01', '2024-07-01')), 0],
    ['leaves the day after', account(subscription('2024-01-01', '2024-08-01')), 10000],
    [
      'leaves and comes back for less',
      account(subscription('2024-01-01', '2024-07-09'), subscription('2024-07-20', null, { amount: '40' })),
      4000,
    ],
    ['up and down again', account(subscription('2024-01-01'), subscription('2024-07-02', '2024-07-09')), 10000],
    ['comes on the first day: not in it', account(subscription('2024-07-01')), null],
    [
      'comes back from before: not in it',
      account(subscription('2024-01-01', '2024-06-30'), subscription('2024-07-01')),
      null,
    ],
  ])('%s', (_, { ledgers: [ledger] }, part) => {
    expect(observe(grr, ledger)).toEqual(part === null ? null : { unit: 0, part, whole: 10_000 });
  });

  test('nobody at the start: null', () => {
    expect(ofBook(grr, subscription('2024-07-01'))).toMatchObject({ value: null, reason: 'no_opening_customers' });
  });

  // METRICS.md 2.11: the smaller of two totals would be all of it.
  test('the smaller is taken customer by customer', () => {
    const rows = [
      subscription('2024-01-01', '2024-07-09', { customer_id: 'A' }),
      subscription('2024-01-01', null, { customer_id: 'B' }),
      subscription('2024-07-09', null, { customer_id: 'B' }),
    ];
    expect(ofBook(grr, ...rows)).toMatchObject({ value: 0.5, numerator: 10_000, denominator: 20_000 });
  });

  test('DS-1: 1,040/1,530 (METRICS.md 3.1)', () => {
    const { value, ...parts } = measure(grr, ds1);
    expect(value).toBeCloseTo(0.679739, 6);
    expect(parts).toMatchObject({ numerator: 104_000, denominator: 153_000, n: 9 });
  });
});
