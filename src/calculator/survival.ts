import { type Interval, zOf } from './interval.ts';

/** A stretch of time somebody was watched, in whole days since it began for them. */
export interface Spell {
  /** Since when it was watched: 0 from the beginning, later when it had begun before anybody watched. */
  readonly entry: number;
  /** How long it was by the time it ended, or was last seen. */
  readonly exit: number;
  /** Whether it ended, and not just the watching. */
  readonly ended: boolean;
}

/** The share that is left after so many days, which holds up to the next step. */
export interface Step {
  readonly time: number;
  /** Watched just before. */
  readonly atRisk: number;
  readonly events: number;
  /** Last seen at this time or later, before the next step. */
  readonly censored: number;
  readonly value: number;
  /** Greenwood's standard error; null when nobody is left, for then there is none. */
  readonly error: number | null;
  readonly interval: Interval | null;
}

const ascending = (a: number, b: number): number => a - b;

/**
 * The Kaplan-Meier estimate: a step for every length at which a spell ended, after one at 0. A spell counts as at risk
 * after its entry and up to its exit; one last seen at a length at which others end was at risk there. The interval is
 * of the logarithm, cut at 1, as R's `survfit` has it. No spells, no steps.
 */
export function kaplanMeier(spells: readonly Spell[], confidence: number): Step[] {
  if (spells.length === 0) return [];
  const z = zOf(confidence);
  const entries = spells.map(({ entry }) => entry).toSorted(ascending);
  const exits = spells.map(({ exit }) => exit).toSorted(ascending);
  const lost = spells.flatMap(({ exit, ended }) => (ended ? [] : [exit])).toSorted(ascending);
  const deaths = new Map<number, number>();
  for (const { exit, ended } of spells) if (ended) deaths.set(exit, (deaths.get(exit) ?? 0) + 1);
  const ends = [...deaths].toSorted(([a], [b]) => a - b);

  const censoredUpTo = (until: number): number => below(lost, until);
  const first = below(entries, 1);
  const steps: Step[] = [
    {
      time: 0,
      atRisk: first,
      events: 0,
      censored: censoredUpTo(ends[0]?.[0] ?? Infinity),
      value: 1,
      error: 0,
      interval: { low: 1, high: 1 },
    },
  ];
  let value = 1;
  let greenwood = 0;
  for (const [i, [time, events]] of ends.entries()) {
    const atRisk = below(entries, time) - below(exits, time);
    const isOver = events >= atRisk || value === 0;
    value = isOver ? 0 : value * (1 - events / atRisk);
    greenwood += isOver ? 0 : events / (atRisk * (atRisk - events));
    const spread = Math.sqrt(greenwood);
    steps.push({
      time,
      atRisk,
      events,
      censored: censoredUpTo(ends[i + 1]?.[0] ?? Infinity) - censoredUpTo(time),
      value,
      error: isOver ? null : value * spread,
      interval: isOver ? null : { low: value * Math.exp(-z * spread), high: Math.min(1, value * Math.exp(z * spread)) },
    });
  }
  return steps;
}

/** The first length at which at most half are left; null when more than half are left at the end. */
export function medianOf(steps: readonly Step[]): number | null {
  // A product of fractions may miss a half by its last digit.
  return steps.find(({ value }) => value <= 0.5 + 1e-12)?.time ?? null;
}

/** How many of sorted numbers are below a limit. */
function below(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
