import { DRAWS, LARGEST, numbersOf, quantileOf, SMALLEST } from './bootstrap.ts';
import { type Bounds, zOf } from './interval.ts';

/**
 * What is worked out from the sums of columns over units, such as a quotient of two ratios. Infinity is a value like
 * others; null where the sums say nothing.
 */
export type Statistic = (sums: Float64Array) => number | null;

/**
 * Interval of anything above 0 that is worked out from sums over units (METRICS.md 1.5): percentiles of 2000 draws of
 * units with a fixed seed. Where more draws than the tail has are infinite, nothing bounds it from above. Above 2000
 * units a normal interval of the logarithm stands in, by the jackknife (Efron and Tibshirani 1993, 11.2), under 20
 * there is none. A row is what a unit adds to each sum; rows are in a fixed order.
 */
export function bootstrapSums(rows: readonly Float64Array[], value: Statistic, confidence: number): Bounds | null {
  if (rows.length < SMALLEST) return null;
  return rows.length > LARGEST ? jackknifed(rows, value, confidence) : resampled(rows, value, confidence);
}

function resampled(rows: readonly Float64Array[], value: Statistic, confidence: number): Bounds | null {
  const units = rows.length;
  const { firsts, kindOf, kinds } = kindsOf(rows);
  const numbers = numbersOf(units * DRAWS);
  const values = new Float64Array(DRAWS);
  const counts = new Uint32Array(kinds.length);
  const sums = new Float64Array(rows[0]!.length);
  let kept = 0;
  for (let draw = 0, at = 0; draw < DRAWS; draw++) {
    counts.fill(0);
    let first = 0;
    for (const end = at + units; at < end; at++) {
      const unit = (numbers[at]! * units) >>> 16;
      first += firsts[unit]!;
      counts[kindOf[unit]!]!++;
    }
    sums.fill(0);
    sums[0] = first;
    for (let kind = 0; kind < kinds.length; kind++) {
      const row = kinds[kind]!;
      for (let i = 1; i < row.length; i++) sums[i]! += counts[kind]! * row[i]!;
    }
    const drawn = value(sums);
    if (drawn !== null && !Number.isNaN(drawn)) values[kept++] = drawn;
  }
  return percentilesOf(values.subarray(0, kept), DRAWS, confidence);
}

/**
 * Units by the kind they are of: those of one kind differ in their first column alone, which is money. Of hundreds of
 * customers there are a few dozen kinds, so that most of what is drawn is only counted.
 */
function kindsOf(rows: readonly Float64Array[]) {
  const kinds: Float64Array[] = [];
  const known = new Map<string, number>();
  const kindOf = Uint32Array.from(rows, (row) => {
    const key = row.subarray(1).join();
    const kind = known.get(key) ?? kinds.push(row) - 1;
    known.set(key, kind);
    return kind;
  });
  return { firsts: Float64Array.from(rows, ([first = 0]) => first), kindOf, kinds };
}

/** The middle of so many draws, of which those with a value are at hand; null where fewer than half have one. */
function percentilesOf(values: Float64Array, draws: number, confidence: number): Bounds | null {
  if (values.length < draws / 2) return null;
  const sorted = values.toSorted();
  const tail = (1 - confidence) / 2;
  const [low, high] = [quantileOf(sorted, tail), quantileOf(sorted, 1 - tail)];
  // Units that are all alike do not say that there are no others.
  if (!Number.isFinite(low) || low === high) return null;
  return { low, high: Number.isFinite(high) ? high : null };
}

function jackknifed(rows: readonly Float64Array[], value: Statistic, confidence: number): Bounds | null {
  const units = rows.length;
  const all = new Float64Array(rows[0]!.length);
  for (const row of rows) for (let i = 0; i < all.length; i++) all[i]! += row[i]!;
  const whole = Math.log(value(all) ?? NaN);
  const logs = new Float64Array(units);
  const sums = new Float64Array(all.length);
  for (const [unit, row] of rows.entries()) {
    for (let i = 0; i < all.length; i++) sums[i] = all[i]! - row[i]!;
    logs[unit] = Math.log(value(sums) ?? NaN);
  }
  const mean = logs.reduce((sum, each) => sum + each, 0) / units;
  const squares = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const margin = zOf(confidence) * Math.sqrt((squares * (units - 1)) / units);
  // Also where one unit is all there is to divide by.
  if (!Number.isFinite(margin)) return null;
  return { low: Math.exp(whole - margin), high: Math.exp(whole + margin) };
}
