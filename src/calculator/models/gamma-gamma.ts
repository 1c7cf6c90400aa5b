import { minimiseFrom } from './nelder-mead.ts';
import { logGamma } from './special.ts';

/** The gamma-gamma model of Fader and Hardie (2013): what purchases are worth, which differs between customers. */
interface GammaGamma {
  readonly p: number;
  readonly q: number;
  /** In the unit of the values. */
  readonly v: number;
}

/** So many repeat purchases, and what they were worth on average. */
interface Spending {
  readonly frequency: number;
  readonly mean: number;
}

/** Customers, and how many of them have each number of purchases: the slow functions depend on that alone. */
interface Sample {
  readonly customers: readonly Spending[];
  readonly counts: readonly (readonly [frequency: number, customers: number])[];
}

function sampleOf(customers: readonly Spending[]): Sample {
  const counts = new Map<number, number>();
  for (const { frequency } of customers) counts.set(frequency, (counts.get(frequency) ?? 0) + 1);
  return { customers, counts: [...counts] };
}

function logLikelihood({ p, q, v }: GammaGamma, { customers, counts }: Sample): number {
  const constant = q * Math.log(v) - logGamma(q);
  const gammas = counts.reduce((sum, [x, n]) => sum + n * (constant + logGamma(p * x + q) - logGamma(p * x)), 0);
  return customers.reduce((sum, { frequency: x, mean }) => {
    const total = x * mean;
    return sum - Math.log(mean) + p * x * Math.log(total) - (p * x + q) * Math.log(total + v);
  }, gammas);
}

/** What each customer who came back adds to the logarithm of the likelihood. */
export const spendingLikelihoods = (model: GammaGamma, customers: readonly Spending[]): Float64Array =>
  Float64Array.from(customers, (each) => logLikelihood(model, { customers: [each], counts: [[each.frequency, 1]] }));

/** By maximum likelihood, of customers who came back; null where their values have no best parameters. */
export function fitSpending(customers: readonly Spending[]): (GammaGamma & { readonly logLikelihood: number }) | null {
  const mean = customers.reduce((sum, each) => sum + each.mean, 0) / customers.length;
  const scaled = sampleOf(customers.map((each) => ({ frequency: each.frequency, mean: each.mean / mean })));
  const at = ([p = 0, q = 0, v = 0]: readonly number[]) => ({ p: Math.exp(p), q: Math.exp(q), v: Math.exp(v) });
  const best = minimiseFrom(
    (point) => -logLikelihood(at(point), scaled),
    [
      [1, 1, 0],
      [0, 1, 1],
    ],
  );
  if (!best.isFound) return null;
  const found = at(best.at);
  const model = { ...found, v: found.v * mean };
  return { ...model, logLikelihood: logLikelihood(model, sampleOf(customers)) };
}

/** What a customer's purchases are expected to be worth; of one who has not come back, what anybody's are. */
export const expectedValue = ({ p, q, v }: GammaGamma, { frequency: x, mean }: Spending): number =>
  (p * (v + x * mean)) / (p * x + q - 1);
