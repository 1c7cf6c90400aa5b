import { addMonths, type Day } from '../calculator/calendar.ts';
import type { Account } from './account.ts';

/** How far a customer came by the close of a day: the renewal it did not make, or those it had. */
export interface Tenure {
  /** Renewal by renewal, from 1; null: it was there at the last one that was due. */
  readonly lostAt: number | null;
  /** Renewals that were due by the close. */
  readonly due: number;
}

/**
 * The renewals of a customer since it came, each so many months after the one before. Who leaves between two renewals
 * did not make the second one; who leaves for good after the last one that was due was there at that. Who comes back
 * is lost all the same. Null before it came.
 */
export function tenureOf({ paying }: Account, day: Day, months: number): Tenure | null {
  const [start, end = Infinity] = paying.days;
  if (start === undefined || start > day) return null;
  let due = 0;
  while (addMonths(start, (due + 1) * months) <= day) due++;
  if (end > day) return { lostAt: null, due };
  let lostAt = 1;
  while (addMonths(start, lostAt * months) < end) lostAt++;
  return { lostAt: lostAt <= due ? lostAt : null, due };
}
