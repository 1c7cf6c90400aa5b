import type { Day } from '../calculator/calendar.ts';
import type { Facts } from '../calculator/metric.ts';
import { isBefore } from './moment.ts';
import type { Moment, Ticket } from './row.ts';

// When a ticket was solved, reopened and open, as far as the export tells.

/** The first solve that is known. */
export const firstSolve = ({ first_solved_at, solved_at }: Ticket): Moment | null => first_solved_at ?? solved_at;

/** The last solve that is known. */
const lastSolve = ({ first_solved_at, solved_at }: Ticket): Moment | null => solved_at ?? first_solved_at;

const isDone = ({ status }: Ticket): boolean => status === 'solved' || status === 'closed';

/** Whether it is solved, by its dates or its status. */
export const isSolved = (ticket: Ticket): boolean => firstSolve(ticket) !== null || isDone(ticket);

export const isReopened = ({ reopened_at, reopens }: Ticket): boolean => reopened_at !== null || (reopens ?? 0) > 0;

/** The day that puts a ticket in a cohort; null when it is in none. Without a day of its own, closed is the last solve. */
export function cohortDay(ticket: Ticket, cohort: 'created' | 'resolved' | 'closed'): Day | null {
  if (cohort === 'created') return ticket.created_at.day;
  if (cohort === 'resolved') return firstSolve(ticket)?.day ?? null;
  if (ticket.closed_at !== null) return ticket.closed_at.day;
  return ticket.status === 'closed' || ticket.status === null ? (lastSolve(ticket)?.day ?? null) : null;
}

/**
 * Whether it was reopened after the last solve that is known. Of two on one day, where a time is missing, the reopening
 * came after a first solve, as it always does; after one that may be the last, where the status says it is not done.
 */
export function isOpenAgain(ticket: Ticket): boolean {
  const last = lastSolve(ticket);
  const { reopened_at: reopened, solved_at, status } = ticket;
  if (last === null || reopened === null) return false;
  if (isBefore(last, reopened)) return true;
  return !isBefore(reopened, last) && (solved_at === null || (status !== null && !isDone(ticket)));
}

/** When it was solved for good; null while it is open, also when it is open again. */
export function fullSolve(ticket: Ticket): Moment | null {
  const last = lastSolve(ticket);
  if (last === null || (ticket.status !== null && !isDone(ticket))) return null;
  return isOpenAgain(ticket) ? null : last;
}

/**
 * Whether it is open at the close of a day: created, and not solved or open again. Solved by its status alone, nobody
 * knows since when: it is not counted as open.
 */
export function isOpenAt(ticket: Ticket, day: Day): boolean {
  const first = firstSolve(ticket);
  const last = lastSolve(ticket);
  if (ticket.created_at.day > day) return false;
  if (first === null || last === null) return !isDone(ticket);
  if (first.day > day) return true;
  const { reopened_at } = ticket;
  if (reopened_at === null || reopened_at.day > day) return false;
  return isOpenAgain(ticket) ? !isDone(ticket) : last.day > day;
}

/** A code for a time that cannot be told in hours; null where there is none to tell. */
export const dateOnly = (from: Moment, to: Moment | null): string | null =>
  to !== null && !(from.timed && to.timed) ? 'support/date-only' : null;

/** Why exports cannot tell what was solved when, or null. */
export const lacksSolves = (facts: Facts): string | null =>
  facts.has('tickets', 'solved_at') || facts.has('tickets', 'first_solved_at') ? null : 'no_solve_dates';
