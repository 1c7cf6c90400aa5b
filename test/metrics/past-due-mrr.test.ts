import { expect, test } from 'vitest';
import { openBook } from '../../src/records/account.ts';
import pastDueMrr from '../../src/metrics/past-due-mrr.ts';
import { ofBook, results, subscription } from './support.ts';

const due = { status: 'past_due' };

test.each([
  ['none', [subscription('2024-01-01')], 0],
  ['one of two', [subscription('2024-01-01'), subscription('2024-01-01', null, { ...due, amount: '30' })], 3000],
  ['begun on the last day', [subscription('2024-07-31', null, due)], 10_000],
  ['begun the day after', [subscription('2024-08-01', null, due)], 0],
  ['gone on the last day', [subscription('2024-01-01', '2024-07-31', due)], 0],
  ['unpaid is none: it is no MRR', [subscription('2024-01-01', null, { status: 'unpaid' })], 0],
  ['after its discount', [subscription('2024-01-01', null, { ...due, discount_percent: '50' })], 5000],
])('%s', (_, rows, expected) => {
  expect(ofBook(pastDueMrr, ...rows)).toMatchObject({ value: expected, reason: null });
});

test('each currency by itself', () => {
  const rows = ['EUR', 'USD'].map((currency) => subscription('2024-01-01', null, { ...due, currency }));
  expect(results(pastDueMrr, { book: openBook(rows) }).map(({ currency, value }) => [currency, value])).toEqual([
    ['EUR', 10_000],
    ['USD', 10_000],
  ]);
});

test('without a status: null', () => {
  expect(pastDueMrr.lacks?.({ has: (_, field) => field !== 'status' })).toBe('no_status');
});
