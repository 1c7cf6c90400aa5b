import type { Figure, Model, Point } from '../calculator/fold.ts';
import type { Models } from '../calculator/models/index.ts';
import type { Visits } from './buyer.ts';
import type { Tenure } from './renewal.ts';
import type { Settings } from './settings.ts';

interface Observed {
  readonly unit: number;
  readonly settings: Settings;
}

/** A customer's renewals, and what it pays a month at the close, in minor units; null where nobody knows. */
export interface Renewing extends Observed, Tenure {
  readonly cents: number | null;
  readonly pays: boolean;
}

/** A customer's days of purchase. */
export interface Visiting extends Observed, Visits {}

/** Fewer renewals than this say nothing of how retention changes (METRICS.md 2.13). */
const RENEWALS = 3;
/** Fewer customers who came back say nothing of how they differ. */
const REPEATERS = 10;
/** How far beyond what was seen the model's survival is told, and for how many renewals what is left. */
const AHEAD = 5;
/** Days of a month, as purchases are counted ahead. */
const MONTH = 30;

export function modelsOf({ models }: Settings): Models {
  if (models === null) throw new RangeError('this method needs settings.models: import { models } from csm-cli');
  return models;
}

const nothing = { value: null, numerator: null, denominator: null } as const;
const UNITS = { 1: 'month', 3: 'quarter', 12: 'year' } as const;

/** Lifetime value of a new customer by the shifted beta-geometric model: margin x discounted expected lifetime. */
export function valueOfRenewals(customers: readonly [Renewing, ...Renewing[]]): Point {
  const { settings } = customers[0];
  const { renewals } = modelsOf(settings);
  const n = customers.length;
  const most = customers.reduce((max, { due }) => Math.max(max, due), 0);
  const lost = Array.from({ length: most + 1 }, () => 0);
  const kept = Array.from({ length: most + 1 }, () => 0);
  for (const { lostAt, due } of customers) {
    if (lostAt === null) kept[due] = (kept[due] ?? 0) + 1;
    else lost[lostAt] = (lost[lostAt] ?? 0) + 1;
  }
  if (most < RENEWALS) return { ...nothing, n, reason: 'too_few_renewals' };
  if (lost.every((count) => count === 0)) return { ...nothing, n, reason: 'zero_churn' };
  const fitted = renewals.fitRenewals({ lost, kept });
  if (fitted === null) return { ...nothing, n, reason: 'no_fit' };

  const discount = discountOf(settings);
  const lifetime = discount > 0 ? renewals.discountedLifetime(fitted, discount) : NaN;
  const seen = survivalSeen(lost, kept);
  const survival = renewals.survival(fitted, most + AHEAD);
  const figure = (name: string, at: number | null, value: number, observed: number | null = null): Figure[] =>
    Number.isFinite(value) ? [{ name, at, value, observed }] : [];
  const model: Model = {
    name: 'sbg',
    unit: UNITS[settings.renewal],
    n,
    parameters: [
      { name: 'alpha', value: fitted.alpha },
      { name: 'beta', value: fitted.beta },
    ],
    logLikelihood: fitted.logLikelihood,
    figures: [
      ...figure('discount', null, discount),
      ...figure('del', null, lifetime),
      ...Array.from({ length: AHEAD }, (_, i) =>
        discount > 0 ? figure('derl', i + 1, renewals.residualLifetime(fitted, i + 1, discount)) : [],
      ).flat(),
      ...survival.flatMap((share, at) => figure('survival', at, share, seen[at] ?? null)),
    ],
  };
  const models = [model];
  const paying = customers.filter(({ pays }) => pays);
  const paid = customers.reduce((sum, { cents }) => sum + (cents ?? 0), 0);
  const payers = customers.filter(({ cents }) => (cents ?? 0) > 0).length;
  if (!Number.isFinite(lifetime)) return { ...nothing, n, reason: discount > 0 ? 'no_fit' : 'no_discount', models };
  if (customers.some(({ cents }) => cents === null)) return { ...nothing, n, reason: 'no_amounts', models };
  if (paying.length === 0 || payers === 0) return { ...nothing, n, reason: 'no_customers', models };
  const money = (paid / payers) * settings.renewal * (settings.margin ?? 1);
  return { value: money * lifetime, numerator: money, denominator: null, n, reason: null, models };
}

