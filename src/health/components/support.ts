import type { Columns } from '../columns.ts';
import { sinceOf } from '../history.ts';
import { baseDays, missing, type Outcome, plural, scored, type View, WINDOW } from './component.ts';

/** What a customer has to ask for: open tickets of high priority, reopened ones, and more of them than usual. */
export function support({ customer, history, day }: View): Outcome {
  if (!history.ticketDays.hasUpTo(day)) return missing('no_tickets', 'no tickets export');
  const { tickets } = customer;
  const urgent = urgentAt(tickets, day);
  const reopened = reopenedIn(tickets, day - WINDOW + 1, day);
  const now = createdIn(tickets, day - WINDOW + 1, day);
  const first = Math.max(sinceOf(customer) ?? -Infinity, history.ticketDays.first ?? -Infinity);
  const days = baseDays(day, first);
  const before = createdIn(tickets, day - WINDOW - days + 1, day - WINDOW);
  // A customer of a few weeks has no usual number: then nothing is more than usual.
  const usual = days < WINDOW ? null : (before / days) * WINDOW;
  const more = usual === null ? 0 : Math.max(0, now - usual);
  const why = [
    ...(urgent > 0 ? [`${plural(urgent, 'open ticket')} of high priority`] : []),
    ...(reopened > 0 ? [`${reopened} reopened in 28 days`] : []),
    `${plural(now, 'ticket')} in 28 days${usual === null ? '' : ` (usually ${usual.toFixed(1)})`}`,
  ];
  return scored(100 - 20 * urgent - 10 * reopened - 5 * more, why.join(', '));
}

function createdIn(tickets: Columns, first: number, last: number): number {
  const [from, to] = tickets.between(first, last);
  return to - from;
}

/** Tickets of high priority that are open at the close of a day. */
function urgentAt(tickets: Columns, day: number): number {
  const [, to] = tickets.between(-Infinity, day);
  let count = 0;
  for (let row = 0; row < to; row++) {
    if (tickets.cell(row, 4) !== 1) continue;
    const isOpen = tickets.cell(row, 1) > day;
    const isOpenAgain = tickets.cell(row, 2) <= day && tickets.cell(row, 3) > day;
    if (isOpen || isOpenAgain) count++;
  }
  return count;
}

function reopenedIn(tickets: Columns, first: number, last: number): number {
  const [, to] = tickets.between(-Infinity, last);
  let count = 0;
  for (let row = 0; row < to; row++) {
    const day = tickets.cell(row, 2);
    if (day >= first && day <= last) count++;
  }
  return count;
}
