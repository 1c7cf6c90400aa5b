import { describe, expect, test } from 'vitest';
import quickRatio from '../../src/metrics/quick-ratio.ts';
import { ds1, measure, ofBook, results, subscription } from './support.ts';

const joins = subscription('2024-07-02', null, { customer_id: 'B' });
const returns = [
  subscription('2024-01-01', '2024-02-01', { customer_id: 'C' }),
  subscription('2024-07-02', null, { customer_id: 'C' }),
];
const leaves = subscription('2024-01-01', '2024-07-02', { customer_id: 'D', amount: '50' });
const shrinks = [
  subscription('2024-01-01', null, { customer_id: 'E' }),
  subscription('2024-01-01', '2024-07-02', { customer_id: 'E' }),
];

describe('quick_ratio', () => {
  test.each([
    ['two won, half of one lost', [joins, ...returns, leaves], 4, 20_000, 5000],
    ['contraction is a loss', [joins, leaves, ...shrinks], 10_000 / 15_000, 10_000, 15_000],
    ['nothing won', [leaves], 0, 0, 5000],
  ])('%s', (_, rows, value, numerator, denominator) => {
    expect(ofBook(quickRatio, ...rows)).toMatchObject({ value, numerator, denominator, reason: null });
  });

  test('nothing lost: null, not infinite', () => {
    expect(ofBook(quickRatio, joins)).toMatchObject({
      value: null,
      numerator: 10_000,
      denominator: 0,
      reason: 'no_losses',
    });
    expect(results(quickRatio, {})).toMatchObject([{ value: null, reason: 'no_losses' }]);
  });

  // METRICS.md 3.1 and 9.17: reactivation is among the gains.
  test('DS-1: 390/660 = 0.590909', () => {
    const { value, ...parts } = measure(quickRatio, ds1);
    expect(value).toBeCloseTo(0.590909, 6);
    expect(parts).toMatchObject({ numerator: 39_000, denominator: 66_000, method: 'with-reactivation' });
  });
});

// METRICS.md 3.1: 390/660 with reactivation, 190/660 without; the movements of the other ways are in their own tests.
test.each([
  ['without-reactivation', 19_000, 66_000],
  ['period', 22_000, 49_000],
  ['subscription', 68_000, 95_000],
])('DS-1, %s', (method, numerator, denominator) => {
  const value = numerator / denominator;
  expect(measure({ metric: quickRatio, method }, ds1)).toMatchObject({ value, numerator, denominator, method });
});
