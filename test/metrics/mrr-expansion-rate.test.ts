import { describe, expect, test } from 'vitest';
import mrrExpansionRate from '../../src/metrics/mrr-expansion-rate.ts';
import { openBook } from '../../src/records/account.ts';
import { ds1, measure, ofBook, results, subscription } from './support.ts';

const opening = subscription('2024-01-01');
const B = { customer_id: 'B' };

describe('mrr_expansion_rate', () => {
  test.each([
    ['no expansion', [opening], 0, 0, 10_000],
    ['a second subscription', [opening, subscription('2024-07-02', null, { amount: '20' })], 0.2, 2000, 10_000],
    ['the day after', [opening, subscription('2024-08-01')], 0, 0, 10_000],
    [
      'given up again in the period',
      [opening, subscription('2024-07-02', '2024-07-09', { amount: '20' })],
      0.2,
      2000,
      10_000,
    ],
    [
      'of a customer who came in the period',
      [opening, subscription('2024-07-02', null, B), subscription('2024-07-09', null, B)],
      1,
      10_000,
      10_000,
    ],
    ['the first subscription is none', [opening, subscription('2024-07-02', null, B)], 0, 0, 10_000],
  ])('%s', (_, rows, value, numerator, denominator) => {
    expect(ofBook(mrrExpansionRate, ...rows)).toMatchObject({ value, numerator, denominator, n: 1 });
  });

  test('nobody at the start: null', () => {
    expect(ofBook(mrrExpansionRate, subscription('2024-07-01'))).toMatchObject({
      value: null,
      reason: 'no_opening_customers',
    });
  });

  test('DS-1: 50/1,530 (METRICS.md 2.10 and 3.1)', () => {
    expect(measure(mrrExpansionRate, ds1)).toMatchObject({
      value: 50 / 1530,
      numerator: 5000,
      denominator: 153_000,
      n: 9,
    });
  });
});

test.each([
  ['period', 5000],
  ['subscription', 0],
])('DS-1, %s', (method, numerator) => {
  expect(measure({ metric: mrrExpansionRate, method }, ds1)).toMatchObject({ numerator, denominator: 153_000 });
});

test('by subscription: only what one subscription costs more, in its own currency', () => {
  const cells = { subscription_id: 'a', currency: 'EUR' };
  const rows = [
    subscription('2024-01-01', '2024-07-05', cells),
    subscription('2024-07-05', null, { ...cells, amount: '130' }),
    subscription('2024-07-09', null, { subscription_id: 'b', currency: 'USD' }),
  ];
  expect(results({ metric: mrrExpansionRate, method: 'subscription' }, { book: openBook(rows) })).toMatchObject([
    { currency: 'EUR', numerator: 3000, denominator: 10_000 },
    { currency: 'USD', value: null, reason: 'no_opening_customers' },
  ]);
});
