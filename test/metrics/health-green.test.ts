import { expect, test } from 'vitest';
import healthGreen from '../../src/metrics/health-green.ts';
import { type Case, ofHealth } from './health-support.ts';

test.each<[string, Case[], number]>([
  ['nobody', [], 0],
  ['one', [['green', 80]], 1],
  ['of another band', [['yellow', 60]], 0],
  [
    'two of three',
    [
      ['green', 80],
      ['yellow', 60],
      ['green', 80],
    ],
    2,
  ],
])('%s', (_, customers, expected) => {
  expect(ofHealth(healthGreen, ...customers)).toMatchObject([
    { value: expected, n: expected, numerator: null, interval: null, reason: null },
  ]);
});
