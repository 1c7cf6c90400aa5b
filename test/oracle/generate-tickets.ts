import type { Random } from './random.ts';
import { TIMES, anyDay, written } from './days.ts';
import { csv, range, type Row } from './text.ts';
import type { Customer } from './customers.ts';

export interface Ticket {
  readonly id: string;
  readonly customer: string;
}

export function makeTickets(random: Random, customers: readonly Customer[]): { text: string; tickets: Ticket[] } {
  const firstSolve = random.chance(0.85);
  const reopenDates = firstSolve && random.chance(0.85);
  const header = [
    ['ticket_id', 'customer_id', 'created_at'],
    firstSolve ? ['first_solved_at'] : [],
    ['solved_at', 'agent_replies'],
    random.chance(0.5) ? ['agent_replies_before_solve'] : [],
    ['customer_replies', 'reopens'],
    reopenDates ? ['reopened_at'] : [],
    random.chance(0.8) ? ['first_response_at'] : [],
    random.chance(0.7) ? ['closed_at'] : [],
    random.chance(0.8) ? ['rep'] : [],
    random.chance(0.25) ? ['first_contact_resolved'] : [],
    ['is_spam', 'merged_into', 'submitter_role', 'status'],
  ].flat();

  const rows: Row[] = [];
  const tickets: Ticket[] = [];
  for (const customer of customers) {
    for (const _ of range(random.integer(0, 5))) {
      const ticket = { id: `t${rows.length + 1}`, customer: customer.id };
      tickets.push(ticket);
      const clock = new Clock(random, anyDay(random));
      const created = clock.now();
      const replied = random.chance(0.8) ? clock.later(random.pick([0, 0, 0, 0, 1, 3])) : '';
      const solved = random.chance(0.8);
      const first = solved ? clock.later(random.pick([0, 0, 1, 2, 5, 20, 40])) : '';
      const reopened = solved && random.chance(0.35);
      const dated = reopened && random.chance(0.9);
      const again = dated ? clock.later(random.pick([0, 1, 6, 7, 7, 8, 8, 20])) : '';
      const last = reopened ? clock.later(random.integer(0, 3)) : first;
      const replies = random.pick([0, 1, 1, 1, 1, 2, 3, 5]);
      const spam = random.chance(0.05);
      const state = random.chance(0.03) ? 'deleted' : solved ? random.pick(['solved', 'closed']) : 'open';
      const closed = state === 'closed' ? clock.later(random.pick([0, 0, 1, 4, 30])) : '';
      rows.push({
        ticket_id: ticket.id,
        customer_id: random.chance(0.04) ? '' : customer.id,
        created_at: created,
        first_solved_at: first,
        solved_at: last,
        agent_replies: String(replies + (reopened ? random.integer(0, 1) : 0)),
        agent_replies_before_solve: String(replies),
        customer_replies: String(random.integer(0, 3)),
        reopens: String(reopened ? 1 : 0),
        reopened_at: again,
        is_spam: String(spam),
        merged_into: rows.length > 0 && random.chance(0.05) ? `t${random.integer(1, rows.length)}` : '',
        submitter_role: random.chance(0.08) ? 'agent' : 'customer',
        status: state,
        first_response_at: replied,
        closed_at: closed,
        rep: random.pick(['ana', 'ben', 'ben', '']),
        first_contact_resolved: random.pick(['', '', '', 'true', 'false']),
      });
    }
  }
  return { text: csv(header, rows), tickets };
}

/** Moments one after the other, all written alike: as days, or as instants at any time of the day. */
class Clock {
  private readonly random: Random;
  private readonly instants: boolean;
  private day: number;
  private time = '';

  constructor(random: Random, day: number) {
    this.random = random;
    this.instants = random.chance(0.7);
    this.day = day;
    this.time = random.pick(TIMES);
  }

  now(): string {
    return this.instants ? `${written(this.day)}T${this.time}Z` : written(this.day);
  }

  later(days: number): string {
    const time = this.random.pick(TIMES);
    this.time = days === 0 && time < this.time ? this.time : time;
    this.day += days;
    return this.now();
  }
}
