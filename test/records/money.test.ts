import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalsOf, minorUnits, needsAmounts, PER_MONTH, roundHalfEven } from '../../src/records/money.ts';

// ISO 4217, by hand.
test.each([
  ['USD', 2],
  ['EUR', 2],
  ['JPY', 0],
  ['KRW', 0],
  ['CLP', 0],
  ['ISK', 0],
  ['BHD', 3],
  ['KWD', 3],
  ['XXX', 2],
  [null, 2],
])('%s has %i decimals', (currency, decimals) => {
  expect(decimalsOf(currency)).toBe(decimals);
});

test.each([
  [1250n, 2, 2, 1250n],
  [12n, 0, 2, 1200n],
  [125n, 1, 3, 12_500n],
  [12_000n, 3, 2, 1200n],
  [10_005n, 3, 2, null],
  [5n, 1, 0, null],
  [50n, 1, 0, 5n],
  [0n, 12, 0, 0n],
])('%i with scale %i in a currency of %i decimals: %s', (digits, scale, decimals, expected) => {
  expect(minorUnits({ digits, scale }, decimals)).toBe(expected);
});

// METRICS.md 9.11: half to even.
test.each([
  [5n, 2n, 2n],
  [7n, 2n, 4n],
  [1n, 2n, 0n],
  [3n, 2n, 2n],
  [30n, 12n, 2n],
  [42n, 12n, 4n],
  [51n, 100n, 1n],
  [49n, 100n, 0n],
  [0n, 7n, 0n],
  [700n, 7n, 100n],
])('%i/%i rounds to %i', (over, under, expected) => {
  expect(roundHalfEven({ over, under })).toBe(expected);
});

test('rounding is never off by more than a half, and an exact half goes to the even side', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.bigInt({ min: 1n, max: 1200n }), (over, under) => {
      const rounded = roundHalfEven({ over, under });
      const off = 2n * (rounded * under - over);
      expect(off >= -under && off <= under).toBe(true);
      if (off === under || off === -under) expect(rounded % 2n).toBe(0n);
    }),
  );
});

// METRICS.md 2.9: $10 a week is 43.33 a month.
test.each([
  ['day', 30_417n],
  ['week', 4333n],
  ['month', 1000n],
  ['quarter', 333n],
  ['half_year', 167n],
  ['year', 83n],
] as const)('$10 each %s', (interval, cents) => {
  const [times, by] = PER_MONTH[interval];
  expect(roundHalfEven({ over: 1000n * times, under: by })).toBe(cents);
});

test('money takes a column of amounts', () => {
  expect(needsAmounts({ has: () => false })).toBe('no_amounts');
  expect(needsAmounts({ has: (table, field) => table === 'subscriptions' && field === 'amount' })).toBeNull();
});
