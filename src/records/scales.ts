import type { Scale } from './row.ts';

/** Promoter 1, passive 0, detractor -1: 9-10, 7-8 and 0-6 (METRICS.md 2.1). */
export function npsGroup(score: number): -1 | 0 | 1 {
  return score >= 9 ? 1 : score >= 7 ? 0 : -1;
}

/** The lowest satisfied answer of each scale (METRICS.md 2.3). 1-10 follows the seed; other sources say 9. */
const SATISFIED_FROM: ReadonlyMap<string, number> = new Map([
  ['0-1', 1],
  ['1-2', 2],
  ['1-3', 3],
  ['1-4', 3],
  ['1-5', 4],
  ['1-7', 6],
  ['1-10', 6],
]);

/** The lowest answer that says it was easy, of each scale; asked as effort, the boxes are mirrored (METRICS.md 9.29). */
const EASY_FROM: ReadonlyMap<string, number> = new Map([
  ['1-5', 4],
  ['1-7', 5],
]);

const nameOf = (scale: Scale): string => `${scale.min}-${scale.max}`;

/** Whether an answer is a satisfied one; null on a scale without an agreed cut. */
export function isSatisfied(score: number, scale: Scale | null): boolean | null {
  const from = SATISFIED_FROM.get(nameOf(scale ?? { min: 1, max: 5 }));
  return from === undefined ? null : score >= from;
}

/** Whether an answer says it was easy; null on a scale without an agreed cut. */
export function isEasy(score: number, scale: Scale | null, direction: 'ease' | 'effort' | null): boolean | null {
  const { min, max } = scale ?? { min: 1, max: 7 };
  const from = EASY_FROM.get(nameOf({ min, max }));
  const ease = direction === 'effort' ? min + max - score : score;
  return from === undefined ? null : ease >= from;
}

/** What a reader should know of the cut of a scale. */
export function cutCaveat(kind: 'csat' | 'ces', scale: Scale | null): string | null {
  if (scale === null) return null;
  if (!(kind === 'csat' ? SATISFIED_FROM : EASY_FROM).has(nameOf(scale))) return 'survey/no-cut';
  return kind === 'csat' && nameOf(scale) === '1-10' ? 'survey/seed-cut' : null;
}
