/** What was worked out from a model that was fitted to units by maximum likelihood. */
export interface Fitted {
  /** The parameters that fit best. */
  readonly at: readonly number[];
  /** What each unit adds to the logarithm of the likelihood; units are in a fixed order. */
  readonly likelihoods: (at: readonly number[]) => Float64Array;
  /** The logarithm of what was worked out, with these parameters and the units as they are. */
  readonly told: (at: readonly number[]) => number;
  /** How much that changes for each unit when it weighs more, the parameters as they are. */
  readonly own: Float64Array;
}

const STEP = 1e-3;

/**
 * Standard error of the logarithm, linearised over units: each unit's influence is its own and, through its score,
 * that on the parameters. This is the sandwich of stacked estimating equations (Stefanski and Boos 2002), and what a
 * bootstrap over units comes to without a fit for each draw. Null where the likelihood has no peak to lean on.
 */
export function errorOfLog(fitted: Fitted): number | null {
  const { at, own } = fitted;
  const units = own.length;
  const slope = at.map((_, i) => (fitted.told(moved(at, [i, 1])) - fitted.told(moved(at, [i, -1]))) / (2 * STEP));
  const pull = solved(curvature(fitted), slope);
  if (pull === null) return null;
  const influence = Float64Array.from(own);
  for (const [i, by] of pull.entries()) {
    const [up, down] = [fitted.likelihoods(moved(at, [i, 1])), fitted.likelihoods(moved(at, [i, -1]))];
    for (let unit = 0; unit < units; unit++) influence[unit]! += (by * (up[unit]! - down[unit]!)) / (2 * STEP);
  }
  const squares = influence.reduce((sum, each) => sum + each * each, 0);
  const error = Math.sqrt((squares * units) / (units - 1));
  return Number.isFinite(error) && error > 0 ? error : null;
}

const moved = (at: readonly number[], ...moves: readonly (readonly [coordinate: number, steps: number])[]) =>
  moves.reduce((all, [i, steps]) => all.with(i, all[i]! + steps * STEP), [...at]);

/** How sharply the likelihood falls off around its peak: minus its second derivatives. */
function curvature({ at, likelihoods }: Fitted): number[][] {
  const total = (...moves: readonly (readonly [number, number])[]): number =>
    likelihoods(moved(at, ...moves)).reduce((sum, each) => sum + each, 0);
  const rows = at.map((_, i) => at.map((__, j) => (i < j ? 0 : mixed(total, i, j))));
  return rows.map((row, i) => row.map((_, j) => -rows[Math.max(i, j)]![Math.min(i, j)]! / (4 * STEP * STEP)));
}

const mixed = (total: (...moves: readonly (readonly [number, number])[]) => number, i: number, j: number): number =>
  total([i, 1], [j, 1]) - total([i, 1], [j, -1]) - total([i, -1], [j, 1]) + total([i, -1], [j, -1]);

/** Solves a system whose matrix is symmetric and positive definite (Cholesky); null where it is not. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const lower: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const own: number[] = [];
    for (let j = 0; j <= i; j++) {
      const other = j === i ? own : lower[j]!;
      const rest = row[j]! - own.reduce((sum, each, k) => sum + each * other[k]!, 0);
      if (j === i && !(rest > 1e-9)) return null;
      own.push(j === i ? Math.sqrt(rest) : rest / other[j]!);
    }
    lower.push(own);
  }
  const middle: number[] = [];
  for (const [i, row] of lower.entries()) {
    middle.push((right[i]! - middle.reduce((sum, each, k) => sum + each * row[k]!, 0)) / row[i]!);
  }
  const answer = middle.map(() => 0);
  for (let i = middle.length - 1; i >= 0; i--) {
    const known = lower.reduce((sum, row, k) => (k > i ? sum + row[i]! * answer[k]! : sum), 0);
    answer[i] = (middle[i]! - known) / lower[i]![i]!;
  }
  return answer;
}
