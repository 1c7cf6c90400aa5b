import { chanceOfT } from './chance.ts';
import { type Interval, zOf } from './interval.ts';
import { logBeta } from './models/special.ts';

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
 * Two-sided quantile of Student's t for degrees of freedom from 1 up, whole or not: the t whose chance is 1 - confidence,
 * by Newton's method on the logarithm of the chance, from the normal quantile. Of many degrees by the expansion around
 * that one (Abramowitz and Stegun 1964, 26.7.5), for there the beta function loses digits.
 */
function tOf(confidence: number, freedom: number): number {
  const z = zOf(confidence);
  if (freedom > 1e4) return z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
  const scale = 2 / Math.sqrt(freedom) / Math.exp(logBeta(freedom / 2, 0.5));
  let t = z;
  for (let i = 0; i < 20; i++) {
    const chance = chanceOfT(t, freedom);
    const density = scale * (1 + (t * t) / freedom) ** (-(freedom + 1) / 2);
    const step = (Math.log(chance / (1 - confidence)) * chance) / density;
    t += step;
    if (Math.abs(step) < 1e-12 * t) break;
  }
  return t;
}
