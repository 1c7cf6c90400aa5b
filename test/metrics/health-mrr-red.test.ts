import { expect, test } from 'vitest';
import healthMrrRed from '../../src/metrics/health-mrr-red.ts';
import { type Case, ofHealth } from './health-support.ts';

test.each<[string, Case[], number]>([
  ['nobody', [], 0],
  ['one', [['red', 40, '12.34']], 1234],
  ['of another band', [['unknown', null, '12.34']], 0],
  [
    'two of three',
    [
      ['red', 40, '10'],
      ['unknown', null, '5'],
      ['red', 40, '20'],
    ],
    3000,
  ],
])('%s', (_, customers, expected) => {
  expect(ofHealth(healthMrrRed, ...customers)).toMatchObject([{ value: expected, interval: null, reason: null }]);
});

test('each currency by itself', () => {
  const found = ofHealth(healthMrrRed, ['red', 40, '10', 'USD'], ['red', 40, '7', 'EUR']);
  expect(found.map(({ currency, value }) => [currency, value])).toEqual([
    ['EUR', 700],
    ['USD', 1000],
  ]);
});

test('without amounts, or subscriptions: null', () => {
  expect(healthMrrRed.lacks?.({ has: (_, field) => field !== 'amount' })).toBe('no_amounts');
  expect(healthMrrRed.lacks?.({ has: (kind) => kind !== 'subscriptions' })).toBe('no_subscriptions');
});
