import { type Interval, zOf } from './interval.ts';

/** A sample by its count, sum and sum of squares. */
export interface Sample {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

/** The squared standard error of a sample's mean; null under two observations. */
function meanVariance({ count, sum, squares }: Sample): number | null {
  if (count < 2) return null;
  const spread = squares - (sum * sum) / count;
  // What rounding leaves of numbers that are all alike is no spread.
  return spread <= 1e-12 * squares ? 0 : spread / (count - 1) / count;
}

/**
 * Student's interval of a mean. Null under two observations, and where all are alike: a sample without a spread does
 * not say that there is none.
 */
export function meanInterval(sample: Sample, confidence: number): Interval | null {
  const variance = meanVariance(sample);
  if (!variance) return null;
  const mean = sample.sum / sample.count;
  const margin = tOf(confidence, sample.count - 1) * Math.sqrt(variance);
  return { low: mean - margin, high: mean + margin };
}

/** Welch's interval of the difference of two means, a - b (Welch 1947). Null where either has no interval of its own. */
export function welch(a: Sample, b: Sample, confidence: number): Interval | null {
  const va = meanVariance(a);
  const vb = meanVariance(b);
  if (!va || !vb) return null;
  const difference = a.sum / a.count - b.sum / b.count;
  const freedom = (va + vb) ** 2 / (va ** 2 / (a.count - 1) + vb ** 2 / (b.count - 1));
  const margin = tOf(confidence, freedom) * Math.sqrt(va + vb);
  return { low: difference - margin, high: difference + margin };
}

/** An interval where there is no value below or above these: nothing that could be true is cut off by it. */
export const within = ({ low, high }: Interval, least: number, most: number): Interval => ({
  low: Math.max(least, low),
  high: Math.min(most, high),
});

/**
 * Two-sided quantile of Student's t for degrees of freedom above 0, whole or not, from the normal one: Hill (1970),
 * algorithm 396, good to some six digits from 3 degrees on; those of 1 and 2 are exact.
 */
function tOf(confidence: number, freedom: number): number {
  const p = 1 - confidence;
  if (freedom === 1) return 1 / Math.tan((p * Math.PI) / 2);
  if (freedom === 2) return Math.sqrt(2 / (p * (2 - p)) - 2);
  const n = freedom;
  const a = 1 / (n - 0.5);
  const b = 48 / (a * a);
  let c = (((20_700 * a) / b - 98) * a - 16) * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * n;
  let y = (d * p) ** (2 / n);
  if (y > 0.05 + a) {
    const x = -zOf(confidence);
    y = x * x;
    if (n < 5) c += 0.3 * (n - 4.5) * (x + 0.6);
    c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b;
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x;
    y = Math.expm1(a * y * y);
  } else {
    y =
      ((1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y - 1) * ((n + 1) / (n + 2)) +
      1 / y;
  }
  return Math.sqrt(n * y);
}
