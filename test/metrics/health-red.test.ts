import { expect, test } from 'vitest';
import healthRed from '../../src/metrics/health-red.ts';
import { type Case, ofHealth } from './health-support.ts';

test.each<[string, Case[], number]>([
  ['nobody', [], 0],
  ['one', [['red', 40]], 1],
  ['of another band', [['unknown', null]], 0],
  [
    'two of three',
    [
      ['red', 40],
      ['unknown', null],
      ['red', 40],
    ],
    2,
  ],
])('%s', (_, customers, expected) => {
  expect(ofHealth(healthRed, ...customers)).toMatchObject([
    { value: expected, n: expected, numerator: null, interval: null, reason: null },
  ]);
});
