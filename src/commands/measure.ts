import { formatDay } from '../calculator/calendar.ts';
import { Calculation } from '../calculator/calculate.ts';
import type { Ask, Facts } from '../calculator/metric.ts';
import { contains, PeriodError, type Period } from '../calculator/period.ts';
import { CsmError, type Issue, notice } from '../errors.ts';
import { findInputs } from '../input/discover.ts';
import { Problems } from '../input/problems.ts';
import { type FileReport, readFiles } from '../input/read.ts';
import type { Reject } from '../input/rejects.ts';
import { type AnyRow, newSeen, type ReadContext } from '../input/context.ts';
import type { InputSummary, Report } from '../output/report.ts';
import { type Book, openBook } from '../records/account.ts';
import { bookTables, type Kind } from '../records/dataset.ts';
import { segmentBy } from '../records/dimension.ts';
import { decimalsOf } from '../records/money.ts';
import { defaultSettings, type Settings } from '../records/settings.ts';
import { dialectFrom } from './dialect.ts';
import { nearest } from '../nearest.ts';
import { bookIssues, caveatIssues, endsEarly, nearDuplicates, noRows, smallSample } from './notes.ts';
import { asOfFrom, mapFrom, type MeasureOptions, periodFrom, sourcesFrom, zoneFrom } from './options.ts';
import { checkOutputs } from './outputs.ts';
import { keepRejects, leftOut, rejectLimit } from './rejected.ts';
import { asksOf, exportsOf, needsOf, type Topic } from './topics.ts';
import { Window } from './window.ts';
import type { World } from './world.ts';
import type { Customer, Subscription } from '../records/row.ts';

/** Bad data: nothing was computed, and the problems say why. */
export class DataError extends Error {
  readonly problems: Problems;
  /** Whether only rows are bad, so that leaving them out would give an answer. */
  readonly isSkippable: boolean;

  constructor(problems: Problems, isSkippable: boolean) {
    super('the data have errors');
    this.problems = problems;
    this.isSkippable = isSkippable;
  }
}

/** What is asked: topics by name, over files, with options. */
export interface Request {
  readonly command: string;
  readonly topics: readonly Topic[];
  readonly files: readonly string[];
  readonly options: MeasureOptions;
  readonly version: string;
}

/** What came of a request. */
export interface Measured {
  readonly report: Report;
  readonly problems: Problems;
}

/** Reads the exports, measures, and gives the answer. Throws a CsmError, or a DataError for bad data. */
export async function measure(request: Request, world: World): Promise<Measured> {
  const { command, topics, files, options } = request;
  const zone = zoneFrom(options);
  const asOf = asOfFrom(options, zone, world);
  const wanted = { period: periodFrom(options), compare: options.compare, asOf, fiscalYearStart: 1 };
  const window = new Window(wanted);
  checkPeriods(window, wanted);

  const asks = asksOf(topics);
  const needs = needsOf(topics);
  const uses: Kind[] = [...new Set([...needs, ...exportsOf(asks), 'customers' as const])];
  const map = mapFrom(options);
  const dialect = await dialectFrom(options);
  rejectLimit(options);
  const rejects: Reject[] | null = options.rejects === undefined ? null : [];
  const problems = new Problems();
  const also: Kind[] = options.by === undefined ? [] : ['customers'];
  const found = await findInputs(
    sourcesFrom(files, options, world),
    { command, needs, also, uses, map, dialect },
    problems,
  );
  await checkOutputs(found, options, world);

  const reading = new Reading({
    request,
    asks,
    window,
    settings: { ...defaultSettings(asOf), responses: options.responses },
  });
  const only = topics.length === 1 ? topics[0] : undefined;
  const context: ReadContext = {
    command,
    zone,
    asOf,
    kinds: needs,
    surveyKind: only?.survey ?? null,
    scale: null,
    by: options.by === undefined ? [] : [options.by],
    map,
    showValues: options.showValues ?? false,
    dialect,
    skipInvalid: options.skipInvalid ?? false,
    rejects,
    problems,
    seen: newSeen(),
    ...(found.some(({ kind }) => kind === 'customers') && { isKnown: (customer: string) => reading.knows(customer) }),
  };
  const reports = await readFiles(found, context, (row) => reading.take(row));
  await keepRejects(rejects, options, world);
  if (problems.count('error') > 0)
    throw new DataError(
      problems,
      reports.every(({ isWhole }) => isWhole),
    );
  if (options.skipInvalid) for (const issue of leftOut(reports, options)) problems.add(issue);
  checkBy(options.by, reports);
  const report = reading.finish(reports, problems, options.asOf !== undefined);
  if (options.strict && problems.count('warning') > 0) throw new DataError(problems, false);
  return { report, problems };
}

