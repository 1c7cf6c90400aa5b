import { expect, test } from 'vitest';
import healthMrrUnknown from '../../src/metrics/health-mrr-unknown.ts';
import { type Case, ofHealth } from './health-support.ts';

test.each<[string, Case[], number]>([
  ['nobody', [], 0],
  ['one', [['unknown', null, '12.34']], 1234],
  ['of another band', [['green', 80, '12.34']], 0],
  [
    'two of three',
    [
      ['unknown', null, '10'],
      ['green', 80, '5'],
      ['unknown', null, '20'],
    ],
    3000,
  ],
])('%s', (_, customers, expected) => {
  expect(ofHealth(healthMrrUnknown, ...customers)).toMatchObject([{ value: expected, interval: null, reason: null }]);
});

test('each currency by itself', () => {
  const found = ofHealth(healthMrrUnknown, ['unknown', null, '10', 'USD'], ['unknown', null, '7', 'EUR']);
  expect(found.map(({ currency, value }) => [currency, value])).toEqual([
    ['EUR', 700],
    ['USD', 1000],
  ]);
});

test('without amounts, or subscriptions: null', () => {
  expect(healthMrrUnknown.lacks?.({ has: (_, field) => field !== 'amount' })).toBe('no_amounts');
  expect(healthMrrUnknown.lacks?.({ has: (kind) => kind !== 'subscriptions' })).toBe('no_subscriptions');
});
