import { expect, test } from 'vitest';
import healthMrrYellow from '../../src/metrics/health-mrr-yellow.ts';
import { type Case, ofHealth } from './health-support.ts';

test.each<[string, Case[], number]>([
  ['nobody', [], 0],
  ['one', [['yellow', 60, '12.34']], 1234],
  ['of another band', [['red', 40, '12.34']], 0],
  [
    'two of three',
    [
      ['yellow', 60, '10'],
      ['red', 40, '5'],
      ['yellow', 60, '20'],
    ],
    3000,
  ],
])('%s', (_, customers, expected) => {
  expect(ofHealth(healthMrrYellow, ...customers)).toMatchObject([{ value: expected, interval: null, reason: null }]);
});

test('each currency by itself', () => {
  const found = ofHealth(healthMrrYellow, ['yellow', 60, '10', 'USD'], ['yellow', 60, '7', 'EUR']);
  expect(found.map(({ currency, value }) => [currency, value])).toEqual([
    ['EUR', 700],
    ['USD', 1000],
  ]);
});

test('without amounts, or subscriptions: null', () => {
  expect(healthMrrYellow.lacks?.({ has: (_, field) => field !== 'amount' })).toBe('no_amounts');
  expect(healthMrrYellow.lacks?.({ has: (kind) => kind !== 'subscriptions' })).toBe('no_subscriptions');
});
