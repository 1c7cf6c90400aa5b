import { type Day, formatDay } from '../calculator/calendar.ts';
import { Calculation, type Result, type Sighting } from '../calculator/calculate.ts';
import { type Ask, type Facts, tablesOf } from '../calculator/metric.ts';
import type { Period } from '../calculator/period.ts';
import type { Issue } from '../errors.ts';
import type { Problems } from '../input/problems.ts';
import { type FileReport } from '../input/read.ts';
import { type AnyRow } from '../input/context.ts';
import type { Report } from '../output/report.ts';
import { type Book, openBook } from '../records/account.ts';
import { ActivityLog } from '../records/activity.ts';
import { buyersOf } from '../records/buyer.ts';
import { bookTables, type Kind } from '../records/dataset.ts';
import { type Charge, chargeOf, chargesOf } from '../records/charges.ts';
import { segmentBy } from '../records/dimension.ts';
import { decimalsOf } from '../records/money.ts';
import { type Settings } from '../records/settings.ts';
import { bookIssues, caveatIssues, endsEarly, nearDuplicates, noRows, smallSample, usageGaps } from './notes.ts';
import type { FeedbackRun } from './feedback-run.ts';
import { factsOf, missingColumns, splitsBy, summaryOf } from './files.ts';
import type { ReadingOptions, Reshaped } from './request.ts';
import { exportsOf } from './topics.ts';
import { endRevisions } from '../records/revisions.ts';
import type { Customer, Payment, Subscription, Ticket } from '../records/row.ts';