/** A period that cannot be read is the user's error, before any file is. */
function checkPeriods(window: Window, { period, compare }: { period: string | null; compare: string }): void {
  for (const [flag, text, read] of [
    ['--period', period, () => window.period],
    ['--compare', compare, () => window.compare],
  ] as const) {
    try {
      read();
    } catch (error) {
      if (!(error instanceof PeriodError)) throw error;
      const shown = error.message.replace(/^"[^"]*":? ?/, '');
      throw new CsmError('usage/period', `${flag} ${text}: ${shown}`, { hint: `${error.hint} · csm help periods` });
    }
  }
}

/** `--by` must name a column of at least one export. */
function checkBy(by: string | undefined, reports: readonly FileReport[]): void {
  if (by === undefined || reports.some(({ labels }) => labels[0])) return;
  if (reports.every(({ headers }) => headers.length === 0)) return;
  const columns = [
    ...new Set(reports.flatMap(({ headers, mapping }) => [...headers, ...(mapping?.fields.keys() ?? [])])),
  ];
  throw new CsmError('usage/by', `--by ${by}: no export has this column`, {
    details: [`columns: ${columns.join(', ')}`],
    hint: nearest(by, columns) ?? 'columns of the customers export count too: --customers FILE',
  });
}

interface ReadingOptions {
  readonly request: Request;
  readonly asks: readonly Ask<Settings>[];
  readonly window: Window;
  readonly settings: Settings;
}

/** Rows on their way into a calculation: the small exports are kept and joined, the large ones pass through. */
class Reading {
  readonly #options: ReadingOptions;
  readonly #calculation: Calculation<Settings>;
  readonly #customers = new Map<string, Customer>();
  readonly #subscriptions: Subscription[] = [];
  readonly #surveyKinds: ReadonlySet<string>;
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
    this.#surveyKinds = new Set(request.topics.flatMap(({ survey }) => survey ?? []));
  }

  knows(customer: string): boolean {
    return this.#customers.has(customer);
  }

  /** Takes a good row; returns the day that decides its period. */
  take(each: AnyRow): number | null | undefined {
    if (each.kind === 'customers') {
      this.#customers.set(each.row.customer_id, each.row);
      return null;
    }
    if (each.kind === 'subscriptions') {
      this.#subscriptions.push(each.row);
      for (const day of [each.row.started, each.row.ended]) if (day !== null) this.#see(day);
      return null;
    }
    each.row.account = this.#accountOf(each.row.customer_id);
    if (each.kind === 'tickets') {
      this.#see(each.row.created_at.day);
      this.#calculation.add('tickets', each.row);
      return each.row.created_at.day;
    }
    const { responded_at: answered, sent_at: sent, kind } = each.row;
    if (answered) this.#see(answered.day);
    this.#calculation.add('surveys', each.row);
    return this.#surveyKinds.has(kind) ? ((answered ?? sent)?.day ?? null) : undefined;
  }

  #see(day: number): void {
    if (this.#options.window.see(day)) this.#calculation.measure(this.#options.window.periods);
  }

  #accountOf(customer: string | null) {
    this.#book ??= openBook(this.#subscriptions, this.#customers.values());
    return customer === null ? null : (this.#book.byCustomer.get(customer) ?? null);
  }

  /** All rows are in: measures accounts, for the periods are known now, and puts the report together. */
  finish(reports: readonly FileReport[], problems: Problems, isAsOfGiven: boolean): Report {
    const { window, request, settings } = this.#options;
    const { options } = request;
    const { period, compare, told } = window;
    this.#calculation.measure([...(compare ? [compare] : []), period]);
    const book = (this.#book ??= openBook(this.#subscriptions, this.#customers.values()));
    for (const [table, rows] of Object.entries(bookTables(book))) {
      for (const row of rows) this.#calculation.add(table, row);
    }
    const facts = factsOf(reports);
    const results = this.#calculation.results(facts, [period]);
    for (const issue of [
      ...bookIssues(book),
      ...caveatIssues(this.#calculation.caveats(period)),
      ...noRows(window.covered, told),
      ...endsEarly(window.covered?.last ?? null, told),
      ...smallSample(results),
      ...nearDuplicates(results),
      ...missingColumns(reports, options.by, facts, request),
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
      metrics: uniqueMetrics(this.#options.asks),
      results,
      changes: compare ? this.#calculation.changes(results, [period, compare], facts) : [],
      inputs: reports.map((each) => summary(each, compare ? [period, compare] : [period])),
      issues: problems.summaries('warning', 'note'),
      decimalsOf,
    };
  }
}

const uniqueMetrics = (asks: readonly Ask<Settings>[]) => [
  ...new Map(asks.map(({ metric }) => [metric.id, metric])).values(),
];

/** Which columns the exports have. Amounts must be in every subscriptions file: a sum over some would be wrong. */
function factsOf(reports: readonly FileReport[]): Facts {
  const fields = (kind: string) =>
    reports.flatMap((each) => (each.kind === kind && each.mapping ? [each.mapping.fields] : []));
  return {
    has(kind, field) {
      const files = fields(kind);
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
