import { type Ask, tablesOf } from '../calculator/metric.ts';
import { lengthOf, type Period } from '../calculator/period.ts';
import { CsmError } from '../errors.ts';
import type { Detected } from '../input/detect.ts';
import { findInputs, type Found, pickedOf } from '../input/discover.ts';
import { plain, SYNONYMS } from '../input/synonyms.ts';
import { Clashes } from '../input/clashes.ts';
import type { Wish } from '../input/columns.ts';
import { Problems } from '../input/problems.ts';
import { readFiles } from '../input/read.ts';
import type { Reject } from '../input/rejects.ts';
import { newSeen, type ReadContext, type Receive } from '../input/context.ts';
import type { Report } from '../output/report.ts';
import type { Day } from '../calculator/calendar.ts';
import { type Book, openingBefore } from '../records/account.ts';
import type { Settings } from '../records/settings.ts';
import { Revisions } from '../records/revisions.ts';
import { hasService, isRuled, methodsFrom, settingsFrom, shownFrom } from './chosen.ts';
import type { Conversion } from './fx.ts';
import { dialectFrom } from './dialect.ts';
import { asOfFrom, isPage, type MeasureOptions, mapFrom, periodFrom, sourcesFrom, zoneFrom } from './options.ts';
import { checkOutputs } from './outputs.ts';
import type { RepRun } from './by-rep.ts';
import type { FeedbackRun } from './feedback-run.ts';
import type { HealthRun } from './health.ts';
import type { GrowthRun } from './growth.ts';
import { configColumns, configUsed, trailingMonths } from './notes.ts';
import { hasRatings, TicketRatings } from './ratings.ts';
import { keepRejects, leftOut, rejectLimit } from './rejected.ts';
import { sheetOf, twiceIssues } from './sheet.ts';
import { snapshotOf } from './snapshot.ts';
import { alsoOf, asksOf, CHURN_KIND, exportsOf, isLate, needsOf, type Topic, type Wanted } from './topics.ts';
import { Window } from './window.ts';
import type { World } from './world.ts';
import { checkBy, checkPeriods } from './checks.ts';
import { kindsFor } from './kinds.ts';
import { Reading } from './reading.ts';
import { conclude, hasAmounts } from './conclude.ts';
import type { ReadingOptions, Request } from './request.ts';
import { BUCKET, segmentByBucket } from '../records/remark.ts';

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

/** What came of a request. */
export interface Measured {
  readonly report: Report;
  readonly problems: Problems;
  readonly book: Book;
  /** How customers do, where that was asked. */
  readonly health: HealthRun | null;
  /** First and last day that any row bears; null before there is one. */
  readonly covered: Window['covered'];
  /** Of sheets by month, the last day they know of. */
  readonly lastCovered: Day | null;
  /** Whether every subscriptions export has amounts. */
  readonly hasAmounts: boolean;
  /** What keeps comments, where they are asked about. */
  readonly feedback: FeedbackRun | null;
  /** What converts amounts, where there are rates. */
  readonly conversion: Conversion | null;
}