/** What is known when all rows are in. */
interface Ended {
  readonly book: Book;
  readonly facts: Facts;
  readonly results: readonly Result[];
  /** What comments say, where they are asked about. */
  readonly spoken: ReturnType<FeedbackRun['speak']> | undefined;
  /** What another shape of the exports has to say. */
  readonly told: readonly Issue[];
}

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

  /** What the subscriptions are as a whole, when all rows are in. */
  known(reports: readonly FileReport[]) {
    const covers = this.#hasSheet ? this.#subscriptions.flatMap((row) => row.covers ?? []) : [];
    return {
      book: (this.#book ??= this.#open()),
      lastCovered: covers.length === 0 ? null : covers.reduce((a, b) => Math.max(a, b)),
      hasAmounts: factsOf(reports, false).has('subscriptions', 'amount'),
    };
  }

  /** Whether a survey has an answer of CSAT. */
  get hasAnswers(): boolean {
    return this.#hasAnswers;
  }

  /** Takes a good row; returns the day that decides its period. */
  take(each: AnyRow): number | null | undefined {
    this.#options.health?.take(each);
    if (each.kind === 'customers') {
      this.#customers.set(each.row.customer_id, each.row);
      return null;
    }
    if (each.kind === 'subscriptions') {
      this.#subscriptions.push(each.row);
      const { started, ended, covers, isRevision, commitment } = each.row;
      // Comments are asked about in the months that have some.
      const days = this.#options.feedback?.isAlone ? [] : [started, ended, covers ?? null];
      for (const day of days) if (day !== null) this.#see(day);
      if (this.#isOfRenewals && commitment !== undefined) this.#see(commitment.due);
      this.#hasRevisions ||= isRevision === true;
      this.#hasSheet ||= covers !== undefined;
      return null;
    }
    if (each.kind === 'history') {
      this.#see(each.row.as_of.day, each.kind);
      const used = this.#options.growth?.add(each.row);
      return used === undefined && this.#options.health ? each.row.as_of.day : used;
    }
    if (each.kind === 'fx') this.#options.conversion?.exchange.add(each.row);
    if (each.kind === 'assignments' || each.kind === 'fx') {
      this.#kept.push(each);
      if (each.kind === 'assignments') {
        this.#options.reps?.add(each.row);
        this.#options.request.watch?.own(each.row);
      }
      return null;
    }
    each.row.account = this.#accountOf(each.row.customer_id);
    const charge = each.kind === 'payments' ? chargeOf(each.row) : null;
    if (charge) this.#charges.push(charge);
    if (each.kind !== 'surveys') {
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
    const { responded_at: answered, sent_at: sent, kind } = each.row;
    if (answered) this.#see(answered.day);
    this.#hasAnswers ||= kind === 'csat' && each.row.score !== null;
    this.#calculation.add('surveys', each.row);
    this.#options.request.watch?.take(each.row);
    const { feedback, settings } = this.#options;
    feedback?.take(each.row);
    const isUsed =
      (!feedback?.isAlone && this.#surveyKinds.has(kind)) || feedback?.isAbout(each.row, settings) === true;
    return isUsed ? ((answered ?? sent)?.day ?? null) : undefined;
  }

  /** A rating as the answer it is; false where there is none, or none is wanted. */
  #takeRating(ticket: Ticket): boolean {
    const answer = this.#options.ratings?.isUsed ? this.#options.ratings.answer(ticket) : null;
    if (answer !== null) this.#calculation.add('surveys', answer);
    if (answer !== null) this.#options.feedback?.take(answer);
    if (answer !== null) this.#options.request.watch?.take(answer);
    return answer !== null;
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

  #addBook(book: Book, told: Period): void {
    const { conversion } = this.#options;
    const tables = bookTables(book);
    if (!conversion) {
      this.#calculation.addAll(tables);
      return;
    }
    for (const [period, money] of conversion.periods(book, this.#calculation, told)) {
      this.#calculation.addIn(period, money);
    }
    const { accounts, turns, contracts } = tables;
    this.#calculation.addAll({ accounts, turns, contracts });
  }

  /** All rows are in: measures accounts, for the periods are known now, and puts the report together. */
  finish(reports: readonly FileReport[], problems: Problems, isAsOfGiven: boolean, reshaped: Reshaped): Report {
    const { window, request, settings, reps, conversion, health } = this.#options;
    const { options } = request;
    const { period, compare, told } = window;
    const [trend, past] = [window.toldTrend, window.toldPast];
    this.#calculation.measure([...(compare ? [compare] : []), period], [...trend, ...past]);
    for (const { kind, row } of this.#kept) this.#calculation.add(kind, row);
    const book = (this.#book ??= this.#open());
    if (this.#activity) this.#calculation.addAll({ activity: this.#activity.rows() });
    this.#calculation.addAll({ buyers: buyersOf(this.#payments) });
    const { growth } = this.#options;
    if (growth) this.#calculation.addAll({ firms: growth.firms(book, reports, settings.asOf) });
    const isRated = this.#options.ratings?.isUsed ?? false;
    // Other ways to split than by a column have an answer for every row.
    const isByColumn = options.by !== undefined && !this.#options.by && !this.#options.churnKinds && !reps;
    const facts: Facts = {
      ...factsOf(reports, isRated),
      ...(isByColumn && { splits: splitsBy(reports, isRated) }),
    };
    this.#addBook(book, told);
    const periods = [...(compare ? [compare] : []), period];
    const scored = this.#options.page?.hasHealthTrend ? [...periods, ...trend] : periods;
    health?.measure(book, reports, { calculation: this.#calculation, periods: distinct(scored) });
    const charges =
      facts.has('payments', 'kind') || facts.has('payments', 'is_recurring')
        ? this.#charges
        : chargesOf(this.#subscriptions, (customer) => this.#accountOf(customer));
    // Without a metric nobody asks for them, nor for the rates of their days.
    const isAsked = this.#options.asks.length > 0;
    this.#calculation.addAll({
      charges: (isAsked && conversion?.charges(charges, [period, ...(compare ? [compare] : [])])) || charges,
    });
    const spoken = this.#options.feedback?.speak(period, compare, { book, facts, health: health ?? null });
    this.#calculation.addAll({ remarks: spoken?.remarks ?? [] });
    const bookMetrics = metricsOf(this.#options.asks, 'subscriptions');
    const measured = this.#calculation.results(facts, [period]);
    const { churnKinds } = this.#options;
    const shaped = reshaped.results?.(measured, told, bookMetrics) ?? measured;
    const counted = churnKinds?.told(shaped) ?? shaped;
    const results = [...counted, ...(spoken?.results() ?? [])];
    const changed = [
      ...(compare ? this.#calculation.changes(counted, [period, compare], facts) : []),
      ...(spoken?.changes() ?? []),
    ];
    const known = { book, facts, results, spoken, told: reshaped.issues?.(told) ?? [] };
    for (const issue of this.#issues(reports, known)) problems.add(issue);
    const answerByRep = reps?.answer(book, results, told);
    const { lastCovered, hasAmounts } = this.known(reports);
    const page = this.#options.page?.answer({
      book,
      period,
      trend,
      trends: this.#calculation.trends(trend, facts),
      results,
      settings,
      hasAmounts,
      lastCovered,
    });
    request.watch?.finish({ book, trend: past, trends: this.#calculation.trends(past, facts), settings });
    return {
      version: request.version,
      command: request.command,
      asOf: isAsOfGiven || !told.complete ? formatDay(settings.asOf) : null,
      timezone: options.timezone,
      by: options.by ?? null,
      period: told,
      compare,
      metrics: this.#options.asks.map(({ metric, method }) => ({
        metric: { ...metric, title: metric.titleWith?.(settings) ?? metric.title },
        method,
      })),
      results,
      changes: reshaped.changes?.(changed, compare, bookMetrics) ?? changed,
      // A score rests on what was before its period as well.
      inputs: reports.map((each) =>
        summaryOf(
          each,
          health && request.command !== 'report' ? periods.map((one) => ({ ...one, firstDay: -Infinity })) : periods,
        ),
      ),
      issues: problems.summaries('warning', 'note'),
      ...(answerByRep && { reps: answerByRep }),
      ...(churnKinds?.isOverWhole && { isOverWhole: true as const }),
      ...(this.#options.differences && { differences: this.#options.differences.of(period, results) }),
      ...(health && { health: health.answer(told, compare, facts) }),
      ...(spoken && { feedback: spoken.answer }),
      ...(page && { page }),
      decimalsOf,
    };
  }

  /** What there is to say of the exports, and of numbers that rest on little. */
  #issues(reports: readonly FileReport[], known: Ended): Issue[] {
    const { window, request, settings, reps, conversion, health, growth, ratings, rules, lifetime } = this.#options;
    const { period, told } = window;
    const { book, facts, results, spoken } = known;
    const { by } = request.options;
    return [
      ...bookIssues(conversion ? { ...book, currencies: [conversion.exchange.base] } : book),
      ...(conversion?.issues() ?? []),
      ...caveatIssues(this.#calculation.caveats(period, facts), settings),
      ...(health?.issues(told) ?? []),
      // Of customers' business nothing need be said in a period: what was last said holds.
      ...((growth?.isAlone && window.covered !== null) || health?.isQuiet(window.covered)
        ? []
        : [...noRows(window.covered, told), ...(window.isAll ? [] : endsEarly(window.covered?.last ?? null, told))]),
      ...smallSample(results),
      ...nearDuplicates(results),
      ...missingColumns(reports, by, facts, request.command),
      ...(ratings?.issues() ?? []),
      ...(rules?.issues(reports) ?? []),
      ...(lifetime?.(results, this.#payments) ?? []),
      ...(growth?.issues() ?? []),
      ...known.told,
      ...(reps?.issues(book, reports, told, ratings?.isUsed ?? false) ?? []),
      ...(spoken?.issues ?? []),
      ...usageGaps(this.#activity?.covered ?? null, told, settings.activeDays),
    ];
  }
}

/** Each close once. */
const distinct = (periods: readonly Period[]): Period[] => [
  ...new Map(periods.map((period) => [`${period.firstDay} ${period.closeDay}`, period])).values(),
];

/** The day that decides a dated row's period. */
function dayOf(each: Extract<AnyRow, { kind: 'tickets' | 'payments' | 'usage' }>): Day {
  if (each.kind === 'payments') return each.row.at;
  return each.kind === 'tickets' ? each.row.created_at.day : each.row.at.day;
}

/** The metrics that a kind of export has a part in. */
const metricsOf = (asks: readonly Ask<Settings>[], kind: Kind): ReadonlySet<string> =>
  new Set(asks.flatMap((ask) => (exportsOf([ask]).includes(kind) ? [ask.metric.id] : [])));

/** Those who want to know of every row that counts; nobody else pays for it. */
function traceOf(...traces: readonly (((sighting: Sighting) => void) | undefined)[]) {
  const wanted = traces.filter((trace) => trace !== undefined);
  return wanted.length === 0 ? {} : { trace: (sighting: Sighting) => wanted.forEach((trace) => trace(sighting)) };
}
