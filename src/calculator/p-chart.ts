/** A period: so many cases, and so many of them hits. */
export interface Lot {
  readonly n: number;
  readonly k: number;
}

/** Where shares of a process lie that only chance moves. */
export interface PChart {
  /** All hits by all cases. */
  readonly centre: number;
  /** Laney's sigma of z: how much more the shares move from one period to the next than counts by themselves do. */
  readonly sigmaZ: number;
  /** Whether the limits are those of Laney's p', for sigmaZ is above 1. */
  readonly isPrime: boolean;
  /** The limits of a period of so many cases; null of none. */
  limits(n: number): { readonly low: number; readonly high: number } | null;
}

/** With fewer periods to go by it says nothing (METRICS.md 7.5). */
const FEWEST = 8;
/** The mean range of two draws from a normal distribution of sigma 1 (d2). */
const MEAN_RANGE = 1.128;

/** Three standard errors of a share of n around `centre`, times `widen`, within 0 and 1; null where n is 0. */
export function shareLimits(centre: number, n: number, widen = 1): { low: number; high: number } | null {
  if (n === 0) return null;
  const reach = 3 * widen * Math.sqrt((centre * (1 - centre)) / n);
  return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}

/**
 * A p-chart over periods in the order of time (METRICS.md 7.5), and Laney's p' where they are overdispersed:
 * z = (p - centre) / sqrt(centre (1 - centre) / n), sigma of z = mean |z - the z before| / 1.128, and limits so many
 * times as wide. Never narrower than the p-chart. Periods without cases are passed over. Null with fewer than 8 others, and
 * where all or none are hits, for then nothing says how shares move.
 */
export function pChart(periods: readonly Lot[]): PChart | null {
  const lots = periods.filter(({ n }) => n > 0);
  const centre = lots.reduce((sum, { k }) => sum + k, 0) / lots.reduce((sum, { n }) => sum + n, 0);
  if (lots.length < FEWEST || centre <= 0 || centre >= 1) return null;
  const scores = lots.map(({ n, k }) => (k / n - centre) / Math.sqrt((centre * (1 - centre)) / n));
  const ranges = scores.slice(1).map((score, i) => Math.abs(score - scores[i]!));
  const sigmaZ = ranges.reduce((sum, range) => sum + range, 0) / ranges.length / MEAN_RANGE;
  const widen = Math.max(1, sigmaZ);
  return { centre, sigmaZ, isPrime: sigmaZ > 1, limits: (n) => shareLimits(centre, n, widen) };
}
