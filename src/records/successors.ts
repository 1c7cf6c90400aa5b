import type { Day } from '../calculator/calendar.ts';
import type { Subscription } from './row.ts';

/** How far from the day a contract is due its renewal is looked for: the quarter in which vendors ask for it. */
const NEAR_DAYS = 92;

/**
 * Which row of a customer took over from which. Each row follows one at most, and is followed by one at most.
 *
 * A row may follow one that began before it and
 * - had ended by its first day; or
 * - runs to the day it is due or longer, and beside the row for a while: then it was renewed early. The row begins at
 *   most 92 days before or after that day, outlives it, is not due by then itself, and is of its subscription or plan.
 *   A contract that was broken off has only what came after it: what began beside it was bought beside it.
 *
 * The pairs that could be are taken by kinship: first those of one subscription, and the versions of one contract; then
 * those of one plan, then all others, both within 92 days of the day due; last what is further away. Among equals the
 * shortest distance comes first: that from the day due to the first day of the row, none where it begins on the very day
 * the other one ended. So a contract that was broken off yields to one that ran its term, and an old one to a new one.
 */
export function successors(rows: readonly Subscription[]): Map<Subscription, Subscription> {
  const next = new Map<Subscription, Subscription>();
  const followers = new Set<Subscription>();
  for (const kinship of KINSHIPS) {
    const pairs: { readonly old: Subscription; readonly row: Subscription; readonly distance: number }[] = [];
    for (const row of rows) {
      if (followers.has(row)) continue;
      for (const old of rows) {
        if (next.has(old) || !mayFollow(row, old) || !kinship(row, old)) continue;
        pairs.push({ old, row, distance: distanceOf(row, old) });
      }
    }
    // Sorting is stable: among equals the order of the rows decides.
    for (const { old, row } of pairs.toSorted((a, b) => a.distance - b.distance)) {
      if (next.has(old) || followers.has(row)) continue;
      next.set(old, row);
      followers.add(row);
    }
  }
  return next;
}

type Relation = (row: Subscription, old: Subscription) => boolean;

const isSame: Relation = (row, old) => row.subscription_id !== null && row.subscription_id === old.subscription_id;
/** A new row for what is left of the term, from the day the old one ended. */
const isVersion: Relation = (row, old) =>
  old.commitment !== undefined && row.commitment?.due === old.commitment.due && beginOf(row) === endOf(old);
const isNear: Relation = (row, old) => distanceOf(row, old) <= NEAR_DAYS;

const KINSHIPS: readonly Relation[] = [
  (row, old) => isSame(row, old) || isVersion(row, old),
  (row, old) => row.plan !== null && row.plan === old.plan && isNear(row, old),
  isNear,
  () => true,
];

function mayFollow(row: Subscription, old: Subscription): boolean {
  if (beginOf(old) >= beginOf(row)) return false;
  return endOf(old) <= beginOf(row) || isEarly(row, old);
}

/** Whether a row renews one that it runs beside. */
function isEarly(row: Subscription, old: Subscription): boolean {
  const due = dueOf(old);
  if (endOf(old) < due || Math.abs(beginOf(row) - due) > NEAR_DAYS) return false;
  return endOf(row) > endOf(old) && dueOf(row) > due && (isSame(row, old) || row.plan === old.plan);
}

const distanceOf = (row: Subscription, old: Subscription): number =>
  beginOf(row) === endOf(old) ? 0 : Math.abs(beginOf(row) - dueOf(old));

/** Without a contract a row is over when it ends. */
const dueOf = (row: Subscription): Day => row.commitment?.due ?? endOf(row);

/** The first paid day. */
export const beginOf = ({ terms }: Subscription): Day => terms[0]?.from ?? Infinity;
/** The first day without service; infinity while it runs. */
export const endOf = ({ terms }: Subscription): Day => terms.at(-1)?.until ?? Infinity;
