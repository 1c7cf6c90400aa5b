import type { Day } from '../calculator/calendar.ts';
import { tablesOf } from '../calculator/metric.ts';
import { Clashes } from '../input/clashes.ts';
import { newSeen, type ReadContext, type Receive } from '../input/context.ts';
import type { Detected } from '../input/detect.ts';
import { findInputs, type Found, pickedOf } from '../input/discover.ts';
import { Problems } from '../input/problems.ts';
import { type FileReport, readFiles } from '../input/read.ts';
import type { Reject } from '../input/rejects.ts';
import type { Report } from '../output/report.ts';
import type { Book } from '../records/account.ts';
import { BUCKET, segmentByBucket } from '../records/remark.ts';
import { Revisions } from '../records/revisions.ts';
import { checkBy, checkSplit } from './checks.ts';
import { conclude, hasAmounts } from './conclude.ts';
import type { FeedbackRun } from './feedback-run.ts';
import type { Conversion } from './fx.ts';
import type { HealthRun } from './health.ts';
import { configColumns, configUsed, trailingMonths } from './notes.ts';
import { isPage, sourcesFrom } from './options.ts';
import { checkOutputs } from './outputs.ts';
import { type Plan, planOf } from './plan.ts';
import { hasRatings, TicketRatings } from './ratings.ts';
import { Reading } from './reading.ts';
import { keepRejects, leftOut } from './rejected.ts';
import type { ReadingOptions, Request, Reshaped } from './request.ts';
import { sheetOf, twiceIssues } from './sheet.ts';
import { CHURN_KIND, needsOf, type Topic } from './topics.ts';
import type { Window } from './window.ts';
import type { World } from './world.ts';

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
  const plan = await planOf(request, world);
  const { options } = request;
  const { window, parts } = plan;
  const problems = new Problems();
  if (options.project !== undefined) problems.add(configUsed(options.project));
  for (const issue of trailingMonths(plan.asks, plan.settings.trailingMonths)) problems.add(issue);
  for (const issue of parts.fx?.ratesUnused(plan.base, options) ?? []) problems.add(issue);
  const found = await find(plan, problems, world);

  const taking = await takingPart(plan, found);
  const { feedback } = taking;
  const reading = new Reading(taking);
  const rejects: Reject[] | null = options.rejects === undefined ? null : [];
  const reports = await read(plan, found, { taking, reading, problems, rejects });
  if (options.project !== undefined) for (const issue of configColumns(reports)) problems.add(issue);
  await keepRejects(rejects, options, world);
  const twice = reading.hasSheet ? twiceIssues(reading.subscriptions, pickedOf(found)) : [];
  for (const issue of twice) problems.add(issue);
  if (problems.count('error') > 0) {
    const isOfRows = twice.length === 0 && reports.every(({ isWhole }) => isWhole);
    throw new DataError(problems, isOfRows);
  }
  if (options.skipInvalid) for (const issue of leftOut(reports, options)) problems.add(issue);
  for (const issue of (feedback?.isAlone && parts.words?.checkComments(reports)) || []) problems.add(issue);
  if (!(feedback?.isAlone && options.by === BUCKET)) checkBy(options.by, reports);
  parts.service?.check(reports);

  const gathered = reading.gathered();
  const report = conclude(gathered, taking, { reports, problems, reshaped: await reshapedBy(plan, reading, reports) });
  checkSplit(options.by, report.results, reports);
  if (options.strict && problems.count('warning') > 0) throw new DataError(problems, false);
  return {
    report: plan.isReport && taking.page ? (await import('./page.ts')).leanOf(report) : report,
    problems,
    health: parts.health,
    feedback: feedback ?? null,
    conversion: taking.conversion ?? null,
    covered: window.covered,
    book: gathered.book,
    lastCovered: gathered.lastCovered,
    hasAmounts: hasAmounts(reports),
  };
}

async function find(plan: Plan, problems: Problems, world: World): Promise<Found[]> {
  const { request, needs, also, uses, map, dialect, mayBeRated, parts } = plan;
  const { command, files, options } = request;
  const standsIn =
    mayBeRated || parts.growth
      ? (each: Detected, isNamed: boolean) =>
          (mayBeRated && each.kind === 'tickets' && (isNamed || hasRatings(each, map))) ||
          parts.growth?.standsIn(each, isNamed) === true
      : undefined;
  const sources = await sourcesFrom(files, options, world);
  const wanted = { command, needs, also, uses, map, dialect, standsIn };
  const found = await findInputs(parts.snapshot?.sources(sources) ?? sources, wanted, problems);
  await checkOutputs(found, options, world);
  return found;
}

