import type { Day } from '../calculator/calendar.ts';
import { Calculation, type Sighting } from '../calculator/calculate.ts';
import { tablesOf } from '../calculator/metric.ts';
import type { AnyRow } from '../input/context.ts';
import { type Book, openBook } from '../records/account.ts';
import { ActivityLog } from '../records/activity.ts';
import { type Charge, chargeOf } from '../records/charges.ts';
import type { Kind } from '../records/dataset.ts';
import { segmentBy } from '../records/dimension.ts';
import { endRevisions } from '../records/revisions.ts';
import type { Customer, History, Payment, Subscription, Survey, Ticket } from '../records/row.ts';
import type { Settings } from '../records/settings.ts';
import type { ReadingOptions } from './request.ts';
import { exportsOf } from './topics.ts';

/** What a reading has kept and joined when all rows are in. */
export interface Gathered {
  readonly calculation: Calculation<Settings>;
  readonly book: Book;
  readonly subscriptions: readonly Subscription[];
  /** Rows of small tables that are asked about every period. */
  readonly kept: readonly AnyRow[];
  readonly charges: readonly Charge[];
  readonly payments: readonly Payment[];
  /** Who used the product when, where that is asked. */
  readonly activity: ActivityLog | null;
  /** Of sheets by month, the last day they know of. */
  readonly lastCovered: Day | null;
}

type Kept = Extract<AnyRow, { kind: 'customers' | 'assignments' | 'fx' }>;
type Event = Extract<AnyRow, { kind: 'tickets' | 'payments' | 'usage' }>;

/** Rows on their way into a calculation: the small exports are kept and joined, the large ones pass through. */
export class Reading {
  readonly #options: ReadingOptions;
  readonly #calculation: Calculation<Settings>;
  readonly #customers = new Map<string, Customer>();
  readonly #subscriptions: Subscription[] = [];
  /** Rows of small tables that are asked about every period. */
  readonly #kept: AnyRow[] = [];
  readonly #charges: Charge[] = [];
  readonly #payments: Payment[] = [];
  readonly #surveyKinds: ReadonlySet<string>;
  readonly #isOfRenewals: boolean;
  readonly #countsTickets: boolean;
  /** Who used the product when, where that is asked. */
  readonly #activity: ActivityLog | null;
  #hasSheet = false;
  #hasRevisions = false;
  #hasAnswers = false;
  #book: Book | null = null;

