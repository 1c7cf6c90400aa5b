import { type Interval, zOf } from './interval.ts';

/** One unit's share in a ratio of sums: a customer's MRR that stayed, and what there was. */
export interface Parts {
  readonly part: number;
  readonly whole: number;
}

export const DRAWS = 2000;
/** Of more units the interval is a linearised one. */
export const LARGEST = 2000;
/** Fewer units have no interval. */
export const SMALLEST = 20;
const SEED = 0x2545f491;

/**
 * Percentile bootstrap over units for a ratio of sums, or for the difference of two ratios of the same units
 * (METRICS.md 1.5): 2000 draws with a fixed seed. Above 2000 units a linearised normal interval stands in, under
 * 20 there is none. Nor is there one where all units of a side have the same ratio: that no draw differs does not say
 * that no other customer would. Columns are the units in a fixed order: [part, whole] or [part, whole, part before, whole before].
 */
export function bootstrapRatio(
  columns: readonly Float64Array[],
  confidence: number,
  largest = LARGEST,
): Interval | null {
  const units = columns[0]?.length ?? 0;
  if (units < SMALLEST) return null;
  for (let pair = 0; pair < columns.length; pair += 2) if (isAlike(columns[pair]!, columns[pair + 1]!)) return null;
  return units > largest ? linearised(columns, confidence) : resampled(columns, confidence);
}

/** Whether all units have one ratio; those with nothing on either side have none. */
function isAlike(part: Float64Array, whole: Float64Array): boolean {
  let only: number | null = null;
  for (let i = 0; i < part.length; i++) {
    if (part[i] === 0 && whole[i] === 0) continue;
    // What has a part of nothing is infinite, and like no other.
    const ratio = part[i]! / whole[i]!;
    if (only === null) only = ratio;
    else if (ratio !== only) return false;
  }
  return only === null || Number.isFinite(only);
}

function resampled(columns: readonly Float64Array[], confidence: number): Interval | null {
  const [part, whole] = [columns[0]!, columns[1]!];
  const [partBefore, wholeBefore] = columns.slice(2);
  const units = part.length;
  const numbers = numbersOf(units * DRAWS);
  const values = new Float64Array(DRAWS);
  let kept = 0;
  for (let draw = 0, at = 0; draw < DRAWS; draw++, at += units) {
    const now = ratioOf(part, whole, numbers, at);
    const before = partBefore && wholeBefore ? ratioOf(partBefore, wholeBefore, numbers, at) : 0;
    // A draw without anything to divide by says nothing.
    if (now !== null && before !== null) values[kept++] = now - before;
  }
  if (kept < DRAWS / 2) return null;
  const sorted = values.subarray(0, kept).toSorted();
  const tail = (1 - confidence) / 2;
  return { low: quantileOf(sorted, tail), high: quantileOf(sorted, 1 - tail) };
}

/**
 * The random numbers of the draws, 16 bits each; `(number * units) >>> 16` is a unit. The seed is fixed, so one
 * sequence serves every number of units: it is made once, and made anew only when a longer one is needed.
 */
export function numbersOf(length: number): Uint16Array {
  if (remembered.length < length) {
    remembered = new Uint16Array(length);
    // Marsaglia's xorshift: seeded, the same on every machine, and quicker than all that is done with its draws.
    let state = SEED;
    for (let i = 0; i < length; i += 2) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      remembered[i] = state >>> 16;
      remembered[i + 1] = state;
    }
  }
  return remembered;
}
let remembered = new Uint16Array(0);

function ratioOf(part: Float64Array, whole: Float64Array, numbers: Uint16Array, from: number): number | null {
  const units = part.length;
  let over = 0;
  let under = 0;
  for (let i = from, end = from + units; i < end; i++) {
    const unit = (numbers[i]! * units) >>> 16;
    over += part[unit]!;
    under += whole[unit]!;
  }
  return under === 0 ? null : over / under;
}

/** Delta method: the ratio's error is that of the mean of part - ratio x whole. */
function linearised(columns: readonly Float64Array[], confidence: number): Interval | null {
  const units = columns[0]!.length;
  const residuals = new Float64Array(units);
  let value = 0;
  for (let pair = 0; pair < columns.length; pair += 2) {
    const [part, whole] = [columns[pair]!, columns[pair + 1]!];
    const total = sum(whole);
    if (total === 0) return null;
    const ratio = sum(part) / total;
    const sign = pair === 0 ? 1 : -1;
    value += sign * ratio;
    for (let i = 0; i < units; i++) residuals[i]! += (sign * (part[i]! - ratio * whole[i]!)) / total;
  }
  const squares = residuals.reduce((all, each) => all + each * each, 0);
  const margin = zOf(confidence) * Math.sqrt((squares * units) / (units - 1));
  return { low: value - margin, high: value + margin };
}

const sum = (values: Float64Array): number => values.reduce((all, each) => all + each, 0);

/** The R-7 quantile of sorted values, of which there is one at least, as spreadsheets have it. */
export function quantileOf(sorted: Float64Array, p: number): number {
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)]!;
  const high = sorted[Math.ceil(at)]!;
  // Both may be infinite.
  return low === high ? low : low + (high - low) * (at % 1);
}
