import { describe, expect, test } from 'vitest';
import arpa from '../../src/metrics/arpa.ts';
import { openBook } from '../../src/records/account.ts';
import { ds1, measure, ofBook, results, subscription } from './support.ts';

const B = { customer_id: 'B' };

describe('arpa', () => {
  test.each([
    ['two subscriptions are one account', [subscription('2024-01-01'), subscription('2024-01-01')], 20_000, 1],
    ['two accounts', [subscription('2024-01-01'), subscription('2024-01-01', null, { ...B, amount: '50' })], 7500, 2],
    [
      'a free account is none',
      [subscription('2024-01-01'), subscription('2024-01-01', null, { ...B, amount: '0' })],
      10_000,
      1,
    ],
    ['one who left is none', [subscription('2024-01-01'), subscription('2024-01-01', '2024-07-31', B)], 10_000, 1],
    [
      'one who is there at the close',
      [subscription('2024-01-01'), subscription('2024-07-31', '2024-08-01', B)],
      10_000,
      2,
    ],
  ])('%s', (_, rows, value, denominator) => {
    expect(ofBook(arpa, ...rows)).toMatchObject({ value, denominator, n: denominator });
  });

  test('nobody: null', () => {
    expect(ofBook(arpa, subscription('2024-08-01'))).toMatchObject({ value: null, reason: 'no_customers' });
  });

  test('each currency has its own', () => {
    const rows = [
      subscription('2024-01-01', null, { currency: 'USD' }),
      subscription('2024-01-01', null, { currency: 'EUR', amount: '7' }),
    ];
    expect(results(arpa, { book: openBook(rows) })).toMatchObject([
      { currency: 'EUR', value: 700, denominator: 1 },
      { currency: 'USD', value: 10_000, denominator: 1 },
    ]);
  });

  test('DS-1: 1,260.00 / 9 = 140.00 (METRICS.md 3.1)', () => {
    expect(measure(arpa, ds1)).toMatchObject({ value: 14_000, numerator: 126_000, denominator: 9, interval: null });
  });
});
