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
    mrr: 100,
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
      return { score, band: bandOf(score), components, mrr: 100, idle };
    },
  };
}
