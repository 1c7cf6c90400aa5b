import { describe, expect, test } from 'vitest';
import mrr from '../../src/metrics/mrr.ts';
import { ds1, measure, ofBook, subscription } from './support.ts';

describe('mrr', () => {
  test.each([
    ['nobody', [], 0],
    ['starts on the last day', [subscription('2024-07-31')], 10_000],
    ['starts the day after', [subscription('2024-08-01')], 0],
    ['ends on the last day: not there at its close', [subscription('2024-01-01', '2024-07-31')], 0],
    ['ends the day after', [subscription('2024-01-01', '2024-08-01')], 10_000],
    ['came and went', [subscription('2024-07-01', '2024-07-31')], 0],
    ['two of one customer', [subscription('2024-01-01'), subscription('2024-07-15', null, { amount: '9.99' })], 10_999],
    ['on trial', [subscription('2024-01-01', null, { status: 'trialing' })], 0],
    ['past due', [subscription('2024-01-01', null, { status: 'past_due' })], 10_000],
  ])('%s', (_, rows, expected) => {
    expect(ofBook(mrr, ...rows)).toMatchObject({ value: expected, numerator: null, interval: null, reason: null });
  });

  test('100 x $100 and 50 x $600 a year: 12,500 [ST-gloss]', () => {
    const monthly = subscription('2024-01-01', null, { amount: '', unit_amount: '100', quantity: '100' });
    const yearly = subscription('2024-01-01', null, {
      amount: '',
      unit_amount: '600',
      quantity: '50',
      interval: 'year',
    });
    expect(ofBook(mrr, monthly, yearly).value).toBe(1_250_000);
  });

  test('DS-1: 1,260.00 (METRICS.md 3.1)', () => {
    expect(measure(mrr, ds1)).toMatchObject({ value: 126_000, n: 9 });
  });
});
