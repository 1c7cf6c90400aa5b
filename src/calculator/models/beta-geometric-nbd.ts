import { minimiseFrom } from './nelder-mead.ts';
import { hypergeometric, logBeta, logGamma } from './special.ts';

/**
 * The BG/NBD model of Fader, Hardie and Lee (2005): customers buy at rates of their own (gamma: r, alpha) until, after
 * a purchase, they are lost with a chance of their own (beta: a, b). Nobody sees them go.
 */
interface BetaGeometricNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** A customer's purchases after the first: how many, when the last was, and how long ago the first was. */
interface Purchases {
  readonly frequency: number;
  /** From the first purchase to the last, 0 where there was one only; in one unit of time with `age`. */
  readonly recency: number;
  readonly age: number;
}

/** What each customer adds to the logarithm of the likelihood. */
export function purchaseLikelihoods(model: BetaGeometricNbd, customers: readonly Purchases[]): Float64Array {
  const { r, alpha, a, b } = model;
  const most = customers.reduce((max, { frequency }) => Math.max(max, frequency), 0);
  const common = Array.from(
    { length: most + 1 },
    (_, x) => logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + logBeta(a, b + x) - logBeta(a, b),
  );
  return Float64Array.from(customers, ({ frequency: x, recency, age }) => {
    const alive = -(r + x) * Math.log(alpha + age);
    const tail = x === 0 ? 0 : (a / (b + x - 1)) * Math.exp((r + x) * Math.log((alpha + age) / (alpha + recency)));
    return common[x]! + alive + Math.log1p(tail);
  });
}

const logLikelihood = (model: BetaGeometricNbd, customers: readonly Purchases[]): number =>
  purchaseLikelihoods(model, customers).reduce((sum, each) => sum + each, 0);

/** By maximum likelihood; null where the purchases have no best parameters. */
export function fitPurchases(
  customers: readonly Purchases[],
): (BetaGeometricNbd & { readonly logLikelihood: number }) | null {
  const age = customers.reduce((sum, each) => sum + each.age, 0) / customers.length;
  // Where no time has passed every parameter fits.
  if (!(age > 0)) return null;
  // Time is measured in mean ages, so that the search is the same for days and for weeks.
  const scaled = customers.map(({ frequency, ...times }) => ({
    frequency,
    recency: times.recency / age,
    age: times.age / age,
  }));
  const at = ([r = 0, alpha = 0, a = 0, b = 0]: readonly number[]) => ({
    r: Math.exp(r),
    alpha: Math.exp(alpha),
    a: Math.exp(a),
    b: Math.exp(b),
  });
  const best = minimiseFrom(
    (point) => -logLikelihood(at(point), scaled),
    [
      [-1, -1, -0.5, 0.5],
      [0, 0, 0, 0],
    ],
  );
  if (!best.isFound) return null;
  const found = at(best.at);
  const model = { ...found, alpha: found.alpha * age };
  return { ...model, logLikelihood: logLikelihood(model, customers) };
}

/** The odds that a customer is lost, against being there. */
function oddsLost({ r, alpha, a, b }: BetaGeometricNbd, { frequency: x, recency, age }: Purchases): number {
  return x === 0 ? 0 : (a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x);
}

/** The chance that a customer is still there. */
export const chanceAlive = (model: BetaGeometricNbd, customer: Purchases): number =>
  1 / (1 + oddsLost(model, customer));

/** How often a customer is expected to buy within a time from now. */
export function expectedPurchases(model: BetaGeometricNbd, customer: Purchases, time: number): number {
  return wouldBuy(model, customer, time) / (1 + oddsLost(model, customer));
}

/** The same, but for the chance of being there: it depends on frequency and age alone. */
function wouldBuy({ r, alpha, a: given, b }: BetaGeometricNbd, { frequency: x, age }: Purchases, time: number): number {
  // The formula has a pole at 1 that cancels out.
  const a = Math.abs(given - 1) < 1e-6 ? 1 + 1e-6 : given;
  const left = ((alpha + age) / (alpha + age + time)) ** (r + x);
  const series = hypergeometric(r + x, b + x, a + b + x - 1, time / (alpha + age + time));
  return ((a + b + x - 1) / (a - 1)) * (1 - left * series);
}

/** `expectedPurchases` at several times, for many customers: those of one frequency and age share the slow part. */
export function purchaseCurves(model: BetaGeometricNbd, times: readonly number[]): (customer: Purchases) => number[] {
  const known = new Map<string, readonly number[]>();
  return (customer) => {
    const key = `${customer.frequency} ${customer.age}`;
    let curve = known.get(key);
    if (curve === undefined) known.set(key, (curve = times.map((time) => wouldBuy(model, customer, time))));
    const odds = 1 + oddsLost(model, customer);
    return curve.map((each) => each / odds);
  };
}

/** The chance that a new customer buys so many times more within a time. */
export function chanceOfPurchases({ r, alpha, a, b }: BetaGeometricNbd, count: number, time: number): number {
  const none = (alpha / (alpha + time)) ** r;
  const share = time / (alpha + time);
  const weight = (j: number): number => Math.exp(logGamma(r + j) - logGamma(r) - logGamma(j + 1)) * share ** j;
  const there = Math.exp(logBeta(a, b + count) - logBeta(a, b)) * none * weight(count);
  if (count === 0) return there;
  const fewer = Array.from({ length: count }, (_, j) => weight(j)).reduce((sum, each) => sum + each, 0);
  return there + Math.exp(logBeta(a + 1, b + count - 1) - logBeta(a, b)) * (1 - none * fewer);
}
