import type { Settings } from './settings.ts';
import type { Ticket } from './row.ts';

/** Whether a ticket was resolved on first contact, and what a reader should know of the answer. */
interface FirstContact {
  readonly resolved: boolean;
  /** Open: not solved yet. Immature: it may still be reopened. Unknown: nobody counted the replies. */
  readonly caveat: 'fcr/open' | 'fcr/immature' | 'fcr/unknown-replies' | null;
}

/**
 * METRICS.md 2.6, method `contact`: solved, with exactly one public agent reply before the first solve, and not
 * reopened on the 0th to 7th day after it. What the export states itself wins.
 */
export function firstContact(ticket: Ticket, settings: Pick<Settings, 'asOf' | 'reopenWindow'>): FirstContact {
  if (ticket.first_contact_resolved !== null) return { resolved: ticket.first_contact_resolved, caveat: null };
  const solved = ticket.first_solved_at ?? ticket.solved_at;
  if (solved === null && ticket.status !== 'solved' && ticket.status !== 'closed') {
    return { resolved: false, caveat: 'fcr/open' };
  }
  const replies = ticket.agent_replies_before_solve ?? ticket.agent_replies;
  if (replies === null) return { resolved: false, caveat: 'fcr/unknown-replies' };
  if (replies !== 1 || isReopened(ticket, solved?.day ?? null, settings.reopenWindow)) {
    return { resolved: false, caveat: null };
  }
  const immature = solved !== null && solved.day + settings.reopenWindow >= settings.asOf;
  return { resolved: true, caveat: immature ? 'fcr/immature' : null };
}

/** Reopened within the window; without a date, reopened at all. */
function isReopened({ reopened_at, reopens }: Ticket, solved: number | null, window: number): boolean {
  if (reopened_at === null || solved === null) return reopened_at !== null || (reopens ?? 0) > 0;
  const days = reopened_at.day - solved;
  return days >= 0 && days <= window;
}
