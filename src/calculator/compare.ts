import type { Result } from './calculate.ts';
import type { Interval } from './interval.ts';
import type { About, Better } from './metric.ts';

export type Verdict = 'better' | 'worse' | 'same';

/** How a result differs from the same one of another period. */
export interface Change {
  readonly metric: string;
  readonly method: string | null;
  readonly segment: string | null;
  readonly by?: string;
  readonly currency: string | null;
  readonly previous: number | null;
  /** In the metric's own unit: of a ratio, 0.01 is one percentage point. */
  readonly delta: number | null;
  /** As a fraction of the earlier value; null for ratios and points, whose change is in points. */
  readonly deltaPct: number | null;
  /** Null for counts, money and medians, and wherever an interval is missing. */
  readonly verdict: Verdict | null;
}

/**
 * Compares a result with an earlier value. `difference` gives the interval of (now - before): no verdict without one,
 * nor without an interval of the result itself.
 */
export function compare(about: About, now: Result, previous: number | null, difference: () => Interval | null): Change {
  const { metric, method, segment, by, currency } = now;
  const delta = now.value === null || previous === null ? null : now.value - previous;
  const inPoints = about.unit === 'ratio' || about.unit === 'points';
  const deltaPct = delta === null || !previous || inPoints ? null : delta / Math.abs(previous);
  const verdict = delta === null || now.interval === null ? null : verdictOf(difference(), about.better);
  const cell = { metric, method, segment, ...(by !== undefined && { by }), currency };
  return { ...cell, previous, delta, deltaPct, verdict };
}

function verdictOf(difference: Interval | null, better: Better): Verdict | null {
  if (difference === null || better === 'neither') return null;
  if (difference.low <= 0 && difference.high >= 0) return 'same';
  return difference.low > 0 === (better === 'higher') ? 'better' : 'worse';
}
