import { expect, test } from 'vitest';
import mrrFxImpact from '../../src/metrics/mrr-fx-impact.ts';
import { ds1, july, measure, observe, ofBook, subscription, account } from './support.ts';

// With rates: test/records/exchange.test.ts and test/cli/revenue.test.ts.

test('in one currency there is none', () => {
  expect(measure(mrrFxImpact, ds1)).toMatchObject({ value: 0, reason: null, n: 0 });
});

test.each([
  ['the close at other rates', { opening: 10_000, close: 10_700 }, 700],
  ['the opening at other rates', { opening: 9300, close: 10_000 }, 700],
  ['both', { opening: 9300, close: 9000 }, -300],
  ['neither', { opening: 10_000, close: 10_000 }, null],
])('%s', (_, { opening, close }, expected) => {
  const [ledger] = account(subscription('2024-01-01')).ledgers;
  const balances = { opening, close, sum: () => 0 };
  expect(observe(mrrFxImpact, { ...ledger, balances }, july)).toBe(expected);
});

test('without rates or amounts: null', () => {
  const only = (...columns: string[]) => ({ has: (_: string, field: string) => columns.includes(field) });
  expect(mrrFxImpact.lacks?.(only('amount'))).toBe('no_rates');
  expect(mrrFxImpact.lacks?.(only('rate'))).toBe('no_amounts');
  expect(mrrFxImpact.lacks?.(only('amount', 'rate'))).toBeNull();
  expect(ofBook(mrrFxImpact).value).toBe(0);
});
