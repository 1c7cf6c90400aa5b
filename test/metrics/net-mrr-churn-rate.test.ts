import { describe, expect, test } from 'vitest';
import netMrrChurnRate from '../../src/metrics/net-mrr-churn-rate.ts';
import { openBook } from '../../src/records/account.ts';
import { account, ds1, measure, observe, ofBook, subscription } from './support.ts';

describe('net_mrr_churn_rate', () => {
  test.each([
    ['stays', account(subscription('2024-01-01')), 0],
    ['takes more', account(subscription('2024-01-01'), subscription('2024-07-09', null, { amount: '50' })), -5000],
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
    expect(observe(netMrrChurnRate, ledger)).toEqual(part === null ? null : { unit: 0, part, whole: 10_000 });
  });

  test('nobody at the start: null', () => {
    expect(ofBook(netMrrChurnRate, subscription('2024-07-01'))).toMatchObject({
      value: null,
      reason: 'no_opening_customers',
    });
  });

  // 100 of MRR: 10 leave, 10 are given up, 10 are added.
  test('net: 10 % [CM-nmrr]', () => {
    const rows = [
      subscription('2024-01-01', '2024-07-09', { customer_id: 'A', amount: '10' }),
      subscription('2024-01-01', '2024-07-09', { customer_id: 'B', amount: '20' }),
      subscription('2024-07-09', null, { customer_id: 'B', amount: '10' }),
      subscription('2024-01-01', null, { customer_id: 'C', amount: '70' }),
      subscription('2024-07-09', null, { customer_id: 'C', amount: '10' }),
      subscription('2024-07-09', null, { customer_id: 'new', amount: '500' }),
    ];
    expect(ofBook(netMrrChurnRate, ...rows).value).toBe(0.1);
  });

  test('DS-1: 440/1,530 = 1 - NRR (METRICS.md 3.1)', () => {
    const { value, ...parts } = measure(netMrrChurnRate, ds1);
    expect(value).toBeCloseTo(1 - 0.712418, 6);
    expect(parts).toMatchObject({ numerator: 44_000, denominator: 153_000, n: 9 });
  });
});

describe('net_mrr_churn_rate, of all movements', () => {
  const movements = { metric: netMrrChurnRate, method: 'movements' };
  const opening = subscription('2024-01-01');
  const B = { customer_id: 'B' };
  test.each([
    ['leaves and comes back: nothing lost', [subscription('2024-01-01', '2024-07-09'), subscription('2024-07-20')], 0],
    ['up and down again: nothing lost', [opening, subscription('2024-07-02', '2024-07-09')], 0],
    [
      'comes back from before',
      [opening, subscription('2024-01-01', '2024-02-01', B), subscription('2024-07-02', null, B)],
      -1,
    ],
    ['new customers are no part of it', [opening, subscription('2024-07-02', null, B)], 0],
    ['who joined in the period leaves', [opening, subscription('2024-07-02', '2024-07-09', B)], 1],
  ])('%s', (_, rows, value) => {
    expect(measure(movements, { book: openBook(rows) })).toMatchObject({ value, denominator: 10_000 });
  });

  // METRICS.md 3.3: 100 becomes 120, 10 of it new.
  test('start 100, end 120, new 10: -10 % [CM-nmrr]', () => {
    const rows = [
      opening,
      subscription('2024-07-09', null, { amount: '10' }),
      subscription('2024-07-09', null, { ...B, amount: '10' }),
    ];
    expect(measure(movements, { book: openBook(rows) })).toMatchObject({ value: -0.1, numerator: -1000 });
  });

  test('DS-1: 410/1,530 (METRICS.md 3.1)', () => {
    const { value, ...parts } = measure(movements, ds1);
    expect(value).toBeCloseTo(0.267974, 6);
    expect(parts).toMatchObject({ numerator: 41_000, denominator: 153_000 });
  });
});
