import { expect, test } from 'vitest';
import healthScoreMrrWeighted from '../../src/metrics/health-score-mrr-weighted.ts';
import { type Case, ofHealth } from './health-support.ts';

test.each<[string, Case[], number | null]>([
  ['nobody', [], null],
  ['one', [['green', 80]], 80],
  [
    '(80 x 300 + 40 x 100) / 400 = 70',
    [
      ['green', 80, '300'],
      ['red', 40, '100'],
    ],
    70,
  ],
  [
    'of which too little is known has no part',
    [
      ['green', 80, '300'],
      ['unknown', 10, '900'],
    ],
    80,
  ],
  [
    'nor has who has no score',
    [
      ['green', 80, '300'],
      ['red', null, '900'],
    ],
    80,
  ],
])('%s', (_, customers, value) => {
  const reason = value === null ? 'no_scores' : null;
  expect(ofHealth(healthScoreMrrWeighted, ...customers)).toMatchObject([{ value, reason, interval: null }]);
});

test('each currency by itself', () => {
  const found = ofHealth(healthScoreMrrWeighted, ['green', 80, '1', 'USD'], ['red', 40, '1', 'EUR']);
  expect(found.map(({ currency, value }) => [currency, value])).toEqual([
    ['EUR', 40],
    ['USD', 80],
  ]);
});

test('without amounts, or subscriptions: null', () => {
  expect(healthScoreMrrWeighted.lacks?.({ has: (_, field) => field !== 'amount' })).toBe('no_amounts');
  expect(healthScoreMrrWeighted.lacks?.({ has: (kind) => kind !== 'subscriptions' })).toBe('no_subscriptions');
});