/** Reads the exports, measures, and gives the answer. Throws a CsmError, or a DataError for bad data. */
export async function measure(request: Request, world: World): Promise<Measured> {
  const { command, topics, files, options } = request;
  const zone = zoneFrom(options);
  const asOf = asOfFrom(options, zone, world);
  const service = hasService(options) ? (await import('./service.ts')).serviceFrom(options, topics) : null;
  const rules = isRuled(options) ? (await import('./rules.ts')).ruled(options, topics) : null;
  const methods = methodsFrom(options, topics, rules?.methods);
  const chosen: Settings = { ...settingsFrom(options, asOf), ...service?.settings };
  const isFeedback = topics.some(({ name }) => name === 'feedback');
  const isReport = topics.length > 1;
  const words = isFeedback ? await import('./feedback-run.ts') : null;
  const heard = async (): Promise<FeedbackRun | null> =>
    words && new words.FeedbackRun(await import('../feedback/feedback.part.ts'), options, chosen, !isReport);
  const alone = isReport ? null : await heard();
  await alone?.judge(options.labels, world);
  const { per } = options;
  const { rescaled } = per === undefined ? {} : await import('../calculator/rescale.ts');
  const shown = shownFrom(options);
  const daysOf = ({ method }: Ask<Settings>, period: Period): number =>
    method === 'trailing' ? period.closeDay - openingBefore(period, chosen.trailingMonths) : lengthOf(period);
  const asksAbout = (some: readonly Topic[]) => {
    const all = asksOf(some, methods, shown);
    const { watch } = request;
    const asks = watch === undefined || watch.isBeside ? all : all.filter(({ metric }) => watch.trended.has(metric.id));
    return rescaled && per ? asks.map((ask) => rescaled(ask, per, daysOf)) : asks;
  };
  const asks = asksAbout(topics);
  const wanted = {
    trailing: service?.trailing,
    isLate: service?.trailing !== undefined || isLate(asks, chosen),
    period: periodFrom(options),
    compare: options.compare,
    asOf,
    fiscalYearStart: options.project?.config.fiscalYearStart ?? 1,
    hasTrend: isPage(options),
    before: request.watch?.before,
  };
  const snapshot = options.snapshot ? snapshotOf(options, wanted) : null;
  const window = snapshot?.window ?? new Window(wanted);
  checkPeriods(window, wanted);

  // What is apart has a part in a page by what is there beside the rest: it needs nothing, and moves no period.
  const own = isReport ? topics.filter(({ isApart }) => !isApart) : topics;
  const needs = request.needs ?? needsOf(own, methods);
  const ownAsks = own.length === topics.length ? null : asksAbout(own);
  // What customers say of a ticket is an answer too, where no survey has one.
  const mayBeRated = isFeedback || topics.some(({ survey }) => survey === 'csat');
  const isOfCustomers = needs.includes('subscriptions');
  const repRun = snapshot === null ? await repRunFrom(options, isOfCustomers) : null;
  const isAboutRates = [options.currency, options.fx, options.fxRates].some((each) => each !== undefined);
  const health = topics.some(({ name }) => name === 'health')
    ? new (await import('./health.ts')).HealthRun(options, repRun !== null)
    : null;
  const fx = isAboutRates ? await import('./fx.ts') : null;
  const base = fx?.baseOf(asks, options, request.isOfMoney) ?? null;
  const beside = [...alsoOf(asks), ...(base === null ? [] : (['fx'] as const))];
  const map = mapFrom(options);
  const isOfGrowth = topics.some(({ name }) => name === 'growth');
  const growth = isOfGrowth ? new (await import('./growth.ts')).GrowthRun(map, topics.length === 1) : null;
  const dialect = await dialectFrom(options);
  rejectLimit(options);
  const rejects: Reject[] | null = options.rejects === undefined ? null : [];
  const problems = new Problems();
  if (options.project !== undefined) problems.add(configUsed(options.project));
  for (const issue of trailingMonths(asks, chosen.trailingMonths)) problems.add(issue);
  const { uses, also } = kindsFor({
    needs,
    topics,
    asks,
    beside,
    isByOwner: repRun !== null && isOfCustomers,
    mayBeRated,
    isSplit: options.by !== undefined || isPage(options),
    isOfHealth: health !== null,
    isOfComments: isFeedback,
    isWatched: request.watch !== undefined,
    ofGrowth: growth?.also ?? [],
  });
  for (const issue of fx?.ratesUnused(base, options) ?? []) problems.add(issue);
  const standsIn =
    mayBeRated || growth
      ? (each: Detected, isNamed: boolean) =>
          (mayBeRated && each.kind === 'tickets' && (isNamed || hasRatings(each, map))) ||
          growth?.standsIn(each, isNamed) === true
      : undefined;
  const sources = await sourcesFrom(files, options, world);
  const found = await findInputs(
    snapshot?.sources(sources) ?? sources,
    { command, needs, also, uses, map, dialect, standsIn },
    problems,
  );
  await checkOutputs(found, options, world);

  const lifetime = topics.some(({ name }) => name === 'clv') ? await import('./lifetime.ts') : null;
  const settings = (await lifetime?.withModels(chosen, asks)) ?? chosen;
  const ratings = mayBeRated && found.some(({ kind }) => kind === 'tickets') ? new TicketRatings() : null;
  const given =
    topics.length === 1 ? topics : topics.filter((topic) => isGiven(topic, found, { methods, map, growth }));
  // Heavy: a report loads it where there are answers.
  const feedback = isReport && given.some(({ name }) => name === 'feedback') ? await heard() : alone;
  const conversion = (await fx?.exchangeFrom(found, base, options)) ?? null;
  const page = isPage(options) ? await import('./page.ts') : null;
  const { Differences } = methods === 'all' ? await import('./differences.ts') : {};
  const readingOptions: ReadingOptions = {
    request: { ...request, topics: given },
    conversion,
    asks: asksAbout(given),
    window,
    settings,
    keepsPayments: asks.some(({ metric }) => tablesOf(metric).includes('buyers')),
    lifetime: lifetime && ((...facts) => lifetime.lifetimeIssues(settings, ...facts)),
    ratings,
    rules,
    ...(options.by === CHURN_KIND && { churnKinds: new (await import('./by-churn-kind.ts')).ChurnKindRun() }),
    ...(feedback?.isAlone && options.by === BUCKET && { by: segmentByBucket }),
    reps: repRun,
    differences: Differences && new Differences(asksAbout(given)),
    health,
    ...(ownAsks && { dates: new Set([...needs, ...exportsOf(ownAsks), ...alsoOf(ownAsks)]) }),
    growth,
    feedback,
    page: page && new page.PageRun(given, asks, conversion !== null),
  };
  const reading = new Reading(readingOptions);
  const only = topics.length === 1 ? topics[0] : undefined;
  const context: ReadContext = {
    command,
    zone,
    asOf,
    kinds: needs,
    surveyKind: only?.survey ?? options.kind ?? null,
    scale: service?.scale ?? null,
    ...(options.configured && { scales: options.configured.scales }),
    by: [
      ...(options.by === undefined ? [] : [options.by]),
      ...(health?.columns ?? []),
      ...(request.watch ? ['rep'] : []),
    ],
    map,
    showValues: options.showValues ?? false,
    dialect,
    skipInvalid: options.skipInvalid ?? false,
    rejects,
    problems,
    seen: newSeen(),
    clashes: new Clashes(),
    orders: { byId: null },
    revisions: new Revisions(reading.subscriptions),
    // Health takes growth where columns of the purchase tell it.
    ...(!health && { readsGrowth: given.some(({ name }) => name === 'growth') }),
    ...(snapshot && { shape: snapshot.shape }),
    ...(words && !isReport && { shape: words.commentShape }),
    ...(rules && { rules: rules.rules }),
    ...(found.some(({ kind }) => kind === 'customers') && { isKnown: (customer: string) => reading.knows(customer) }),
  };
  const receive: Receive = (row) => reading.take(row);
  const reports = ratings
    ? await ratings.read(found, context, receive, {
        needsTickets: needs.includes('tickets'),
        hasAnswers: () => reading.hasAnswers,
      })
    : await readFiles(found, context, receive);
  if (options.project !== undefined) for (const issue of configColumns(reports)) problems.add(issue);
  await keepRejects(rejects, options, world);
  const twice = reading.hasSheet ? twiceIssues(reading.subscriptions, pickedOf(found)) : [];
  for (const issue of twice) problems.add(issue);
  if (problems.count('error') > 0) {
    const isOfRows = twice.length === 0 && reports.every(({ isWhole }) => isWhole);
    throw new DataError(problems, isOfRows);
  }
  if (options.skipInvalid) for (const issue of leftOut(reports, options)) problems.add(issue);
  for (const issue of (feedback?.isAlone && words?.checkComments(reports)) || []) problems.add(issue);
  if (!(feedback?.isAlone && options.by === BUCKET)) checkBy(options.by, reports);
  service?.check(reports);
  const sheet = reading.hasSheet ? sheetOf(reading.subscriptions) : null;
  const isBookless = (health ?? needs.includes('usage')) && !reports.some(({ kind }) => kind === 'subscriptions');
  const bookless = isBookless ? (await import('./bookless.ts')).booklessOf(asks) : null;
  const gathered = reading.gathered();
  const report = conclude(gathered, readingOptions, {
    reports,
    problems,
    reshaped: snapshot ?? sheet ?? bookless ?? {},
  });
  if (options.strict && problems.count('warning') > 0) throw new DataError(problems, false);
  return {
    report: (isReport && page?.leanOf(report)) || report,
    problems,
    health,
    feedback,
    conversion,
    covered: window.covered,
    book: gathered.book,
    lastCovered: gathered.lastCovered,
    hasAmounts: hasAmounts(reports),
  };
}

