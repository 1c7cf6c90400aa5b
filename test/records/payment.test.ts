import { expect, test } from 'vitest';
import { paymentSchema } from '../../src/records/payment.ts';
import type { Reading } from '../../src/records/reading.ts';
import { accepted, type Cells, refused } from './support.ts';

const base: Cells = { customer_id: 'c1', at: '2024-07-02', amount: '49.00', currency: 'usd' };

test('a row, with nothing but what it must have', () => {
  const { currency: _, ...least } = base;
  expect(accepted(paymentSchema, least)).toEqual({
    payment_id: null,
    customer_id: 'c1',
    at: Date.UTC(2024, 6, 2) / 86_400_000,
    cents: 4900,
    currency: null,
    kind: null,
    status: null,
    document: null,
    subscription_id: null,
    order_id: null,
    due_at: null,
    settled_at: null,
    counted: true,
  });
});

test.each([
  ['', 'EUR'],
  ['usd', 'USD'],
])('a currency of %j where the config says EUR: %s', (currency, expected) => {
  expect(accepted(paymentSchema, { ...base, currency }, { currency: 'EUR' }).currency).toBe(expected);
});

// Whole minor units of the currency, exactly; below zero: money that goes back.
test.each<[string, Cells, number, Partial<Reading>?]>([
  ['major units', {}, 4900],
  ['nothing', { amount: '0' }, 0],
  ['below zero', { amount: '-49.00' }, -4900],
  ['no decimals in yen', { amount: '4900', currency: 'JPY' }, 4900],
  ['three decimals in dinar', { amount: '1.234', currency: 'KWD' }, 1234],
  ['minor units by the header', { amount: '4900' }, 4900, { minor: new Set(['amount']) }],
  ['minor units below zero', { amount: '-1' }, -1, { minor: new Set(['amount']) }],
  ['marks', { amount: '-1.234,50' }, -123_450, { marks: { decimal: ',', thousands: '.' } }],
  ['the most there is', { amount: '90071992547409.91' }, Number.MAX_SAFE_INTEGER],
  ['a refund takes away', { kind: 'refund' }, -4900],
  ['a refund takes away, written so already', { kind: 'Credit Memo', amount: '-49' }, -4900],
  ['a refund of nothing', { kind: 'refund', amount: '0' }, 0],
  ['a correction of what recurs', { kind: 'recurring', amount: '-5' }, -500],
])('%s', (_, cells, cents, how = {}) => {
  expect(accepted(paymentSchema, { ...base, ...cells }, how).cents).toBe(cents);
});

test.each<[Cells, string | null]>([
  [{}, null],
  [{ kind: '' }, null],
  [{ amount: '-1' }, 'refund'],
  [{ amount: '-1', kind: 'setup' }, 'setup'],
  [{ kind: 'One-off' }, 'one_off'],
  [{ kind: 'ONE_TIME' }, 'one_off'],
  [{ kind: 'subscription' }, 'recurring'],
  [{ kind: 'setup' }, 'setup'],
  [{ is_recurring: 'yes' }, 'recurring'],
  [{ is_recurring: 'no' }, 'one_off'],
  [{ is_recurring: 'yes', kind: 'setup' }, 'setup'],
  [{ is_recurring: '', kind: '' }, null],
])('%j is of kind %s', (cells, kind) => {
  expect(accepted(paymentSchema, { ...base, ...cells }).kind).toBe(kind);
});

test.each<[Cells, string | null, boolean]>([
  [{ status: '' }, null, true],
  [{ status: 'Succeeded' }, 'paid', true],
  [{ status: 'past_due' }, 'open', true],
  [{ status: 'uncollectible' }, 'failed', true],
  [{ status: 'refunded' }, 'refunded', true],
  [{ status: 'VOIDED' }, 'void', false],
  [{ status: 'draft' }, 'draft', false],
  [{ status: 'paid', is_void: 'true' }, 'paid', false],
  [{ status: 'paid', is_void: 'false' }, 'paid', true],
])('%j is %s, counted: %s', (cells, status, counted) => {
  expect(accepted(paymentSchema, { ...base, ...cells })).toMatchObject({ status, counted });
});

test.each(['parked', 'constructor', '__proto__', 'toString'])('%s is no word of any list: told', (word) => {
  const notices: string[] = [];
  const notice = (code: string, field: string, message: string) => notices.push(`${field}: ${code}: ${message}`);
  const row = accepted(paymentSchema, { ...base, status: word, kind: word }, { notice });
  expect(row).toMatchObject({ status: 'open', kind: null, counted: true });
  expect(notices.toSorted()).toEqual([
    `kind: field/unknown-value: kind "${word}" is not known: read as none`,
    `status: field/unknown-value: status "${word}" is not known: read as open`,
  ]);
});

test.each<[string, Cells, string[]]>([
  ['no customer', { customer_id: '' }, ['customer_id: field/missing']],
  ['no day', { at: '' }, ['at: field/missing']],
  ['no amount', { amount: '' }, ['amount: field/missing']],
  ['a day that is not', { at: '2024-02-30' }, ['at: date/not-in-calendar']],
  ['half a cent', { amount: '0.005' }, ['amount: money/too-precise']],
  ['half a cent below zero', { amount: '-0.005' }, ['amount: money/too-precise']],
  ['too much', { amount: '90071992547409.92' }, ['amount: money/overflow']],
  ['too much below zero', { amount: '-90071992547409.92' }, ['amount: money/overflow']],
  ['a symbol', { amount: '$49' }, ['amount: money/symbol']],
  ['thousands', { amount: '-1,200.00' }, ['amount: money/thousands']],
  ['parentheses', { amount: '(49.00)' }, ['amount: money/parentheses']],
  ['no currency', { currency: 'dollars' }, ['currency: money/currency']],
  ['neither yes nor no', { is_void: 'maybe' }, ['is_void: field/enum']],
])('%s is refused', (_, cells, expected) => {
  expect(refused(paymentSchema, { ...base, ...cells })).toEqual(expected);
});
