import { isReopened, isSolved, firstSolve, fullSolve } from './ticket-life.ts';
import type { Settings } from './settings.ts';
import type { Ticket } from './row.ts';

/** Whether a ticket was resolved on first contact, and what a reader should know of the answer. */
interface FirstContact {
  readonly resolved: boolean;
  /** Open: not solved yet. Immature: it may still be reopened. Unknown: nobody counted the replies.
   * Stated: the export says it itself. */
  readonly caveat: 'fcr/open' | 'fcr/immature' | 'fcr/stated' | 'fcr/unknown-replies' | 'fcr/unknown-thankyou' | null;
}

const open: FirstContact = { resolved: false, caveat: 'fcr/open' };
const unknown: FirstContact = { resolved: false, caveat: 'fcr/unknown-replies' };

/**
 * METRICS.md 2.6, method `contact`: solved, with exactly one public agent reply before the first solve, and not
 * reopened on the 0th to 7th day after it. What the export states itself wins.
 */
export function firstContact(
  ticket: Ticket,
  settings: Pick<Settings, 'asOf' | 'reopenWindow' | 'ignoreThankyou'>,
): FirstContact {
  if (ticket.first_contact_resolved !== null) {
    return { resolved: ticket.first_contact_resolved, caveat: 'fcr/stated' };
  }
  if (!isSolved(ticket)) return open;
  const solved = firstSolve(ticket);
  const replies = ticket.agent_replies_before_solve ?? ticket.agent_replies;
  if (replies === null) return unknown;
  if (replies !== 1) return { resolved: false, caveat: null };
  if (isReopenedWithin(ticket, solved?.day ?? null, settings.reopenWindow)) {
    const isThanks = settings.ignoreThankyou ? isThankyou(ticket) : false;
    if (isThanks !== true) return { resolved: false, caveat: isThanks === null ? 'fcr/unknown-thankyou' : null };
  }
  const immature = solved !== null && solved.day + settings.reopenWindow >= settings.asOf;
  return { resolved: true, caveat: immature ? 'fcr/immature' : null };
}

/**
 * Whether a reopened ticket was closed again without another reply of an agent: nobody had anything left to do, so a
 * customer has said thank you (METRICS.md 2.6). Null where the export does not tell the replies before the first solve.
 */
function isThankyou(ticket: Ticket): boolean | null {
  const { agent_replies: all, agent_replies_before_solve: before, status } = ticket;
  if (all === null || before === null) return null;
  return all <= before && (fullSolve(ticket) !== null || status === 'solved' || status === 'closed');
}

/** Reopened within the window; without a date, reopened at all. */
function isReopenedWithin(ticket: Ticket, solved: number | null, window: number): boolean {
  const { reopened_at } = ticket;
  if (reopened_at === null || solved === null) return isReopened(ticket);
  const days = reopened_at.day - solved;
  return days >= 0 && days <= window;
}

/** Solved, and so many replies as `isRight` says: how help desks tell it, whatever happened later. */
export function byReplies(ticket: Ticket, replies: number | null, isRight: (count: number) => boolean): FirstContact {
  if (!isSolved(ticket)) return open;
  return replies === null ? unknown : { resolved: isRight(replies), caveat: null };
}

/** Whether one of a ticket's tags is among these, which are in small letters. */
export const hasTag = ({ tags }: Ticket, wanted: ReadonlySet<string>): boolean =>
  (tags ?? '').split(/[\s,;|]+/).some((tag) => wanted.has(tag.toLowerCase()));
