/** A value somebody had, and whether they left. */
export interface Ranked {
  /** Which unit of the weights it counts with: its customer, or itself. */
  readonly unit: number;
  readonly value: number;
  readonly churned: boolean;
}

/** Values in rising order, sorted once: a bootstrap counts them thousands of times with other weights. */
export interface Ranking {
  readonly units: Int32Array;
  readonly churned: Uint8Array;
  /** 1 at the last of equal values. */
  readonly ends: Uint8Array;
}

export function rank(values: readonly Ranked[]): Ranking {
  const sorted = values.toSorted((a, b) => a.value - b.value);
  return {
    units: Int32Array.from(sorted, ({ unit }) => unit),
    churned: Uint8Array.from(sorted, ({ churned }) => (churned ? 1 : 0)),
    ends: Uint8Array.from(sorted, ({ value }, i) => (sorted[i + 1]?.value === value ? 0 : 1)),
  };
}

/** How often each unit counts. */
export type Weights = Float64Array;

export const once = (units: number): Weights => new Float64Array(units).fill(1);

/**
 * AUC (Mann-Whitney): the chance that one who left had a lower value than one who stayed, equal ones half. NaN where
 * nobody left, or nobody stayed.
 */
export function aucOf({ units, churned, ends }: Ranking, weights: Weights, labels: Uint8Array = churned): number {
  let pairs = 0;
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
  }
  return pairs / (left * stayed);
}

/**
 * Lift of the lowest share: the churn rate of the lowest ceil(share x n) values over that of all. Of equal values at the
 * cut those that fit are taken evenly, so that no order decides. NaN where nobody left.
 */
export function liftOf({ units, churned, ends }: Ranking, share: number, weights: Weights): number {
  let total = 0;
  let left = 0;
  for (let i = 0; i < units.length; i++) {
    const weight = weights[units[i]!]!;
    total += weight;
    if (churned[i] === 1) left += weight;
  }
  // 0.1 x 30 is a trace more than 3 in floating point.
  const wanted = Math.ceil(share * total - 1e-9);
  let taken = 0;
  let lowest = 0;
  let here = 0;
  let leftHere = 0;
  for (let i = 0; i < units.length && taken < wanted; i++) {
    const weight = weights[units[i]!]!;
    here += weight;
    if (churned[i] === 1) leftHere += weight;
    if (ends[i] === 0) continue;
    const fits = Math.min(here, wanted - taken);
    if (here > 0) lowest += (leftHere * fits) / here;
    taken += fits;
    here = 0;
    leftHere = 0;
  }
  return lowest / wanted / (left / total);
}
