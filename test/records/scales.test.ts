import { expect, test } from 'vitest';
import { cutCaveat, easiness, isEasy, isSatisfied, npsGroup, satisfaction } from '../../src/records/scales.ts';

// METRICS.md 2.1: promoters 9-10, passives 7-8, detractors 0-6.
test('NPS groups of 0 to 10', () => {
  const groups = Array.from({ length: 11 }, (_, score) => npsGroup(score));
  expect(groups).toEqual([-1, -1, -1, -1, -1, -1, -1, 0, 0, 1, 1]);
});

const scaleOf = (name: string) => {
  const [min = NaN, max = NaN] = name.split('-').map(Number);
  return { min, max };
};

// METRICS.md 2.3
test.each([
  ['0-1', 1],
  ['1-2', 2],
  ['1-3', 3],
  ['1-4', 3],
  ['1-5', 4],
  ['1-7', 6],
  ['1-10', 6],
])('satisfied on %s: from %i', (name, from) => {
  const scale = scaleOf(name);
  for (let score = scale.min; score <= scale.max; score++) expect(isSatisfied(score, scale)).toBe(score >= from);
  expect(cutCaveat('csat', scale)).toBe(name === '1-10' ? 'survey/seed-cut' : null);
});

// METRICS.md 2.4 and 9.29: the easy boxes mirror the agree boxes.
test.each([
  ['1-7', 'ease', [5, 6, 7]],
  ['1-7', 'effort', [1, 2, 3]],
  ['1-5', 'ease', [4, 5]],
  ['1-5', 'effort', [1, 2]],
] as const)('easy on %s asked as %s: %j', (name, direction, easy) => {
  const scale = scaleOf(name);
  const boxes = Array.from({ length: scale.max }, (_, i) => i + 1).filter((score) => isEasy(score, scale, direction));
  expect(boxes).toEqual(easy);
  expect(cutCaveat('ces', scale)).toBeNull();
});

test('what nothing says: CSAT on 1-5, CES on 1-7 asked as ease', () => {
  expect([3, 4].map((score) => isSatisfied(score, null))).toEqual([false, true]);
  expect([4, 5].map((score) => isEasy(score, null, null))).toEqual([false, true]);
  expect([cutCaveat('csat', null), cutCaveat('ces', null)]).toEqual([null, null]);
});

test.each(['0-10', '0-100', '1-6'])('%s has no agreed cut: it is in no share, and that is said', (name) => {
  const scale = scaleOf(name);
  expect([isSatisfied(scale.max, scale), isEasy(scale.max, scale, null)]).toEqual([null, null]);
  expect([cutCaveat('csat', scale), cutCaveat('ces', scale)]).toEqual(['survey/no-cut', 'survey/no-cut']);
});

// METRICS.md 2.3 and 2.4: net is satisfied less dissatisfied, the boxes that mirror each other.
test.each([
  [{ min: 0, max: 1 }, null, [-1, 1]],
  [{ min: 1, max: 3 }, null, [-1, 0, 1]],
  [{ min: 1, max: 4 }, null, [-1, -1, 1, 1]],
  [{ min: 1, max: 5 }, null, [-1, -1, 0, 1, 1]],
  [{ min: 1, max: 7 }, null, [-1, -1, 0, 0, 0, 1, 1]],
  [{ min: 1, max: 7 }, 5, [-1, -1, -1, 0, 1, 1, 1]],
  [{ min: 1, max: 10 }, 9, [-1, -1, 0, 0, 0, 0, 0, 0, 1, 1]],
  [{ min: 1, max: 5 }, 2, [-1, 1, 1, 1, 1]],
  [{ min: 1, max: 5 }, 1, [null, null, null, null, null]],
  [{ min: 1, max: 5 }, 6, [null, null, null, null, null]],
])('satisfaction on %j from %s: %j', (scale, cut, expected) => {
  const scores = expected.map((_, i) => scale.min + i);
  expect(scores.map((score) => satisfaction(score, scale, cut))).toEqual(expected);
  if (cut !== null) expect(cutCaveat('csat', scale, cut)).toBe(expected[0] === null ? 'survey/off-scale' : null);
});

test('easiness mirrors with the direction', () => {
  const boxes = (direction: 'ease' | 'effort') =>
    [1, 2, 3, 4, 5, 6, 7].map((score) => easiness(score, { min: 1, max: 7 }, direction));
  expect(boxes('ease')).toEqual([-1, -1, -1, 0, 1, 1, 1]);
  expect(boxes('effort')).toEqual([1, 1, 1, 0, -1, -1, -1]);
  expect(easiness(10, { min: 0, max: 10 }, 'ease')).toBeNull();
});