/** Whether the exports there are allow a topic of a report: a figure of an export that is not there would be made up. */
function isGiven(
  topic: Topic,
  found: readonly Found[],
  {
    methods,
    map,
    growth,
  }: { readonly methods: Wanted; readonly map: readonly Wish[]; readonly growth: GrowthRun | null },
): boolean {
  const needs = needsOf([topic], methods);
  return found.some(
    (each) =>
      each.kind === null ||
      needs.includes(each.kind) ||
      ((topic.survey === 'csat' || topic.name === 'feedback') && hasRatings(each, map)) ||
      (topic.name === 'growth' && growth?.standsIn(each, false)),
  );
}

/** What a run by rep goes by; null for any other. */
async function repRunFrom(options: MeasureOptions, isOfCustomers: boolean): Promise<RepRun | null> {
  const { by, attribute } = options;
  const words = ['rep', ...(SYNONYMS.assignments['rep'] ?? [])];
  const isByRep = by !== undefined && words.some((word) => plain(word) === plain(by));
  if (!isByRep && attribute !== undefined) {
    throw new CsmError('usage/attribute', '--attribute is about reps, and the run is not by rep', { hint: '--by rep' });
  }
  if (!isByRep) return null;
  const { RepRun } = await import('./by-rep.ts');
  return new RepRun(options, isOfCustomers);
}
