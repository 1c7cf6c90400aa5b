import { termAt } from '../../records/account.ts';
import { missing, type Outcome, type View, WINDOW } from './component.ts';
import { lacksUse } from './covered.ts';

/** How much of what was bought is used: people of the seats, and features of those that matter. */
export function adoption(view: View): Outcome {
  const lack = lacksUse(view);
  if (lack) return lack;
  const seats = seatsOf(view);
  const features = featuresOf(view);
  const parts = [seats, features].filter((part) => part !== null);
  if (parts.length === 0) return missing('no_seats', 'neither seats nor key features are known');
  const score = parts.reduce((sum, { share }) => sum + 100 * share, 0) / parts.length;
  const why = parts.map((part) => part.why).join(', ');
  return { score, reason: null, why, ...(seats?.isStatic && { isStatic: true }) };
}

interface Part {
  /** From 0 to 1. */
  readonly share: number;
  readonly why: string;
  readonly isStatic?: boolean;
}

/** People who used it in the last 28 days, and the seats there are; null where either is not known. */
export function seatsOf(view: View): (Part & { readonly active: number; readonly seats: number }) | null {
  const { history, day } = view;
  const bought = boughtBy(view);
  if (bought === null || !history.userDays.hasUpTo(day)) return null;
  const active = distinct(view, 2).size;
  const { seats, isStatic } = bought;
  return { active, seats, share: Math.min(1, active / seats), why: `${active} of ${seats} seats active`, isStatic };
}

/**
 * The seats of a customer on a day: the units subscribed to, which have days; else those of the customers export, which
 * has none. One unit may be a price for all: it is not taken for a seat.
 */
function boughtBy({ customer: { account }, day }: View): { readonly seats: number; readonly isStatic: boolean } | null {
  let units = 0;
  for (const row of account?.rows ?? []) if (termAt(row, day) !== undefined) units += row.quantity ?? 0;
  if (units > 1) return { seats: units, isStatic: false };
  const said = account?.details?.seats_purchased ?? 0;
  return said > 0 ? { seats: said, isStatic: true } : null;
}

function featuresOf(view: View): Part | null {
  const { history, day, config } = view;
  const keys = config.targets.keyFeatures;
  if (keys.length === 0 || !history.featureDays.hasUpTo(day)) return null;
  const used = distinct(view, 3);
  const count = keys.filter((name) => used.has(history.featureOf(name))).length;
  return { share: count / keys.length, why: `${count} of ${keys.length} key features used` };
}

/** What stands in a column of the use of the last 28 days. */
function distinct({ customer, day }: View, column: number): ReadonlySet<number> {
  const [from, to] = customer.usage.between(day - WINDOW + 1, day);
  const found = new Set<number>();
  for (let row = from; row < to; row++) {
    const value = customer.usage.cell(row, column);
    if (value >= 0) found.add(value);
  }
  return found;
}
