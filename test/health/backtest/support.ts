import { dice } from '../../../src/calculator/random.ts';
import type { Trial } from '../../../src/health/backtest/backtest.ts';
import type { Observation, Subject } from '../../../src/health/backtest/observation.ts';
import type { Band } from '../../../src/records/health.ts';

/** METRICS.md 6.1: red up to 50, yellow up to 75, green above. */
const bandOf = (score: number | null): Band =>
  score === null ? 'unknown' : score <= 50 ? 'red' : score <= 75 ? 'yellow' : 'green';

/** An observation of a customer of its own, unless told otherwise. */
export function observation(customer: number, score: number | null, churned: boolean, more: Partial<Observation> = {}) {
  const snapshot = more.snapshot ?? 0;
  return {
    customer,
    snapshot,
    score,
    churned,
    churnDay: churned ? snapshot + 30 : null,
    band: bandOf(score),
    components: [],
    mrr: { cents: 100, currency: 'USD' },
    idle: null,
    ...more,
  } satisfies Observation;
}

/** METRICS.md 6.3, the toy vector: twenty customers, each once. */
export const TOY = '92:0 88:0 85:0 81:0 77:1 74:0 70:0 66:0 61:0 58:1 55:0 52:0 47:0 44:1 40:0 38:0 33:1 29:0 22:1 15:1'
  .split(' ')
  .map((pair, i) => observation(i, Number(pair.split(':')[0]), pair.endsWith('1')));

/** A customer that is there all the time until it leaves, scored by a function of the day. */
export function subject(
  index: number,
  { began = 0, left = null }: { readonly began?: number; readonly left?: number | null },
  subScores: (day: number) => readonly (number | null)[],
  idle: number | null = null,
): Subject {
  return {
    index,
    began,
    churnDays: left === null ? [] : [left],
    isActiveAt: (day) => day >= began && (left === null || day < left),
    scoreAt(day) {
      const components = subScores(day);
      const known = components.filter((each) => each !== null);
      const score = known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0) / known.length;
      return { score, band: bandOf(score), components, mrr: { cents: 100, currency: 'USD' }, idle };
    },
  };
}

export const NAMES = ['usage', 'support', 'nps', 'payment', 'seats'];
export const SNAPSHOTS = Array.from({ length: 18 }, (_, i) => 30 * (i + 1));
export const NO_LEAKS = { statics: [], suspects: [] };
export const AHEAD = { lead: 14, horizon: 90, minAge: 28 };
const LAST = SNAPSHOTS.at(-1)! + 104;

type Kind = 'truth' | 'noise' | 'leak' | 'static';

/** A customer that is scored in another way. */
export const scoredBy = (who: Subject, scoreAt: Subject['scoreAt']): Subject => ({ ...who, scoreAt });

/**
 * Customers whose usage and support get worse in the 120 days before they leave; nps and payment know nothing of it, and
 * seats is a number of each customer that never changes. With `noise` nothing knows; with `leak` usage is 0 from then on;
 * with `static` the seats of who leaves some day are few.
 */
export function customers(kind: Kind, count: number, seed = 1): Subject[] {
  const roll = dice(seed * 7919 + 13);
  return Array.from({ length: count }, (_, index) => {
    const leaves = roll(100) < 45;
    const left = leaves ? 100 + roll(LAST - 100) : null;
    const salt = roll(1e6);
    const seats = kind === 'static' && leaves ? 20 + roll(15) : 40 + roll(50);
    const wave = (day: number, place: number): number =>
      ((salt + place * 977 + Math.floor(day / 15) * 131) * 48271) % 61;
    const wanes = (day: number): boolean => kind === 'truth' && left !== null && day > left - 120;
    return subject(index, { left }, (day) => [
      kind === 'leak'
        ? left !== null && day > left - 120
          ? 0
          : 60 + wave(day, 0) / 2
        : 35 + wave(day, 0) - (wanes(day) ? 30 : 0),
      38 + wave(day, 1) - (wanes(day) ? 25 : 0),
      39 + wave(day, 2),
      wave(day, 3) > 50 ? null : 30 + wave(day, 3),
      seats,
    ]);
  });
}

export const trial = (subjects: readonly Subject[]): Trial => ({
  ...AHEAD,
  subjects,
  names: NAMES,
  snapshots: SNAPSHOTS,
});
