import { expect, test } from 'vitest';
import healthYellow from '../../src/metrics/health-yellow.ts';
import { type Case, ofHealth } from './health-support.ts';

test.each<[string, Case[], number]>([
  ['nobody', [], 0],
  ['one', [['yellow', 60]], 1],
  ['of another band', [['red', 40]], 0],
  [
    'two of three',
    [
      ['yellow', 60],
      ['red', 40],
      ['yellow', 60],
    ],
    2,
  ],
])('%s', (_, customers, expected) => {
  expect(ofHealth(healthYellow, ...customers)).toMatchObject([
    { value: expected, n: expected, numerator: null, interval: null, reason: null },
  ]);
});
