import { expect, test } from 'vitest';
import healthUnknown from '../../src/metrics/health-unknown.ts';
import { type Case, ofHealth } from './health-support.ts';

test.each<[string, Case[], number]>([
  ['nobody', [], 0],
  ['one', [['unknown', null]], 1],
  ['of another band', [['green', 80]], 0],
  [
    'two of three',
    [
      ['unknown', null],
      ['green', 80],
      ['unknown', null],
    ],
    2,
  ],
])('%s', (_, customers, expected) => {
  expect(ofHealth(healthUnknown, ...customers)).toMatchObject([
    { value: expected, n: expected, numerator: null, interval: null, reason: null },
  ]);
});
