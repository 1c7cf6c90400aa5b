/** A value somebody had, and whether they left. */
export interface Ranked {
  /** Which unit of the weights it counts with: its customer, or itself. */
  readonly unit: number;
  /** Only values of one time are compared with one another. */
  readonly time: number;
  readonly value: number;
  readonly churned: boolean;
}

/**
 * Values in rising order within each time, sorted once: a bootstrap counts them thousands of times with other weights.
 * Churn and scores both change with the calendar, and customers of different months would be told apart by that alone.
 */
export interface Ranking {
  readonly units: Int32Array;
  readonly churned: Uint8Array;
  /** 1 at the last of equal values, 2 at the last of a time. */
  readonly ends: Uint8Array;
}

export function rank(values: readonly Ranked[]): Ranking {
  const sorted = values.toSorted((a, b) => a.time - b.time || a.value - b.value);
  return {
    units: Int32Array.from(sorted, ({ unit }) => unit),
    churned: Uint8Array.from(sorted, ({ churned }) => (churned ? 1 : 0)),
    ends: Uint8Array.from(sorted, ({ time, value }, i) => {
      const next = sorted[i + 1];
      return next?.time !== time ? 2 : next.value === value ? 0 : 1;
    }),
  };
}

/** How often each unit counts. */
export type Weights = Float64Array;

export const once = (units: number): Weights => new Float64Array(units).fill(1);

/**
 * AUC (Mann-Whitney): the chance that one who left had a lower value than one who stayed of the same time, equal ones
 * half. NaN where there are no such two.
 */
export function aucOf({ units, churned, ends }: Ranking, weights: Weights, labels: Uint8Array = churned): number {
  let pairs = 0;
  let all = 0;
  let left = 0;
  let stayed = 0;
  let leftHere = 0;
  let stayedHere = 0;
  for (let i = 0; i < units.length; i++) {
    // Multiplied, for nobody can foresee a branch on who left: this is run some hundred million times.
    const weight = weights[units[i]!]!;
    const own = weight * labels[i]!;
    leftHere += own;
    stayedHere += weight - own;
    if (ends[i] === 0) continue;
    pairs += stayedHere * (left + leftHere / 2);
    left += leftHere;
    stayed += stayedHere;
    leftHere = 0;
    stayedHere = 0;
    if (ends[i] === 1) continue;
    all += left * stayed;
    left = 0;
    stayed = 0;
  }
  return pairs / all;
}

/**
 * Lift of the lowest share: of the lowest ceil(share x n) values of each time, how many left over how many would have at
 * the rate of all of that time. Of equal values at the cut those that fit are taken evenly, so that no order decides.
 * NaN where nobody left.
 */
export function liftOf({ units, churned, ends }: Ranking, share: number, weights: Weights): number {
  let lowest = 0;
  let expected = 0;
  for (let from = 0, i = 0; i < units.length; i++) {
    if (ends[i] !== 2) continue;
    let total = 0;
    let left = 0;
    for (let j = from; j <= i; j++) {
      const weight = weights[units[j]!]!;
      total += weight;
      left += weight * churned[j]!;
    }
    // 0.1 x 30 is a trace more than 3 in floating point.
    const wanted = Math.ceil(share * total - 1e-9);
    if (total > 0) expected += (wanted * left) / total;
    for (let j = from, taken = 0, here = 0, leftHere = 0; j <= i && taken < wanted; j++) {
      const weight = weights[units[j]!]!;
      here += weight;
      leftHere += weight * churned[j]!;
      if (ends[j] === 0) continue;
      const fits = Math.min(here, wanted - taken);
      if (here > 0) lowest += (leftHere * fits) / here;
      taken += fits;
      here = 0;
      leftHere = 0;
    }
    from = i + 1;
  }
  return lowest / expected;
}
