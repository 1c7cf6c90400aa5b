import { minimiseFrom } from './nelder-mead.ts';
import { hypergeometric } from './special.ts';

/**
 * The shifted beta-geometric model of Fader and Hardie (2007): each customer has a chance of its own not to renew, the
 * same every time, and these chances are beta-distributed. Those who like it least go first, so that retention rises.
 */
interface ShiftedBetaGeometric {
  readonly alpha: number;
  readonly beta: number;
}

/** Customers by how many renewals they had: `lost[k]` did not make the k-th (from 1), `kept[n]` made n and are there. */
interface Renewals {
  readonly lost: readonly number[];
  readonly kept: readonly number[];
}

/** The share that is still there after each renewal: S(0) to S(count). */
export function survival({ alpha, beta }: ShiftedBetaGeometric, count: number): number[] {
  const shares = [1];
  for (let t = 1; t <= count; t++) shares.push(shares[t - 1]! * ((beta + t - 1) / (alpha + beta + t - 1)));
  return shares;
}

function logLikelihood(model: ShiftedBetaGeometric, { lost, kept }: Renewals): number {
  const shares = survival(model, Math.max(lost.length, kept.length));
  const { alpha, beta } = model;
  const ofKept = kept.reduce((sum, count, n) => (count === 0 ? sum : sum + count * Math.log(shares[n]!)), 0);
  return lost.reduce((sum, count, k) => {
    if (!count || k === 0) return sum;
    // P(k) = S(k - 1) x the share of those that is lost at the k-th renewal.
    return sum + count * Math.log((shares[k - 1]! * alpha) / (alpha + beta + k - 1));
  }, ofKept);
}

/** What a customer that did not make its k-th renewal, or made n of them and is there, adds to the logarithm. */
export function renewalLikelihoods(
  model: ShiftedBetaGeometric,
  customers: readonly { readonly lostAt: number | null; readonly due: number }[],
): Float64Array {
  const { alpha, beta } = model;
  const shares = survival(
    model,
    customers.reduce((max, { due, lostAt }) => Math.max(max, due, lostAt ?? 0), 0),
  );
  return Float64Array.from(customers, ({ lostAt: k, due }) => {
    if (k === 0) return 0;
    return Math.log(k === null ? shares[due]! : (shares[k - 1]! * alpha) / (alpha + beta + k - 1));
  });
}

/** By maximum likelihood; null where no two parameters are the best ones, as when everybody has the same chance. */
export function fitRenewals(renewals: Renewals): (ShiftedBetaGeometric & { readonly logLikelihood: number }) | null {
  const at = ([a = 0, b = 0]: readonly number[]) => ({ alpha: Math.exp(a), beta: Math.exp(b) });
  const { at: best, isFound } = minimiseFrom(
    (point) => -logLikelihood(at(point), renewals),
    [
      [0, 0],
      [-1, 2],
      [1, 3],
    ],
  );
  return isFound ? { ...at(best), logLikelihood: logLikelihood(at(best), renewals) } : null;
}

/** Discounted expected lifetime of a new customer, in renewal periods: one payment now and one at each renewal. */
export const discountedLifetime = ({ alpha, beta }: ShiftedBetaGeometric, discount: number): number =>
  hypergeometric(1, beta, alpha + beta, 1 / (1 + discount));

/** Discounted expected residual lifetime of a customer just before the n-th renewal (from 1), that payment included. */
export const residualLifetime = ({ alpha, beta }: ShiftedBetaGeometric, n: number, discount: number): number =>
  ((beta + n - 1) / (alpha + beta + n - 1)) * hypergeometric(1, beta + n, alpha + beta + n, 1 / (1 + discount));
