import { expect, test } from 'vitest';
import ticketsPer100Customers from '../../src/metrics/tickets-per-100-customers.ts';
import { openBook } from '../../src/records/account.ts';
import { crowd, DS2, measure } from './support.ts';

test('8 tickets, 40 of 50 customers stay: 20 per 100', () => {
  const result = measure(ticketsPer100Customers, { tickets: DS2, book: openBook(crowd(50, 10)) });
  expect(result).toMatchObject({ value: 20, numerator: 8, denominator: 40, n: 40, interval: null });
});

test.each([
  ['no customer is left', crowd(5, 5), null, 'no_customers'],
  ['no subscriptions at all', [], null, 'no_customers'],
])('%s', (_, rows, value, reason) => {
  expect(measure(ticketsPer100Customers, { tickets: DS2, book: openBook(rows) })).toMatchObject({ value, reason });
});

test('customers and no tickets: 0; without the export: null', () => {
  expect(measure(ticketsPer100Customers, { book: openBook(crowd(5, 0)) })).toMatchObject({ value: 0, reason: null });
  const facts = { has: () => false };
  expect(measure(ticketsPer100Customers, { tickets: DS2 }, { facts }).reason).toBe('no_subscriptions');
});
