import { SMALLEST } from '../calculator/bootstrap.ts';
import type { Point } from '../calculator/fold.ts';
import { type Interval, zOf } from '../calculator/interval.ts';
import { discountOf, modelsOf, purchasesAhead, type Renewing, type Visiting } from './lifetime.ts';

// Intervals of what fitted models say: of the logarithm, linearised over customers.

/** Of a new customer's value: customers say both how long they stay and what they pay. None under 20 of them. */
export function intervalOfRenewals(
  customers: readonly [Renewing, ...Renewing[]],
  point: Point,
  confidence: number,
): Interval | null {
  const { settings } = customers[0];
  const { renewals, errorOfLog } = modelsOf(settings);
  const { value, models } = point;
  const fitted = models?.[0]?.parameters.map((each) => Math.log(each.value));
  if (value === null || fitted === undefined || customers.length < SMALLEST) return null;
  const discount = discountOf(settings);
  const paid = customers.reduce((sum, { cents }) => sum + (cents ?? 0), 0);
  const payers = customers.filter(({ cents }) => (cents ?? 0) > 0).length;
  const modelAt = ([alpha = 0, beta = 0]: readonly number[]) => ({ alpha: Math.exp(alpha), beta: Math.exp(beta) });
  const likelihoods = (at: readonly number[]) => renewals.renewalLikelihoods(modelAt(at), customers);
  const told = (at: readonly number[]) => Math.log(renewals.discountedLifetime(modelAt(at), discount));
  const own = Float64Array.from(customers, ({ cents }) => (cents ? cents / paid - 1 / payers : 0));
  return around(value, errorOfLog({ at: fitted, likelihoods, told, own }), confidence);
}

/** Of what the customers there are will bring, by both models together. None under 20 of them. */
export function intervalOfPurchases(
  customers: readonly [Visiting, ...Visiting[]],
  point: Point,
  confidence: number,
): Interval | null {
  const { settings } = customers[0];
  const { purchases, spending, errorOfLog } = modelsOf(settings);
  const { value, models = [] } = point;
  if (value === null || customers.length < SMALLEST) return null;
  const fitted = models.flatMap(({ parameters }) => parameters.map((each) => Math.log(each.value)));
  const modelsAt = (at: readonly number[]) => {
    const [r = 0, alpha = 0, a = 0, b = 0, p = 0, q = 0, v = 0] = at.map((each) => Math.exp(each));
    return { buying: { r, alpha, a, b }, spent: { p, q, v } };
  };
  const repeaters = customers.filter(({ frequency }) => frequency > 0);
  const likelihoods = (at: readonly number[]): Float64Array => {
    const { buying, spent } = modelsAt(at);
    const all = purchases.purchaseLikelihoods(buying, customers);
    const own = spending.spendingLikelihoods(spent, repeaters);
    let next = 0;
    return all.map((each, i) => (customers[i]!.frequency > 0 ? each + own[next++]! : each));
  };
  const worths = (at: readonly number[]): Float64Array => {
    const { buying, spent } = modelsAt(at);
    const ahead = purchasesAhead(settings, buying, spent);
    return Float64Array.from(customers, (customer) => ahead(customer).worth);
  };
  const sum = (values: Float64Array): number => values.reduce((all, each) => all + each, 0);
  const now = worths(fitted);
  const total = sum(now);
  const own = now.map((each) => each / total - 1 / now.length);
  const error = errorOfLog({ at: fitted, likelihoods, told: (at) => Math.log(sum(worths(at))), own });
  return around(value, error, confidence);
}

/** A normal interval of the logarithm. Where what is told leans on units that are far out it may have no end. */
function around(value: number, error: number | null, confidence: number): Interval | null {
  if (error === null) return null;
  const factor = Math.exp(zOf(confidence) * error);
  return Number.isFinite(value * factor) ? { low: value / factor, high: value * factor } : null;
}
