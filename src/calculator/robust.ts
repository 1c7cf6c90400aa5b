/** The middle of some numbers, and how far a usual one is from it. */
export interface Middle {
  readonly median: number;
  /** The median distance from the median (MAD). */
  readonly spread: number;
}

/** 0.6745 MAD is a standard deviation of normal numbers; from a robust score of 3.5 on a number stands out (METRICS.md 7.5). */
const NORMAL = 0.6745;
const FAR = 3.5;

/** The median and the median distance from it; null of none. */
export function middleOf(values: readonly number[]): Middle | null {
  if (values.length === 0) return null;
  const median = medianOf(values);
  return { median, spread: medianOf(values.map((value) => Math.abs(value - median))) };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** The robust score of a number; null where half of the others are alike, for then nothing says how they move. */
export const robustScore = (value: number, { median, spread }: Middle): number | null =>
  spread === 0 ? null : (NORMAL * (value - median)) / spread;

/** Between these a number does not stand out. */
export const robustLimits = ({ median, spread }: Middle): { readonly low: number; readonly high: number } => ({
  low: median - (FAR * spread) / NORMAL,
  high: median + (FAR * spread) / NORMAL,
});