  constructor(options: ReadingOptions) {
    this.#options = options;
    const { asks, window, settings, request, reps, page } = options;
    this.#calculation = new Calculation({
      metrics: asks,
      periods: window.periods,
      settings,
      ...(request.options.by !== undefined && {
        by: options.by ?? options.churnKinds?.segment ?? reps?.segment ?? segmentBy(0),
      }),
      ...(options.churnKinds && { isOver: options.churnKinds.isOver }),
      trended: new Set([...(page?.trended ?? []), ...(request.watch?.trended ?? [])]),
      ...traceOf(options.differences?.trace, page?.trace, request.watch?.trace),
    });
    this.#calculation.measure(window.periods, window.course);
    request.watch?.keep(window.periods);
    const asksActivity = asks.some(({ metric }) => tablesOf(metric).includes('activity'));
    this.#activity = asksActivity ? new ActivityLog(window.closeAfter) : null;
    options.feedback?.keep(window.periods);
    this.#countsTickets = exportsOf(asks).includes('tickets');
    this.#isOfRenewals = asks.length > 0 && asks.every(({ metric }) => metric.topic === 'renewals');
    const kinds = request.topics.flatMap(({ survey }) => survey ?? []);
    this.#surveyKinds = new Set([...kinds, ...(options.health ? ['nps', 'csat', 'ces'] : [])]);
  }

  knows(customer: string): boolean {
    return this.#customers.has(customer);
  }

  /** The rows of subscriptions read by now. */
  get subscriptions(): readonly Subscription[] {
    return this.#subscriptions;
  }

  /** Whether some of them are of a sheet by month. */
  get hasSheet(): boolean {
    return this.#hasSheet;
  }

  /** Whether a survey has an answer of CSAT. */
  get hasAnswers(): boolean {
    return this.#hasAnswers;
  }

  /** Takes a good row; returns the day that decides its period, null when it counts in any, undefined when not asked. */
  take(each: AnyRow): Day | null | undefined {
    this.#options.health?.take(each);
    if (each.kind === 'subscriptions') return this.#takeSubscription(each.row);
    if (each.kind === 'history') return this.#takeHistory(each.row);
    if (each.kind === 'customers' || each.kind === 'assignments' || each.kind === 'fx') return this.#keep(each);
    each.row.account = this.#accountOf(each.row.customer_id);
    return each.kind === 'surveys' ? this.#takeAnswer(each.row) : this.#takeEvent(each);
  }

  /** Small tables that hold in every period. */
  #keep(each: Kept): null {
    const { conversion, reps, request } = this.#options;
    if (each.kind === 'customers') {
      this.#customers.set(each.row.customer_id, each.row);
      return null;
    }
    if (each.kind === 'fx') {
      conversion?.exchange.add(each.row);
    } else {
      reps?.add(each.row);
      request.watch?.own(each.row);
    }
    this.#kept.push(each);
    return null;
  }

  #takeSubscription(row: Subscription): null {
    this.#subscriptions.push(row);
    const { started, ended, covers, isRevision, commitment } = row;
    // Comments are asked about in the months that have some.
    const days = this.#options.feedback?.isAlone ? [] : [started, ended, covers ?? null];
    for (const day of days) if (day !== null) this.#see(day);
    if (this.#isOfRenewals && commitment !== undefined) this.#see(commitment.due);
    this.#hasRevisions ||= isRevision === true;
    this.#hasSheet ||= covers !== undefined;
    return null;
  }

  #takeHistory(row: History): Day | null | undefined {
    const { day } = row.as_of;
    this.#see(day, 'history');
    const used = this.#options.growth?.add(row);
    return used === undefined && this.#options.health ? day : used;
  }

  #takeAnswer(row: Survey): Day | null | undefined {
    const { responded_at: answered, sent_at: sent, kind } = row;
    if (answered) this.#see(answered.day);
    this.#hasAnswers ||= kind === 'csat' && row.score !== null;
    this.#calculation.add('surveys', row);
    const { feedback, settings, request } = this.#options;
    request.watch?.take(row);
    feedback?.take(row);
    const isUsed = (!feedback?.isAlone && this.#surveyKinds.has(kind)) || feedback?.isAbout(row, settings) === true;
    return isUsed ? ((answered ?? sent)?.day ?? null) : undefined;
  }

  #takeEvent(each: Event): Day | null | undefined {
    const charge = each.kind === 'payments' ? chargeOf(each.row) : null;
    if (charge) this.#charges.push(charge);
    const day = dayOf(each);
    this.#see(day, each.kind);
    this.#calculation.add(each.kind, each.row);
    // What was used before the period says who was active when it began: such rows count whatever their day.
    if (each.kind === 'usage' && this.#activity) {
      this.#activity.add(each.row);
      return null;
    }
    if (each.kind === 'payments' && this.#options.keepsPayments) {
      this.#payments.push(each.row);
      return null;
    }
    return each.kind !== 'tickets' || this.#takeRating(each.row) || this.#countsTickets ? day : undefined;
  }

  /** A rating as the answer it is; false where there is none, or none is wanted. */
  #takeRating(ticket: Ticket): boolean {
    const answer = this.#options.ratings?.isUsed ? this.#options.ratings.answer(ticket) : null;
    if (answer === null) return false;
    this.#calculation.add('surveys', answer);
    this.#options.feedback?.take(answer);
    this.#options.request.watch?.take(answer);
    return true;
  }

  #see(day: number, kind?: Kind): void {
    const { window, dates } = this.#options;
    if ((kind !== undefined && dates?.has(kind) === false) || !window.see(day)) return;
    this.#calculation.measure(window.periods, window.course);
    this.#options.feedback?.keep(window.periods);
    this.#options.request.watch?.keep(window.periods);
  }

  #accountOf(customer: string | null) {
    this.#book ??= this.#open();
    return customer === null ? null : (this.#book.byCustomer.get(customer) ?? null);
  }

  #open(): Book {
    const { rules } = this.#options;
    if (this.#hasRevisions) endRevisions(this.#subscriptions);
    rules?.amend(this.#subscriptions);
    return openBook(this.#subscriptions, this.#customers.values(), rules?.rules);
  }

  /** All rows are in. */
  gathered(): Gathered {
    const covers = this.#hasSheet ? this.#subscriptions.flatMap((row) => row.covers ?? []) : [];
    return {
      calculation: this.#calculation,
      book: (this.#book ??= this.#open()),
      subscriptions: this.#subscriptions,
      kept: this.#kept,
      charges: this.#charges,
      payments: this.#payments,
      activity: this.#activity,
      lastCovered: covers.length === 0 ? null : covers.reduce((a, b) => Math.max(a, b)),
    };
  }
}

/** The day that decides a dated row's period. */
function dayOf(each: Extract<AnyRow, { kind: 'tickets' | 'payments' | 'usage' }>): Day {
  if (each.kind === 'payments') return each.row.at;
  return each.kind === 'tickets' ? each.row.created_at.day : each.row.at.day;
}

/** Those who want to know of every row that counts; nobody else pays for it. */
function traceOf(...traces: readonly (((sighting: Sighting) => void) | undefined)[]) {
  const wanted = traces.filter((trace) => trace !== undefined);
  return wanted.length === 0 ? {} : { trace: (sighting: Sighting) => wanted.forEach((trace) => trace(sighting)) };
}
