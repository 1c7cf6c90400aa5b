import { describe, expect, test } from 'vitest';
import oneOff from '../../src/metrics/one-off-expansion-revenue.ts';
import { openBook } from '../../src/records/account.ts';
import { chargeOf, chargesOf } from '../../src/records/charges.ts';
import { paymentSchema } from '../../src/records/payment.ts';
import { accepted, type Cells } from '../records/support.ts';
import { measure, subscription } from './support.ts';

const book = openBook([
  subscription('2024-06-30'),
  subscription('2024-07-01', null, { customer_id: 'new' }),
  subscription('2024-01-01', '2024-06-30', { customer_id: 'gone' }),
]);
const accountOf = (customer: string) => book.byCustomer.get(customer) ?? null;

/** What a payment of 12.34 by customer A on 9 July comes to, unless told otherwise. */
function paid(more: Cells): number | null {
  const cells = { customer_id: 'A', at: '2024-07-09', amount: '12.34', kind: 'one_off', ...more };
  const row = { ...accepted(paymentSchema, cells), file: 'p.csv', line: 2, labels: [] };
  const charge = chargeOf({ ...row, account: accountOf(row.customer_id) });
  return measure(oneOff, { book, charges: charge ? [charge] : [] }).value;
}

describe('of payments', () => {
  test.each<[string, Cells, number]>([
    ['a one-off charge', {}, 1234],
    ['an add-on', { kind: 'add-on' }, 1234],
    ['what does not recur', { kind: '', is_recurring: 'no' }, 1234],
    ['not paid yet', { status: 'open' }, 1234],
    ['on the last day', { at: '2024-07-31' }, 1234],
    ['the day after', { at: '2024-08-01' }, 0],
    ['the day before', { at: '2024-06-30' }, 0],
    ['what recurs', { kind: 'recurring' }, 0],
    ['setup', { kind: 'setup' }, 0],
    ['nothing says what it is', { kind: '' }, 0],
    ['money back', { kind: 'refund' }, 0],
    ['given back', { status: 'refunded' }, 0],
    ['failed', { status: 'failed' }, 0],
    ['void', { status: 'void' }, 0],
    ['of a customer who came on the first day', { customer_id: 'new' }, 0],
    ['of a customer who had left', { customer_id: 'gone' }, 0],
    ['of nobody known', { customer_id: 'orphan' }, 0],
  ])('%s', (_, cells, expected) => {
    expect(paid(cells)).toBe(expected);
  });
});

describe('of subscriptions', () => {
  test.each<[string, Cells, number]>([
    ['what does not recur, on the day it begins', {}, 10_000],
    ['whatever its interval', { interval: 'year', interval_count: '2' }, 10_000],
    ['units times price', { amount: '', unit_amount: '30', quantity: '3' }, 9000],
    ['less its discount', { discount_amount: '1' }, 9900],
    ['setup', { plan: 'Set-up fee' }, 0],
    ['no setup, but named like it', { plan: 'Setups 101' }, 10_000],
    ['what recurs', { is_recurring: 'yes' }, 0],
    ['the MRR of a row that does not recur is no charge', { amount: '', mrr: '10' }, 0],
  ])('%s', (_, cells, expected) => {
    const row = subscription('2024-07-09', null, { is_recurring: 'no', ...cells });
    expect(measure(oneOff, { book, charges: chargesOf([row], accountOf) }).value).toBe(expected);
  });
});

test.each([
  [[], 'no_one_off_charges'],
  [['payments.amount'], 'no_one_off_charges'],
  [['payments.kind'], null],
  [['payments.is_recurring'], null],
  [['subscriptions.is_recurring'], null],
])('with the columns %j: %s', (columns: string[], reason) => {
  expect(oneOff.lacks?.({ has: (table, field) => columns.includes(`${table}.${field}`) })).toBe(reason);
});
