import type { Scored } from '../calculator/means.ts';
import type { Scale, Survey } from './row.ts';
import type { Settings } from './settings.ts';

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

/** What CSAT is asked on where nothing says it. */
export const STARS: Scale = { min: 1, max: 5 };
/** And CES. */
const SEVEN: Scale = { min: 1, max: 7 };

/** An answer on its scale, or on this one where nothing says it; null where there is none. */
export const scoredOn = ({ score, scale }: Survey, usual: Scale, isLowGood = false): Scored | null =>
  score === null ? null : { score, ...(scale ?? usual), isLowGood };

/** An answer to CES on its scale; asked as effort, low is good. */
export const effortOn = (answer: Survey, usual: Settings['direction']): Scored | null =>
  scoredOn(answer, SEVEN, (answer.direction ?? usual) === 'effort');

/** Satisfied 1, dissatisfied -1 (the boxes that mirror the satisfied ones), neither 0; null on a scale without a cut. */
export function satisfaction(score: number, scale: Scale | null, cut: number | null = null): -1 | 0 | 1 | null {
  const { min, max } = scale ?? STARS;
  const from = cut ?? SATISFIED_FROM.get(nameOf({ min, max }));
  // A cut that is not on the scale cuts nothing: with none or all satisfied there would be a number, and no answer.
  return from === undefined || from <= min || from > max ? null : side(score, min + max - score, from);
}

/** Whether an answer is a satisfied one; null on a scale without a cut. */
export function isSatisfied(score: number, scale: Scale | null, cut: number | null = null): boolean | null {
  const found = satisfaction(score, scale, cut);
  return found === null ? null : found === 1;
}

/** Easy 1, hard -1, neither 0; null on a scale without an agreed cut. */
export function easiness(score: number, scale: Scale | null, direction: 'ease' | 'effort' | null): -1 | 0 | 1 | null {
  const { min, max } = scale ?? SEVEN;
  const from = EASY_FROM.get(nameOf({ min, max }));
  const mirrored = min + max - score;
  if (from === undefined) return null;
  return direction === 'effort' ? side(mirrored, score, from) : side(score, mirrored, from);
}

/** Whether an answer says it was easy; null on a scale without an agreed cut. */
export function isEasy(score: number, scale: Scale | null, direction: 'ease' | 'effort' | null): boolean | null {
  const found = easiness(score, scale, direction);
  return found === null ? null : found === 1;
}

const side = (score: number, mirrored: number, from: number): -1 | 0 | 1 =>
  score >= from ? 1 : mirrored >= from ? -1 : 0;

/** What a reader should know of the cut of a scale; `cut` is the one that was given. */
export function cutCaveat(kind: 'csat' | 'ces', scale: Scale | null, cut: number | null = null): string | null {
  if (cut !== null) return satisfaction(cut, scale, cut) === null ? 'survey/off-scale' : null;
  if (scale === null) return null;
  if (!(kind === 'csat' ? SATISFIED_FROM : EASY_FROM).has(nameOf(scale))) return 'survey/no-cut';
  return kind === 'csat' && nameOf(scale) === '1-10' ? 'survey/seed-cut' : null;
}
