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
  const { outcomes, weights } = cases;
  const counted = (wanted: boolean): boolean =>
    outcomes.some((outcome, i) => outcome === wanted && (weights?.[i] ?? 1) > 0);
  if (!counted(true) || !counted(false)) return null;
  const size = (cases.features[0]?.length ?? 0) + 1;
  let at = start ? [start.intercept, ...start.coefficients] : Array.from({ length: size }, () => 0);
  let loss = lossOf(cases, at, penalty);
  for (let step = 0; step < STEPS; step++) {
    const move = newtonStep(cases, at, penalty);
    if (move === null) return null;
    let share = 1;
    let next = at.map((value, i) => value - move[i]!);
    let nextLoss = lossOf(cases, next, penalty);
    while (!(nextLoss <= loss + CLOSE) && share > 1e-6) {
      share /= 2;
      next = at.map((value, i) => value - share * move[i]!);
      nextLoss = lossOf(cases, next, penalty);
    }
    const moved = Math.max(...next.map((value, i) => Math.abs(value - at[i]!)));
    [at, loss] = [next, nextLoss];
    if (moved < CLOSE * 100) return { intercept: at[0]!, coefficients: at.slice(1) };
  }
  return null;
}

/** The log odds of a case. */
export function logOdds({ intercept, coefficients }: Logistic, features: readonly number[]): number {
  let sum = intercept;
  for (let j = 0; j < coefficients.length; j++) sum += coefficients[j]! * features[j]!;
  return sum;
}

function lossOf({ features, outcomes, weights }: Cases, at: readonly number[], penalty: number): number {
  const model = { intercept: at[0]!, coefficients: at.slice(1) };
  let loss = 0;
  for (let j = 1; j < at.length; j++) loss += (penalty / 2) * at[j]! ** 2;
  for (let i = 0; i < features.length; i++) {
    const weight = weights?.[i] ?? 1;
    if (weight === 0) continue;
    const odds = logOdds(model, features[i]!);
    const signed = outcomes[i] ? -odds : odds;
    // log(1 + e^x), which must not overflow.
    loss += weight * (signed > 0 ? signed + Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed)));
  }
  return loss;
}

/** The inverse of the Hessian times the gradient; null when it has none. */
function newtonStep({ features, outcomes, weights }: Cases, at: readonly number[], penalty: number): number[] | null {
  const size = at.length;
  const model = { intercept: at[0]!, coefficients: at.slice(1) };
  const gradient = at.map((value, j) => (j === 0 ? 0 : penalty * value));
  const hessian = at.map((_, j) => at.map((_, k) => (j === k && j > 0 ? penalty : 0)));
  for (let i = 0; i < features.length; i++) {
    const weight = weights?.[i] ?? 1;
    if (weight === 0) continue;
    const row = features[i]!;
    const chance = 1 / (1 + Math.exp(-logOdds(model, row)));
    const error = weight * (chance - (outcomes[i] ? 1 : 0));
    const curve = weight * chance * (1 - chance);
    for (let j = 0; j < size; j++) {
      const own = j === 0 ? 1 : row[j - 1]!;
      gradient[j]! += error * own;
      const line = hessian[j]!;
      for (let k = 0; k <= j; k++) line[k]! += curve * own * (k === 0 ? 1 : row[k - 1]!);
    }
  }
  return solveSymmetric(hessian, gradient);
}

/** Solves a symmetric positive definite system given its lower half, by Cholesky; null when it is none. */
function solveSymmetric(lower: readonly number[][], right: readonly number[]): number[] | null {
  const size = right.length;
  for (let j = 0; j < size; j++) {
    for (let k = 0; k <= j; k++) {
      let sum = lower[j]![k]!;
      for (let m = 0; m < k; m++) sum -= lower[j]![m]! * lower[k]![m]!;
      if (j === k && !(sum > 1e-14)) return null;
      lower[j]![k] = j === k ? Math.sqrt(sum) : sum / lower[k]![k]!;
    }
  }
  const solved = [...right];
  for (let j = 0; j < size; j++) {
    for (let k = 0; k < j; k++) solved[j]! -= lower[j]![k]! * solved[k]!;
    solved[j]! /= lower[j]![j]!;
  }
  for (let j = size - 1; j >= 0; j--) {
    for (let k = j + 1; k < size; k++) solved[j]! -= lower[k]![j]! * solved[k]!;
    solved[j]! /= lower[j]![j]!;
  }
  return solved;
}