/** Of a renewal period. Kept by the month: the last digits are those of the way there and back. */
export const discountOf = ({ discount, renewal }: Settings): number =>
  Number(((1 + discount) ** renewal - 1).toPrecision(12));

/** The share of customers that was seen to be there after each renewal, of those for whom it was due. */
function survivalSeen(lost: readonly number[], kept: readonly number[]): (number | null)[] {
  let there = [...lost, ...kept].reduce((sum, count) => sum + count, 0);
  const shares: (number | null)[] = [1];
  for (let t = 1; t < lost.length; t++) {
    there -= kept[t - 1] ?? 0;
    // Where nobody came so far there is nothing to see.
    const before = shares[t - 1] ?? null;
    shares.push(there === 0 || before === null ? null : before * (1 - (lost[t] ?? 0) / there));
    there -= lost[t] ?? 0;
  }
  return shares;
}

/** What the customers there are will bring on average in the months to come, by BG/NBD and gamma-gamma. */
export function valueOfPurchases(customers: readonly [Visiting, ...Visiting[]]): Point {
  const { settings } = customers[0];
  const { purchases, spending } = modelsOf(settings);
  const n = customers.length;
  const repeaters = customers.filter(({ frequency }) => frequency > 0);
  if (repeaters.length < REPEATERS) return { ...nothing, n, reason: 'too_few_repeat_customers' };
  const buying = purchases.fitPurchases(customers);
  const spent = spending.fitSpending(repeaters);
  if (buying === null || spent === null) return { ...nothing, n, reason: 'no_fit' };

  const { lifespan, margin } = settings;
  const ahead = purchasesAhead(settings, buying, spent);
  let total = 0;
  let expected = 0;
  let alive = 0;
  for (const customer of customers) {
    const { count, worth } = ahead(customer);
    alive += purchases.chanceAlive(buying, customer);
    expected += count;
    total += worth;
  }
  const typical = spending.expectedValue(spent, { frequency: 0, mean: 0 });
  const models: Model[] = [
    {
      name: 'bg-nbd',
      unit: 'day',
      n,
      parameters: (['r', 'alpha', 'a', 'b'] as const).map((name) => ({ name, value: buying[name] })),
      logLikelihood: buying.logLikelihood,
      figures: [
        { name: 'alive', at: null, value: alive / n, observed: null },
        { name: 'purchases', at: lifespan * MONTH, value: expected / n, observed: null },
      ],
    },
    {
      name: 'gamma-gamma',
      unit: 'day',
      n: repeaters.length,
      parameters: [
        { name: 'p', value: spent.p },
        { name: 'q', value: spent.q },
        { name: 'v', value: spent.v, isMoney: true },
      ],
      logLikelihood: spent.logLikelihood,
      figures: [
        {
          name: 'purchase_value',
          at: null,
          value: typical,
          observed: repeaters.reduce((sum, { mean }) => sum + mean, 0) / repeaters.length,
          isMoney: true,
        },
      ],
    },
  ];
  // With q at most 1 the mean value of all purchases is without bounds.
  if (!(spent.q > 1) || !Number.isFinite(total)) {
    return { ...nothing, n, reason: 'no_fit', models: models.map((each) => ({ ...each, figures: [] })) };
  }
  const money = total * (margin ?? 1);
  return { value: money / n, numerator: money, denominator: n, n, reason: null, models };
}

type Buying = Parameters<Models['purchases']['purchaseCurves']>[0];
type Spent = Parameters<Models['spending']['expectedValue']>[0];

/** How often a customer is expected to buy in the months to come, and what that is worth today, in minor units. */
export function purchasesAhead(settings: Settings, buying: Buying, spent: Spent) {
  const { purchases, spending } = modelsOf(settings);
  const { lifespan, discount } = settings;
  const times = Array.from({ length: Math.ceil(lifespan) }, (_, i) => Math.min(i + 1, lifespan) * MONTH);
  const curve = purchases.purchaseCurves(buying, times);
  return (customer: Visiting): { readonly count: number; readonly worth: number } => {
    const counts = curve(customer);
    const each = spending.expectedValue(spent, customer);
    const worth = counts.reduce(
      (sum, count, i) => sum + ((count - (counts[i - 1] ?? 0)) * each) / (1 + discount) ** ((times[i] ?? 0) / MONTH),
      0,
    );
    return { count: counts.at(-1) ?? 0, worth };
  };
}
