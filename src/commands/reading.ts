import { type Day, formatDay } from '../calculator/calendar.ts';
import { Calculation, type Result } from '../calculator/calculate.ts';
import type { Change } from '../calculator/compare.ts';
import type { Ask, Facts } from '../calculator/metric.ts';
import { contains, type Period } from '../calculator/period.ts';
import { type Issue, notice } from '../errors.ts';
import type { Problems } from '../input/problems.ts';
import { type FileReport } from '../input/read.ts';
import { type AnyRow } from '../input/context.ts';
import type { InputSummary, Report } from '../output/report.ts';
import { type Book, openBook } from '../records/account.ts';
import { bookTables, type Kind } from '../records/dataset.ts';
import { segmentBy } from '../records/dimension.ts';
import { decimalsOf } from '../records/money.ts';
import { type Settings } from '../records/settings.ts';
import { bookIssues, caveatIssues, endsEarly, nearDuplicates, noRows, smallSample } from './notes.ts';
import type { MeasureOptions } from './options.ts';
import type { TicketRatings } from './ratings.ts';
import { exportsOf, type Topic } from './topics.ts';
import type { Window } from './window.ts';
import { endRevisions } from '../records/revisions.ts';
import type { Customer, Subscription, Ticket } from '../records/row.ts';

/** What is asked: topics by name, over files, with options. */
export interface Request {
  readonly command: string;
  readonly topics: readonly Topic[];
  readonly files: readonly string[];
  readonly options: MeasureOptions;
  readonly version: string;
  /** The exports it cannot do without; left out, those of the topics. */
  readonly needs?: readonly Kind[];
}

/** What another shape of the exports makes of an answer. */
export interface Reshaped {
  results?(results: readonly Result[], period: Period, metrics: ReadonlySet<string>): Result[];
  changes?(changes: readonly Change[], from: Period | null, metrics: ReadonlySet<string>): Change[];
  issues?(period: Period): Issue[];
}

interface ReadingOptions {
  readonly request: Request;
  readonly asks: readonly Ask<Settings>[];
  readonly window: Window;
  readonly settings: Settings;
  /** Tickets whose ratings may be answers. */
  readonly ratings: TicketRatings | null;
}

/** Rows on their way into a calculation: the small exports are kept and joined, the large ones pass through. */
export class Reading {
  readonly #options: ReadingOptions;
  readonly #calculation: Calculation<Settings>;
  readonly #customers = new Map<string, Customer>();
  readonly #subscriptions: Subscription[] = [];
  /** Rows of small tables that are asked about every period. */
  readonly #kept: AnyRow[] = [];
  readonly #surveyKinds: ReadonlySet<string>;
  readonly #isOfRenewals: boolean;
  readonly #countsTickets: boolean;
  #hasSheet = false;
  #hasRevisions = false;
  #hasAnswers = false;
  #book: Book | null = null;

