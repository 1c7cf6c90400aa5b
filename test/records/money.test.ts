import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decimalsOf,
  type Marks,
  minorUnits,
  needsAmounts,
  parseDecimal,
  PER_MONTH,
  roundHalfEven,
} from '../../src/records/money.ts';

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

const plain: Marks = { decimal: '.', thousands: '' };
const english: Marks = { decimal: '.', thousands: ',' };
const german: Marks = { decimal: ',', thousands: '.' };
const french: Marks = { decimal: ',', thousands: ' ' };
const swiss: Marks = { decimal: '.', thousands: "'" };

test.each<[string, Marks, bigint, number]>([
  ['0', plain, 0n, 0],
  ['1234.50', plain, 123_450n, 2],
  ['007', plain, 7n, 0],
  ['123456789012345678', plain, 123_456_789_012_345_678n, 0],
  ['0.123456789012', plain, 123_456_789_012n, 12],
  ['1234', english, 1234n, 0],
  ['1,234', english, 1234n, 0],
  ['12,345,678.9', english, 123_456_789n, 1],
  ['123,456', english, 123_456n, 0],
  ['1.234,50', german, 123_450n, 2],
  ['1234,5', german, 12_345n, 1],
  ['1 234,50', french, 123_450n, 2],
  ['1\u00a0234\u202f567,5', french, 12_345_675n, 1],
  ["1'234.50", swiss, 123_450n, 2],
])('%s with %o is %i, %i decimals', (text, marks, digits, scale) => {
  expect(parseDecimal(text, marks)).toEqual({ digits, scale });
});

const negative = {
  code: 'money/negative',
  message: '{field} is {value}; an amount cannot be below 0',
  hint: 'credits and refunds go in their own file',
};
const parentheses = { code: 'money/parentheses', message: '{field} is {value}; parentheses are not read as a minus' };
const symbol = {
  code: 'money/symbol',
  message: '{field} is {value}; the currency belongs in a column of its own',
  hint: 'export plain numbers',
};
const separated = {
  code: 'money/thousands',
  message: '{field} is {value}; thousands are not separated',
  hint: '--thousands comma',
};
const comma = {
  code: 'money/decimal-comma',
  message: '{field} is {value}, with a decimal comma',
  hint: '--decimal comma',
};
const format = (example: string) => ({
  code: 'money/format',
  message: `{field} is "{value}", not an amount like ${example}`,
});
const tooPrecise = {
  code: 'money/too-precise',
  message: '{field} is {value}, with more than 12 decimals',
  hint: 'round it in the export',
};
const overflow = { code: 'money/overflow', message: '{field} is {value}, more than can be held exactly' };

test.each<[string, Marks, object]>([
  ['-5', plain, negative],
  ['-1,234', english, negative],
  ['-x', plain, format('49.90')],
  ['(5)', plain, parentheses],
  ['(5', plain, format('49.90')],
  ['5)', plain, format('49.90')],
  ['$5', plain, symbol],
  ['5€', plain, symbol],
  ['5 € 6', plain, format('49.90')],
  ['USD5', plain, symbol],
  ['USD 5', plain, symbol],
  ['5USD', plain, symbol],
  ['5 USD', plain, symbol],
  ['USDX5', plain, format('49.90')],
  ['XUSD 5', plain, format('49.90')],
  ['USD five', plain, format('49.90')],
  ['5 USDX', plain, format('49.90')],
  ['5xUSD', plain, format('49.90')],
  ['1,234', plain, separated],
  ['12,345,678.90', plain, separated],
  ['123,456', plain, separated],
  ['1234,567', plain, comma],
  ['12,34', plain, comma],
  ['1,2345', plain, comma],
  ['1.234,50', plain, comma],
  ['123 456 789,5', plain, comma],
  ['a1.234,50', plain, format('49.90')],
  ['1.234,50x', plain, format('49.90')],
  ['x12,34', plain, format('49.90')],
  ['12,34x', plain, format('49.90')],
  [',5', plain, format('49.90')],
  ['', plain, format('49.90')],
  ['1.2.3', plain, format('49.90')],
  ['.5', plain, format('49.90')],
  ['5.', plain, format('49.90')],
  ['1,23', english, comma],
  ['1234,567', english, comma],
  ['1,2345', english, comma],
  ['1,234,56', english, format('49.90')],
  ['1.5', german, format('49,90')],
  ['1.23,5', german, format('49,90')],
  ['12.34', french, format('49,90')],
  ['1  234', french, format('49,90')],
  ['1234567890123456789', plain, overflow],
  ['0.1234567890123', plain, tooPrecise],
])('%s with %o is refused', (text, marks, refusal) => {
  expect(parseDecimal(text, marks)).toEqual(refusal);
});
