import { formatDay } from '../../calculator/calendar.ts';
import { ageOf, missing, type Outcome, type View, WINDOW } from './component.ts';

/** A usage export without a row of anybody for more than a quarter of the window stops short of it. */
const STALE = WINDOW / 4;

/** Why use in the last 28 days is not known; null where it is. */
export function lacksUse({ customer, history: { usageDays }, day }: View): Outcome | null {
  const { first } = usageDays;
  const last = usageDays.lastUpTo(day);
  if (first === null || last === null) return missing('no_usage', 'no usage export');
  if (first > day - WINDOW + 1) return missing('usage_too_short', `usage is known from ${formatDay(first)} on`);
  if (day - last > STALE) return missing('usage_ends_early', `usage is known up to ${formatDay(last)}`);
  if (ageOf(customer, day) < WINDOW) return missing('customer_too_new', 'a customer for less than 28 days');
  return null;
}
