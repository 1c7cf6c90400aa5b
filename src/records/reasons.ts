import type { Day } from '../calculator/calendar.ts';
import { type Movement, termAt } from './account.ts';
import type { Subscription } from './row.ts';

/** What expansion MRR came from (METRICS.md 2.10), in the order that settles ties. */
export const REASONS = ['upsell', 'seats', 'cross_sell', 'price', 'discount_end', 'other'] as const;
export type Reason = (typeof REASONS)[number];

/** A subscription row that began or went on a day, with what it pays. */
interface Side {
  readonly row: Subscription;
  readonly cents: number;
}

/**
 * What an expansion is made of; the parts add up to it. Of rows that went and rows that began on the day, those of one
 * subscription are its revisions, and any others a swap; a row that replaces none is another subscription. What fell
 * on the same day comes off the largest part, then off the next.
 */
export function reasonsOf({ account, currency, day }: Movement): ReadonlyMap<Reason, number> {
  const parts = new Map<Reason, number>();
  let falls = 0;
  const note = (reason: Reason, change: number): void => {
    if (change > 0) parts.set(reason, (parts.get(reason) ?? 0) + change);
    else falls -= change;
  };
  const begun: Side[] = [];
  const gone: Side[] = [];
  let isSwapped = false;
  for (const row of account.rows) {
    const [before, after] = [centsAt(row, day - 1), centsAt(row, day)];
    if (row.currency !== currency) isSwapped ||= before !== null && after === null;
    else if (before !== null && after !== null) note('discount_end', after - before);
    else if (after !== null) begun.push({ row, cents: after });
    else if (before !== null) gone.push({ row, cents: before });
  }
  const pairs = pairsOf(inOrder(begun), inOrder(gone));
  for (const [before, after] of pairs) note(reasonOf(before.row, after.row), after.cents - before.cents);
  const paired = new Set(pairs.flat());
  for (const side of begun) if (!paired.has(side)) note(isSwapped ? 'other' : 'cross_sell', side.cents);
  for (const side of gone) if (!paired.has(side)) falls += side.cents;
  return without(parts, falls);
}

/** What a row pays at the close of a day; null when it does not run. */
function centsAt(row: Subscription, day: Day): number | null {
  const term = termAt(row, day);
  return term === undefined ? null : (term.cents ?? 0);
}

/** The largest first; row order must not decide. */
function inOrder(sides: readonly Side[]): Side[] {
  const nameOf = ({ row: { subscription_id, plan, quantity } }: Side): string =>
    JSON.stringify([subscription_id, plan, quantity]);
  return sides.toSorted((a, b) => b.cents - a.cents || (nameOf(a) < nameOf(b) ? -1 : 1));
}

/** What went with what took its place: by subscription, then by plan, then by size. */
function pairsOf(begun: readonly Side[], gone: readonly Side[]): (readonly [Side, Side])[] {
  const pairs: (readonly [Side, Side])[] = [];
  const waiting = [...gone];
  let left = begun;
  const alike = [
    (a: Subscription, b: Subscription) => a.subscription_id !== null && a.subscription_id === b.subscription_id,
    (a: Subscription, b: Subscription) => a.plan !== null && a.plan === b.plan,
    () => true,
  ];
  for (const isAlike of alike) {
    left = left.filter((after) => {
      const [before] = waiting.splice(
        placeOf(waiting, ({ row }) => isAlike(row, after.row)),
        1,
      );
      if (before !== undefined) pairs.push([before, after]);
      return before === undefined;
    });
  }
  return pairs;
}

/** Where the first that fits is; behind the last where none does. */
function placeOf(sides: readonly Side[], fits: (side: Side) => boolean): number {
  const at = sides.findIndex(fits);
  return at < 0 ? sides.length : at;
}

/** Why what took a row's place costs more; `other` where the rows do not say. */
function reasonOf(before: Subscription, after: Subscription): Reason {
  if (before.plan !== null && after.plan !== null && before.plan !== after.plan) return 'upsell';
  const isCounted = before.quantity !== undefined && after.quantity !== undefined;
  if (isCounted && (after.quantity ?? 0) > (before.quantity ?? 0)) return 'seats';
  return isCounted && before.plan !== null && after.plan !== null ? 'price' : 'other';
}

function without(parts: ReadonlyMap<Reason, number>, falls: number): ReadonlyMap<Reason, number> {
  const order = [...parts].toSorted(([a, x], [b, y]) => y - x || REASONS.indexOf(a) - REASONS.indexOf(b));
  let left = falls;
  return new Map(
    order.map(([reason, cents]) => {
      const off = Math.min(left, cents);
      left -= off;
      return [reason, cents - off] as const;
    }),
  );
}
