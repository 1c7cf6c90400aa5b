import { describe, expect, test } from 'vitest';
import nrr from '../../src/metrics/nrr.ts';
import { account, ds1, measure, observe, ofBook, subscription } from './support.ts';

describe('nrr', () => {
  test.each([
    ['stays', account(subscription('2024-01-01')), 10000],
    ['takes more', account(subscription('2024-01-01'), subscription('2024-07-09', null, { amount: '50' })), 15000],
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
    expect(observe(nrr, ledger)).toEqual(part === null ? null : { unit: 0, part, whole: 10_000 });
  });

  test('nobody at the start: null', () => {
    expect(ofBook(nrr, subscription('2024-07-01'))).toMatchObject({ value: null, reason: 'no_opening_customers' });
  });

  test('1,000 at the start, 100 left, 200 of upgrades: 110 % [CB-coh]', () => {
    const rows = [
      subscription('2024-01-01', '2024-07-09', { customer_id: 'A', amount: '100' }),
      subscription('2024-01-01', null, { customer_id: 'B', amount: '900' }),
      subscription('2024-07-09', null, { customer_id: 'B', amount: '200' }),
      subscription('2024-07-09', null, { customer_id: 'new', amount: '500' }),
    ];
    expect(ofBook(nrr, ...rows)).toMatchObject({ value: 1.1, numerator: 110_000, denominator: 100_000, n: 2 });
  });

  test('DS-1: 1,090/1,530 (METRICS.md 3.1)', () => {
    const { value, ...parts } = measure(nrr, ds1);
    expect(value).toBeCloseTo(0.712418, 6);
    expect(parts).toMatchObject({ numerator: 109_000, denominator: 153_000, n: 9 });
  });
});
