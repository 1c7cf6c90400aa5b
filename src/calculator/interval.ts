/** A range that holds the true value with the confidence asked for. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** An interval that may have no upper end. */
export interface Bounds {
  readonly low: number;
  /** Null where nothing bounds it from above. */
  readonly high: number | null;
}

const QUANTILES = new Map([
  [0.8, 1.2815515655446004],
  [0.9, 1.6448536269514722],
  [0.95, 1.959963984540054],
  [0.99, 2.5758293035489004],
]);

/** Standard normal quantile of a two-sided confidence level. Throws a RangeError for a level that is not offered. */
export function zOf(confidence: number): number {
  const z = QUANTILES.get(confidence);
  if (z === undefined) throw new RangeError(`confidence must be one of ${[...QUANTILES.keys()].join(', ')}`);
  return z;
}

/** Wilson score interval of a proportion (METRICS.md 1.5): stays inside [0, 1], honest for small samples. */
export function wilson(successes: number, trials: number, confidence: number): Interval | null {
  if (trials === 0 || successes > trials) return null;
  const z = zOf(confidence);
  const p = successes / trials;
  const z2 = z * z;
  const centre = p + z2 / (2 * trials);
  const spread = z * Math.sqrt((p * (1 - p) + z2 / (4 * trials)) / trials);
  const scale = 1 + z2 / trials;
  // At the ends the two terms are equal: said outright, since a rounding error would leave a trace of them.
  return {
    low: successes === 0 ? 0 : (centre - spread) / scale,
    high: successes === trials ? 1 : (centre + spread) / scale,
  };
}

/** Newcombe's hybrid score interval of the difference of two proportions, a - b (Newcombe 1998, method 10). */
export function newcombe(a: Proportion, b: Proportion, confidence: number): Interval | null {
  const ia = wilson(a.successes, a.trials, confidence);
  const ib = wilson(b.successes, b.trials, confidence);
  if (ia === null || ib === null) return null;
  const pa = a.successes / a.trials;
  const pb = b.successes / b.trials;
  const difference = pa - pb;
  return {
    low: difference - Math.hypot(pa - ia.low, ib.high - pb),
    high: difference + Math.hypot(ia.high - pa, pb - ib.low),
  };
}

export interface Proportion {
  readonly successes: number;
  readonly trials: number;
}

/** Promoters, detractors and all answers. */
export interface Balance {
  readonly up: number;
  readonly down: number;
  readonly count: number;
}

/**
 * Standard error of a net share, in points (METRICS.md 1.5). Answers that are all alike have none of their own:
 * three pseudo-answers (3/4 up, 3/4 down, 3/2 neither) then stand in, an adjusted Wald idea.
 */
function netError({ up, down, count }: Balance): { readonly centre: number; readonly error: number } {
  const alike = up === count || down === count || up + down === 0;
  const n = alike ? count + 3 : count;
  const p = (alike ? up + 0.75 : up) / n;
  const d = (alike ? down + 0.75 : down) / n;
  return { centre: 100 * (p - d), error: 100 * Math.sqrt((p + d - (p - d) ** 2) / n) };
}

/** Interval of a net promoter score, clipped to its scale. */
export function netInterval(balance: Balance, confidence: number): Interval | null {
  if (balance.count === 0) return null;
  const { centre, error } = netError(balance);
  const margin = zOf(confidence) * error;
  return { low: Math.max(-100, centre - margin), high: Math.min(100, centre + margin) };
}

/** Interval of the difference of two net promoter scores, a - b. */
export function netDifference(a: Balance, b: Balance, confidence: number): Interval | null {
  if (a.count === 0 || b.count === 0) return null;
  const difference = (100 * (a.up - a.down)) / a.count - (100 * (b.up - b.down)) / b.count;
  const margin = zOf(confidence) * Math.hypot(netError(a).error, netError(b).error);
  return { low: difference - margin, high: difference + margin };
}
