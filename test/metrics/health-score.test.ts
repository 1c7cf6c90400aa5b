import { expect, test } from 'vitest';
import healthScore from '../../src/metrics/health-score.ts';
import { type Case, ofHealth } from './health-support.ts';

test.each<[string, Case[], number | null, number]>([
  ['nobody', [], null, 0],
  ['one', [['green', 80]], 80, 1],
  [
    'mean of all bands',
    [
      ['green', 80],
      ['yellow', 60],
      ['red', 40],
    ],
    60,
    3,
  ],
  [
    'of which too little is known has no part',
    [
      ['green', 80],
      ['unknown', 10],
      ['unknown', null],
    ],
    80,
    1,
  ],
  ['a red one without a score has none either', [['red', null]], null, 0],
  [
    'the worst score is a score',
    [
      ['red', 0],
      ['green', 100],
    ],
    50,
    2,
  ],
])('%s', (_, customers, value, n) => {
  const reason = value === null ? 'no_scores' : null;
  expect(ofHealth(healthScore, ...customers)).toMatchObject([{ value, n, reason, interval: null }]);
});
