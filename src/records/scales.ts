import type { Scale } from './reading.ts';

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

/** Whether csm knows where to cut a scale of a survey kind. */
export function hasCut(kind: 'csat' | 'ces', scale: Scale): boolean {
  return (kind === 'csat' ? SATISFIED_FROM : EASY_FROM).has(nameOf(scale));
}

export function isSatisfied(score: number, scale: Scale | null): boolean {
  return score >= (SATISFIED_FROM.get(nameOf(scale ?? { min: 1, max: 5 })) ?? Infinity);
}

export function isEasy(score: number, scale: Scale | null, direction: 'ease' | 'effort' | null): boolean {
  const { min, max } = scale ?? { min: 1, max: 7 };
  const ease = direction === 'effort' ? min + max - score : score;
  return ease >= (EASY_FROM.get(nameOf({ min, max })) ?? Infinity);
}