  constructor(options: ReadingOptions) {
    this.#options = options;
    const { asks, window, settings, request } = options;
    this.#calculation = new Calculation({
      metrics: asks,
      periods: window.periods,
      settings,
      ...(request.options.by !== undefined && { by: segmentBy(0) }),
    });
    this.#countsTickets = exportsOf(asks).includes('tickets');
    this.#isOfRenewals = asks.length > 0 && asks.every(({ metric }) => metric.topic === 'renewals');
    this.#surveyKinds = new Set(request.topics.flatMap(({ survey }) => survey ?? []));
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
    if (each.kind === 'customers') {
      this.#customers.set(each.row.customer_id, each.row);
      return null;
    }
    if (each.kind === 'subscriptions') {
      this.#subscriptions.push(each.row);
      const { started, ended, covers, isRevision, commitment } = each.row;
      for (const day of [started, ended, covers ?? null]) if (day !== null) this.#see(day);
      if (this.#isOfRenewals && commitment !== undefined) this.#see(commitment.due);
      this.#hasRevisions ||= isRevision === true;
      this.#hasSheet ||= covers !== undefined;
      return null;
    }
    if (each.kind === 'assignments' || each.kind === 'fx') {
      this.#kept.push(each);
      return null;
    }
    each.row.account = this.#accountOf(each.row.customer_id);
    if (each.kind !== 'surveys') {
      const day = dayOf(each);
      this.#see(day);
      this.#calculation.add(each.kind, each.row);
      return each.kind !== 'tickets' || this.#takeRating(each.row) || this.#countsTickets ? day : undefined;
    }
    const { responded_at: answered, sent_at: sent, kind } = each.row;
    if (answered) this.#see(answered.day);
    this.#hasAnswers ||= kind === 'csat' && each.row.score !== null;
    this.#calculation.add('surveys', each.row);
    return this.#surveyKinds.has(kind) ? ((answered ?? sent)?.day ?? null) : undefined;
  }

  /** A rating as the answer it is; false where there is none, or none is wanted. */
  #takeRating(ticket: Ticket): boolean {
    const answer = this.#options.ratings?.isUsed ? this.#options.ratings.answer(ticket) : null;
    if (answer !== null) this.#calculation.add('surveys', answer);
    return answer !== null;
  }

  #see(day: number): void {
    if (this.#options.window.see(day)) this.#calculation.measure(this.#options.window.periods);
  }

  #accountOf(customer: string | null) {
    this.#book ??= this.#open();
    return customer === null ? null : (this.#book.byCustomer.get(customer) ?? null);
  }

  #open(): Book {
    if (this.#hasRevisions) endRevisions(this.#subscriptions);
    return openBook(this.#subscriptions, this.#customers.values());
  }

  /** All rows are in: measures accounts, for the periods are known now, and puts the report together. */
  finish(reports: readonly FileReport[], problems: Problems, isAsOfGiven: boolean, reshaped: Reshaped): Report {
    const { window, request, settings } = this.#options;
    const { options } = request;
    const { period, compare, told } = window;
    this.#calculation.measure([...(compare ? [compare] : []), period]);
    for (const { kind, row } of this.#kept) this.#calculation.add(kind, row);
    const book = (this.#book ??= this.#open());
    for (const [table, rows] of Object.entries(bookTables(book))) {
      for (const row of rows) this.#calculation.add(table, row);
    }
    const facts = factsOf(reports, this.#options.ratings?.isUsed ?? false);
    const bookMetrics = metricsOf(this.#options.asks, 'subscriptions');
    const measured = this.#calculation.results(facts, [period]);
    const results = reshaped.results?.(measured, told, bookMetrics) ?? measured;
    const changed = compare ? this.#calculation.changes(results, [period, compare], facts) : [];
    for (const issue of [
      ...bookIssues(book),
      ...caveatIssues(this.#calculation.caveats(period)),
      ...noRows(window.covered, told),
      ...endsEarly(window.covered?.last ?? null, told),
      ...smallSample(results),
      ...nearDuplicates(results),
      ...missingColumns(reports, options.by, facts, request),
      ...(this.#options.ratings?.issues() ?? []),
      ...(reshaped.issues?.(told) ?? []),
    ]) {
      problems.add(issue);
    }
    return {
      version: request.version,
      command: request.command,
      asOf: isAsOfGiven || !told.complete ? formatDay(settings.asOf) : null,
      timezone: options.timezone,
      by: options.by ?? null,
      period: told,
      compare,
      metrics: this.#options.asks,
      results,
      changes: reshaped.changes?.(changed, compare, bookMetrics) ?? changed,
      inputs: reports.map((each) => summary(each, compare ? [period, compare] : [period])),
      issues: problems.summaries('warning', 'note'),
      decimalsOf,
    };
  }
}

/** The day that decides a dated row's period. */
function dayOf(each: Extract<AnyRow, { kind: 'tickets' | 'payments' | 'usage' }>): Day {
  if (each.kind === 'payments') return each.row.at;
  return each.kind === 'tickets' ? each.row.created_at.day : each.row.at.day;
}

/** The metrics that a kind of export has a part in. */
const metricsOf = (asks: readonly Ask<Settings>[], kind: Kind): ReadonlySet<string> =>
  new Set(asks.flatMap((ask) => (exportsOf([ask]).includes(kind) ? [ask.metric.id] : [])));

/** Which columns the exports have. Amounts must be in every subscriptions file: a sum over some would be wrong. */
function factsOf(reports: readonly FileReport[], isRated: boolean): Facts {
  const fields = (kind: string) =>
    reports.flatMap((each) => (each.kind === kind && each.mapping ? [each.mapping.fields] : []));
  return {
    has(kind, field) {
      const files = fields(kind);
      // Rated tickets are answers too, of the customers that the tickets are of.
      if (kind === 'surveys' && field === 'customer_id' && isRated) files.push(...fields('tickets'));
      if (field !== 'amount') return files.some((each) => each.has(field));
      const amounts = ['amount', 'unit_amount', 'mrr', 'arr'];
      return files.every((each) => amounts.some((name) => each.has(name)));
    },
  };
}

/** What a column that is not there makes of the answer. */
function missingColumns(
  reports: readonly FileReport[],
  by: string | undefined,
  facts: Facts,
  request: Request,
): Issue[] {
  const issues: Issue[] = [];
  for (const { file, kind, mapping, labels } of reports) {
    if (mapping === null) continue;
    const note = (code: string, message: string) => issues.push({ ...notice(code, 'note', message), file });
    const lacks = (field: string): boolean => !mapping.fields.has(field);
    if (kind === 'surveys' && lacks('kind'))
      note('header/assumed', `no kind column: read as ${request.command} answers`);
    if (kind === 'surveys' && lacks('respondent_id'))
      note('header/assumed', 'no respondent_id column: every answer counts');
    if (kind === 'subscriptions') {
      if (lacks('interval') && lacks('mrr') && lacks('arr') && facts.has(kind, 'amount')) {
        note('header/assumed', 'no interval column: amounts are taken as monthly');
      }
      if (lacks('ended_at') && !lacks('canceled_at'))
        note('header/assumed', 'no ended_at column: canceled_at is the end');
    }
    const isLabelled =
      labels[0] || kind === 'customers' || reports.some((each) => each.kind === 'customers' && each.labels[0]);
    if (by !== undefined && !isLabelled) note('group/no-column', `no column ${by}: its rows are in one group`);
  }
  return issues;
}

function summary({ file, kind, sha256, bytes, counts }: FileReport, periods: readonly Period[]): InputSummary {
  const { read, blank, duplicates, rejected, byDay, foreign } = counts;
  let used = 0;
  for (const [day, count] of byDay) {
    if (day === null || periods.some((period) => contains(period, day))) used += count;
  }
  const outside = [...byDay.values()].reduce((sum, count) => sum + count, foreign) - used;
  if (read !== used + outside + blank + rejected + duplicates) {
    throw new Error(`rows of ${file} are not accounted for: ${read} read`);
  }
  return { file, kind, sha256, bytes, read, used, outside, blank, rejected, duplicates };
}
