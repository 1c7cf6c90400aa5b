import type { Day } from '../calculator/calendar.ts';
import { type CustomerHistory, type History, sinceOf } from './history.ts';

/** Where nobody was heard of for so many days, the exports end: that one customer was not says nothing. */
const STALE = 7;

/** A customer of whom nothing was heard for so many days is told of, whatever its score. */
export const SILENT_DAYS = 30;

/**
 * Days since a customer last created a ticket, gave an answer or used the product, up to a day; 0 on that day. Of one
 * who never did, days since it could have: since it is a customer, or the first of these exports begins. Null where
 * none of them reaches the day.
 */
export function daysSinceContact(history: History, customer: CustomerHistory, day: Day): number | null {
  const known = [history.usageDays, history.ticketDays, history.answerDays].filter((days) => days.hasUpTo(day));
  const latest = Math.max(...known.map((days) => days.lastUpTo(day) ?? -Infinity));
  if (day - latest > STALE) return null;
  const last = Math.max(
    lastOf(customer.usage, day),
    lastOf(customer.tickets, day),
    ...customer.answers.map((answer) => (answer.day <= day ? answer.day : -Infinity)),
  );
  if (last > -Infinity) return day - last;
  const first = Math.min(...known.map((days) => days.first ?? Infinity));
  return day - Math.min(day, Math.max(first, sinceOf(customer) ?? -Infinity));
}

/** The day of the last row up to a day; minus infinity without one. */
function lastOf(rows: CustomerHistory['usage'], day: Day): Day {
  const [, to] = rows.between(-Infinity, day);
  return to === 0 ? -Infinity : rows.cell(to - 1, 0);
}
