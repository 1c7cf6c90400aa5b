import { expect, test } from 'vitest';
import healthMrrGreen from '../../src/metrics/health-mrr-green.ts';
import { type Case, ofHealth } from './health-support.ts';

test.each<[string, Case[], number]>([
  ['nobody', [], 0],
  ['one', [['green', 80, '12.34']], 1234],
  ['of another band', [['yellow', 60, '12.34']], 0],
  [
    'two of three',
    [
      ['green', 80, '10'],
      ['yellow', 60, '5'],
      ['green', 80, '20'],
    ],
    3000,
  ],
])('%s', (_, customers, expected) => {
  expect(ofHealth(healthMrrGreen, ...customers)).toMatchObject([{ value: expected, interval: null, reason: null }]);
});

test('each currency by itself', () => {
  const found = ofHealth(healthMrrGreen, ['green', 80, '10', 'USD'], ['green', 80, '7', 'EUR']);
  expect(found.map(({ currency, value }) => [currency, value])).toEqual([
    ['EUR', 700],
    ['USD', 1000],
  ]);
});

test('without amounts, or subscriptions: null', () => {
  expect(healthMrrGreen.lacks?.({ has: (_, field) => field !== 'amount' })).toBe('no_amounts');
  expect(healthMrrGreen.lacks?.({ has: (kind) => kind !== 'subscriptions' })).toBe('no_subscriptions');
});
