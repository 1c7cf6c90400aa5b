/** A table of features with an outcome: what a logistic regression is fitted to. */
export interface Cases {
  /** A row a case, a value a feature; without a gap. */
  readonly features: readonly (readonly number[])[];
  readonly outcomes: readonly boolean[];
  /** How often a case counts; once when left out. */
  readonly weights?: ArrayLike<number>;
}

/** log odds = intercept + sum of coefficient x feature. */
export interface Logistic {
  readonly intercept: number;
  readonly coefficients: readonly number[];
}

const STEPS = 50;
const CLOSE = 1e-10;

/**
 * Logistic regression with an L2 penalty: minimises the summed log loss + penalty/2 x the sum of squared coefficients,
 * the intercept free (as scikit-learn's C = 1/penalty). By iteratively reweighted least squares, which is Newton's
 * method; a step that makes it worse is halved. `start` saves steps where the answer is nearly known. Null: no best was
 * found, or the outcomes are all alike.
 */
export function fitLogistic(cases: Cases, penalty: number, start?: Logistic): Logistic | null {
  const design = designOf(cases);
  const { size, outcomes } = design;
  if (!outcomes.includes(0) || !outcomes.includes(1)) return null;
  let at = start ? [start.intercept, ...start.coefficients] : Array.from({ length: size }, () => 0);
  let loss = lossOf(design, at, penalty);
  for (let step = 0; step < STEPS; step++) {
    const move = newtonStep(design, at, penalty);
    if (move === null) return null;
    let share = 1;
    let next = at.map((value, i) => value - move[i]!);
    let nextLoss = lossOf(design, next, penalty);
    while (!(nextLoss <= loss + CLOSE) && share > 1e-6) {
      share /= 2;
      next = at.map((value, i) => value - share * move[i]!);
      nextLoss = lossOf(design, next, penalty);
    }
    const moved = Math.max(...next.map((value, i) => Math.abs(value - at[i]!)));
    [at, loss] = [next, nextLoss];
    if (moved < CLOSE * 100) return { intercept: at[0]!, coefficients: at.slice(1) };
  }
  return null;
}

/** The log odds of a case. */
export function logOdds({ intercept, coefficients }: Logistic, features: readonly number[]): number {
  return coefficients.reduce((sum, coefficient, j) => sum + coefficient * features[j]!, intercept);
}

/** The cases as one block of numbers, a row a case, each row beginning with the 1 of the intercept. */
interface Design {
  readonly size: number;
  readonly cells: Float64Array;
  readonly outcomes: Float64Array;
  readonly weights: Float64Array;
}

function designOf({ features, outcomes, weights }: Cases): Design {
  const size = (features[0]?.length ?? 0) + 1;
  const counted = outcomes.flatMap((_, i) => ((weights?.[i] ?? 1) > 0 ? [i] : []));
  const cells = new Float64Array(size * counted.length);
  for (const [row, i] of counted.entries()) cells.set([1, ...features[i]!], row * size);
  return {
    size,
    cells,
    outcomes: Float64Array.from(counted, (i) => (outcomes[i] ? 1 : 0)),
    weights: Float64Array.from(counted, (i) => weights?.[i] ?? 1),
  };
}

function oddsOf({ size, cells }: Design, row: number, at: readonly number[]): number {
  let odds = 0;
  for (let j = 0, cell = row * size; j < size; j++, cell++) odds += at[j]! * cells[cell]!;
  return odds;
}

function lossOf(design: Design, at: readonly number[], penalty: number): number {
  const { outcomes, weights } = design;
  let loss = 0;
  for (let j = 1; j < at.length; j++) loss += (penalty / 2) * at[j]! ** 2;
  for (let i = 0; i < outcomes.length; i++) {
    const odds = oddsOf(design, i, at);
    const signed = outcomes[i] === 1 ? -odds : odds;
    // log(1 + e^x), which must not overflow.
    loss += weights[i]! * (Math.max(0, signed) + Math.log1p(Math.exp(-Math.abs(signed))));
  }
  return loss;
}

/** The inverse of the Hessian times the gradient; null when it has none. */
function newtonStep(design: Design, at: readonly number[], penalty: number): number[] | null {
  const { size, cells, outcomes, weights } = design;
  const gradient = Float64Array.from(at, (value, j) => (j === 0 ? 0 : penalty * value));
  const hessian = new Float64Array(size * size);
  for (let j = 1; j < size; j++) hessian[j * size + j] = penalty;
  for (let i = 0, start = 0; i < outcomes.length; i++, start += size) {
    const chance = 1 / (1 + Math.exp(-oddsOf(design, i, at)));
    const error = weights[i]! * (chance - outcomes[i]!);
    const curve = weights[i]! * chance * (1 - chance);
    for (let j = 0; j < size; j++) {
      const own = cells[start + j]!;
      gradient[j]! += error * own;
      const curved = curve * own;
      for (let k = 0; k <= j; k++) hessian[j * size + k]! += curved * cells[start + k]!;
    }
  }
  return solveSymmetric(hessian, gradient);
}

/** Solves a symmetric positive definite system given its lower half, by Cholesky; null when it is none. */
function solveSymmetric(lower: Float64Array, right: Float64Array): number[] | null {
  const size = right.length;
  for (let j = 0; j < size; j++) {
    for (let k = 0; k <= j; k++) {
      let sum = lower[j * size + k]!;
      for (let m = 0; m < k; m++) sum -= lower[j * size + m]! * lower[k * size + m]!;
      if (j === k && !(sum > 1e-14)) return null;
      lower[j * size + k] = j === k ? Math.sqrt(sum) : sum / lower[k * size + k]!;
    }
  }
  const solved = Array.from(right);
  for (let j = 0; j < size; j++) {
    for (let k = 0; k < j; k++) solved[j]! -= lower[j * size + k]! * solved[k]!;
    solved[j]! /= lower[j * size + j]!;
  }
  for (let j = size - 1; j >= 0; j--) {
    for (let k = j + 1; k < size; k++) solved[j]! -= lower[k * size + j]! * solved[k]!;
    solved[j]! /= lower[j * size + j]!;
  }
  return solved;
}