/** Who takes part in the reading, now that it is known which exports there are. */
async function takingPart(plan: Plan, found: readonly Found[]): Promise<ReadingOptions> {
  const { request, asks, asksAbout, window, parts, methods, mayBeRated, isReport } = plan;
  const { topics, options } = request;
  const lifetime = topics.some(({ name }) => name === 'clv') ? await import('./lifetime.ts') : null;
  const settings = (await lifetime?.withModels(plan.settings, asks)) ?? plan.settings;
  const ratings = mayBeRated && found.some(({ kind }) => kind === 'tickets') ? new TicketRatings() : null;
  const given = isReport ? topics.filter((topic) => isGiven(topic, found, plan)) : topics;
  // Heavy: a report loads it where there are answers.
  const isHeard = isReport && given.some(({ name }) => name === 'feedback');
  const feedback = isHeard ? await parts.heard() : parts.alone;
  const conversion = (await parts.fx?.exchangeFrom(found, plan.base, options)) ?? null;
  const page = isPage(options) ? await import('./page.ts') : null;
  const { Differences } = methods === 'all' ? await import('./differences.ts') : {};
  const asked = asksAbout(given);
  return {
    request: { ...request, topics: given },
    conversion,
    asks: asked,
    window,
    settings,
    keepsPayments: asks.some(({ metric }) => tablesOf(metric).includes('buyers')),
    lifetime: lifetime && ((...facts) => lifetime.lifetimeIssues(settings, ...facts)),
    ratings,
    rules: parts.rules,
    ...(options.by === CHURN_KIND && { churnKinds: new (await import('./by-churn-kind.ts')).ChurnKindRun() }),
    ...(feedback?.isAlone && options.by === BUCKET && { by: segmentByBucket }),
    reps: parts.reps,
    differences: Differences && new Differences(asked),
    health: parts.health,
    ...(plan.dates && { dates: plan.dates }),
    growth: parts.growth,
    feedback,
    page: page && new page.PageRun(given, asks, conversion !== null),
  };
}

/** Reads all files into a reading. */
async function read(plan: Plan, found: readonly Found[], into: Into): Promise<FileReport[]> {
  const { request, needs, parts, isReport } = plan;
  const { command, topics, options, watch } = request;
  const { taking, reading, problems, rejects } = into;
  const { health, service, snapshot, words, rules } = parts;
  const only = topics.length === 1 ? topics[0] : undefined;
  const context: ReadContext = {
    command,
    zone: plan.zone,
    asOf: plan.asOf,
    kinds: needs,
    surveyKind: only?.survey ?? options.kind ?? null,
    scale: service?.scale ?? null,
    ...(options.configured && { scales: options.configured.scales }),
    by: [...(options.by === undefined ? [] : [options.by]), ...(health?.columns ?? []), ...(watch ? ['rep'] : [])],
    map: plan.map,
    showValues: options.showValues ?? false,
    dialect: plan.dialect,
    skipInvalid: options.skipInvalid ?? false,
    rejects,
    problems,
    seen: newSeen(),
    clashes: new Clashes(),
    orders: { byId: null },
    revisions: new Revisions(reading.subscriptions),
    // Health takes growth where columns of the purchase tell it.
    ...(!health && { readsGrowth: taking.request.topics.some(({ name }) => name === 'growth') }),
    ...(snapshot && { shape: snapshot.shape }),
    ...(words && !isReport && { shape: words.commentShape }),
    ...(rules && { rules: rules.rules }),
    ...(found.some(({ kind }) => kind === 'customers') && { isKnown: (customer: string) => reading.knows(customer) }),
  };
  const receive: Receive = (row) => reading.take(row);
  const about = { needsTickets: needs.includes('tickets'), hasAnswers: () => reading.hasAnswers };
  return (await taking.ratings?.read(found, context, receive, about)) ?? readFiles(found, context, receive);
}

interface Into {
  readonly taking: ReadingOptions;
  readonly reading: Reading;
  readonly problems: Problems;
  readonly rejects: Reject[] | null;
}

/** What another shape of the exports makes of the answer: a list without dates, sheets by month, no subscriptions. */
async function reshapedBy(plan: Plan, reading: Reading, reports: readonly FileReport[]): Promise<Reshaped> {
  const { asks, needs, parts } = plan;
  if (parts.snapshot) return parts.snapshot;
  if (reading.hasSheet) return sheetOf(reading.subscriptions);
  const isBookless = (parts.health ?? needs.includes('usage')) && !reports.some(({ kind }) => kind === 'subscriptions');
  return isBookless ? (await import('./bookless.ts')).booklessOf(asks) : {};
}

/** Whether the exports there are allow a topic of a report: a figure of an export that is not there would be made up. */
function isGiven(topic: Topic, found: readonly Found[], { methods, map, parts: { growth } }: Plan): boolean {
  const needs = needsOf([topic], methods);
  return found.some(
    (each) =>
      each.kind === null ||
      needs.includes(each.kind) ||
      ((topic.survey === 'csat' || topic.name === 'feedback') && hasRatings(each, map)) ||
      (topic.name === 'growth' && growth?.standsIn(each, false)),
  );
}
