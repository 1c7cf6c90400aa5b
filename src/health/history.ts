import type { Day } from '../calculator/calendar.ts';
import { type Account, type Book, isPayingAt } from '../records/account.ts';
import type { Growth } from '../records/growth.ts';
import type { Payment, Survey, Ticket, Usage } from '../records/row.ts';
import { firstSolve, isOpenAgain } from '../records/ticket-life.ts';
import { Columns } from './columns.ts';
import type { Outcome } from './components/component.ts';
import type { Bands } from './config.ts';
import { DaySet } from './day-set.ts';

/** A scored answer. */
export interface Answer {
  readonly day: Day;
  readonly instant: number;
  readonly kind: 'nps' | 'csat' | 'ces';
  /** Of several answers of one subject the latest counts; null: it stands for itself. */
  readonly subject: string | null;
  readonly id: string;
  /** From 0, the worst, to 100. */
  readonly value: number;
}

/** Money that was asked for. */
export interface Bill {
  readonly issued: Day;
  readonly due: Day;
  /** When it was paid; infinite while it is not; null: with the next payment of the customer. */
  readonly settled: Day | null;
  readonly document: string | null;
}

/** What is known of one customer, by day. Whoever asks says the day, and sees nothing of later ones. */
export interface CustomerHistory {
  readonly customer: string;
  account: Account | null;
  /** Day, how often, user and feature (numbers that stand for them; -1: not said). */
  readonly usage: Columns;
  /**
   * Day of creation, the first day it is not open any more, the day it was reopened and the first day it is not open
   * again (infinite: not yet), and 1 where its priority is high.
   */
  readonly tickets: Columns;
  readonly answers: Answer[];
  readonly bills: Bill[];
  /** Payments that went through: day, and what it stands on. */
  readonly payments: { readonly day: Day; readonly document: string | null }[];
  /** The day of the first row about it. */
  first: Day;
}

export interface HistoryOptions {
  /** What an answer of CES is asked as where its row does not say. */
  readonly direction?: 'ease' | 'effort';
  /** Priorities of tickets that are high, in small letters. */
  readonly highPriority: readonly string[];
}

/** What is known of each customer, and when it was. Rows are added one at a time, in any order; none is kept whole. */
export class History {
  readonly #customers = new Map<string, CustomerHistory>();
  readonly #users = new Map<string, number>();
  readonly #features = new Map<string, number>();
  readonly #options: HistoryOptions;
  #book: Book | null = null;
  /** Days of use by anybody, of use by somebody who is named, and of a feature that is. */
  readonly usageDays = new DaySet();
  readonly userDays = new DaySet();
  readonly featureDays = new DaySet();
  /** Days on which anybody created a ticket. */
  readonly ticketDays = new DaySet();
  /** Days on which anybody gave an answer. */
  readonly answerDays = new DaySet();
  /** Days since when a subscription of anybody is past due. */
  readonly pastDueDays = new DaySet();
  /** Growth of a customer's own business, as far as it was known on a day; null where nothing tells it. */
  growth: ((customer: string, day: Day) => Growth | null) | null = null;

  /** Scores that an export gives as they are, by component; undefined where it does not. They have no day. */
  given: ((customer: string, component: string) => Outcome | undefined) | null = null;

  /** Bands of a customer's own; undefined where it goes by those of all. Of a past day they are those of now. */
  bands: ((customer: string) => Bands | undefined) | null = null;

  constructor(options: HistoryOptions) {
    this.#options = options;
  }

  addUsage({ customer_id, at: { day }, user_id, feature, count }: Usage): void {
    if (count <= 0) return;
    const user = user_id === null ? -1 : numberOf(this.#users, user_id);
    const what = feature === null ? -1 : numberOf(this.#features, feature);
    this.usageDays.add(day);
    if (user >= 0) this.userDays.add(day);
    if (what >= 0) this.featureDays.add(day);
    this.#see(customer_id, day).usage.push(day, count, user, what);
  }

  addTicket(ticket: Ticket): void {
    if (!ticket.counted) return;
    const { day } = ticket.created_at;
    this.ticketDays.add(day);
    if (ticket.customer_id === null) return;
    const isHigh = this.#options.highPriority.includes(ticket.priority?.trim().toLowerCase() ?? '');
    this.#see(ticket.customer_id, day).tickets.push(day, ...openSpells(ticket), isHigh ? 1 : 0);
  }

  addAnswer({ kind, score, scale, direction, counted, responded_at: at, customer_id, ...row }: Survey): void {
    if (!counted || score === null || at === null || customer_id === null) return;
    if (kind !== 'nps' && kind !== 'csat' && kind !== 'ces') return;
    this.answerDays.add(at.day);
    const { min, max } = scale ?? SCALES[kind];
    const share = kind === 'nps' ? score * 10 : (100 * (score - min)) / (max - min);
    const isMirrored = kind === 'ces' && (direction ?? this.#options.direction ?? 'ease') === 'effort';
    const ticket = kind === 'csat' && row.ticket_id !== null ? `ticket ${row.ticket_id}` : null;
    this.#see(customer_id, at.day).answers.push({
      day: at.day,
      instant: at.instant,
      kind,
      subject: ticket ?? row.respondent_id,
      id: row.response_id ?? '',
      value: isMirrored ? 100 - share : share,
    });
  }

  /** Of what is paid on its day nothing is owed; what has failed is owed until a payment goes through. */
  addPayment({ customer_id, at, cents, kind, status, document, due_at, settled_at, counted }: Payment): void {
    if (!counted || kind === 'refund' || cents <= 0) return;
    const known = this.#see(customer_id, at);
    const isPaid = status !== 'open' && status !== 'failed';
    const settled = settled_at ?? (isPaid ? at : status === 'open' ? Infinity : null);
    known.bills.push({ issued: at, due: due_at ?? at, settled, document });
    if (isPaid) known.payments.push({ day: settled ?? at, document });
  }

  /** Joins what is known with the accounts, when all rows are in. */
  join(book: Book): void {
    this.#book = book;
    for (const account of book.accounts) {
      this.#of(account.customer).account = account;
      for (const { pastDue } of account.rows) if (pastDue !== undefined) this.pastDueDays.add(pastDue);
    }
  }

  /** What is known of a customer; null where nothing is. */
  of(customer: string): CustomerHistory | null {
    return this.#customers.get(customer) ?? null;
  }

  /**
   * Who is a customer at the close of a day: who pays; without any subscription whom the customers export has; without
   * either whom any row up to then is about. By id.
   */
  customersAt(day: Day): CustomerHistory[] {
    const all = [...this.#customers.values()].toSorted((a, b) => (a.customer < b.customer ? -1 : 1));
    const accounts = this.#book?.accounts ?? [];
    if (accounts.some(({ rows }) => rows.length > 0)) {
      return all.filter(({ account }) => account !== null && isPayingAt(account, day));
    }
    if (accounts.length > 0) {
      return all.filter(({ account }) => account?.details && (account.details.created_at ?? day) <= day);
    }
    return all.filter(({ first }) => first <= day);
  }

  /** Everybody of whom anything is known. */
  get ids(): Iterable<string> {
    return this.#customers.keys();
  }

  /** The number that stands for a feature; -1 where nobody has used it. */
  featureOf(name: string): number {
    return this.#features.get(name) ?? -1;
  }

  #see(customer: string, day: Day): CustomerHistory {
    const known = this.#of(customer);
    if (day < known.first) known.first = day;
    return known;
  }

  #of(customer: string): CustomerHistory {
    let known = this.#customers.get(customer);
    if (known === undefined) {
      known = {
        customer,
        account: null,
        usage: new Columns(4),
        tickets: new Columns(5),
        answers: [],
        bills: [],
        payments: [],
        first: Infinity,
      };
      this.#customers.set(customer, known);
    }
    return known;
  }
}

/** What answers are on where nothing says it. */
const SCALES = { nps: { min: 0, max: 10 }, csat: { min: 1, max: 5 }, ces: { min: 1, max: 7 } } as const;

function numberOf(numbers: Map<string, number>, name: string): number {
  let number = numbers.get(name);
  if (number === undefined) numbers.set(name, (number = numbers.size));
  return number;
}

/**
 * When a ticket is open, as `isOpenAt` has it: from its creation to the first solve, and from a reopening to the last
 * one. Solved by its status alone, nobody knows since when: then it is not counted as open.
 */
function openSpells(ticket: Ticket): [until: Day, reopened: Day, again: Day] {
  const { created_at: created, solved_at, reopened_at: reopened, status } = ticket;
  const first = firstSolve(ticket);
  const isDone = status === 'solved' || status === 'closed';
  if (first === null) return [isDone ? created.day : Infinity, reopened?.day ?? Infinity, -Infinity];
  if (reopened === null) return [first.day, Infinity, -Infinity];
  const last = solved_at ?? first;
  const again = isOpenAgain(ticket) ? (isDone ? reopened.day : Infinity) : last.day;
  return [first.day, reopened.day, again];
}

/** When it became a customer: its first paid day, else since when the customers export says; null: nobody knows. */
export function sinceOf({ account }: CustomerHistory): Day | null {
  return account?.paying.days[0] ?? account?.details?.created_at ?? null;
}
