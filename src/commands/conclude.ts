import { formatDay } from '../calculator/calendar.ts';
import type { Result } from '../calculator/calculate.ts';
import { type Ask, type Facts } from '../calculator/metric.ts';
import type { Period } from '../calculator/period.ts';
import type { Issue } from '../errors.ts';
import type { Problems } from '../input/problems.ts';
import type { FileReport } from '../input/read.ts';
import type { Report } from '../output/report.ts';
import { buyersOf } from '../records/buyer.ts';
import { chargesOf } from '../records/charges.ts';
import { bookTables, type Kind } from '../records/dataset.ts';
import { decimalsOf } from '../records/money.ts';
import type { Settings } from '../records/settings.ts';
import { factsOf, missingColumns, splitsBy, summaryOf } from './files.ts';
import {
  bookIssues,
  caveatIssues,
  endsEarly,
  nearDuplicates,
  neededColumn,
  noRows,
  smallSample,
  usageGaps,
} from './notes.ts';
import type { Gathered } from './reading.ts';
import type { ReadingOptions, Reshaped } from './request.ts';
import { exportsOf } from './topics.ts';

/** The files of a run, and what is found in them. */
export interface Readings {
  readonly reports: readonly FileReport[];
  readonly problems: Problems;
  readonly reshaped: Reshaped;
}

/** What comments say of the period, where they are asked about. */
type Spoken = ReturnType<NonNullable<ReadingOptions['feedback']>['speak']> | undefined;

/** All rows are in: measures accounts, for the periods are known now, and puts the report together. */
export function conclude(gathered: Gathered, options: ReadingOptions, readings: Readings): Report {
  const { calculation, book } = gathered;
  const { reports, problems, reshaped } = readings;
  const { window, request, settings, reps, health, churnKinds, asks } = options;
  const { period, compare, told } = window;
  const [trend, past] = [window.toldTrend, window.toldPast];
  const periods = [...(compare ? [compare] : []), period];
  calculation.measure(periods, [...trend, ...past]);
  const facts = factsOfRun(options, reports);
  addTables(gathered, options, reports);
  const scored = options.page?.hasHealthTrend ? [...periods, ...trend] : periods;
  health?.measure(book, reports, { calculation, periods: distinct(scored) });
  const spoken = options.feedback?.speak(period, compare, { book, facts, health: health ?? null });
  calculation.addAll({ remarks: spoken?.remarks ?? [] });

  const bookMetrics = metricsOf(asks, 'subscriptions');
  const measured = calculation.results(facts, [period]);
  const shaped = reshaped.results?.(measured, told, bookMetrics) ?? measured;
  const counted = churnKinds?.told(shaped) ?? shaped;
  const results = [...counted, ...(spoken?.results() ?? [])];
  const changed = [
    ...(compare ? calculation.changes(counted, [period, compare], facts) : []),
    ...(spoken?.changes() ?? []),
  ];
  for (const issue of issuesOf(gathered, options, readings, { facts, results, spoken })) problems.add(issue);
  const byRep = reps?.answer(book, results, told);
  const page = options.page?.answer({
    book,
    period,
    trend,
    trends: calculation.trends(trend, facts),
    results,
    settings,
    hasAmounts: hasAmounts(reports),
    lastCovered: gathered.lastCovered,
  });
  request.watch?.finish({ book, trend: past, trends: calculation.trends(past, facts), settings });
  const { timezone, by, asOf } = request.options;
  return {
    version: request.version,
    command: request.command,
    asOf: asOf !== undefined || !told.complete ? formatDay(settings.asOf) : null,
    timezone,
    by: by ?? null,
    period: told,
    compare,
    metrics: asks.map(({ metric, method }) => ({
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
    ...(byRep && { reps: byRep }),
    ...(churnKinds?.isOverWhole && { isOverWhole: true as const }),
    ...(options.differences && { differences: options.differences.of(period, results) }),
    ...(health && { health: health.answer(told, compare, facts) }),
    ...(spoken && { feedback: spoken.answer }),
    ...(page && { page }),
    decimalsOf,
  };
}

/** Whether every export of subscriptions has amounts. */
export const hasAmounts = (reports: readonly FileReport[]): boolean =>
  factsOf(reports, false).has('subscriptions', 'amount');

function factsOfRun({ ratings, request, by, churnKinds, reps }: ReadingOptions, reports: readonly FileReport[]): Facts {
  const isRated = ratings?.isUsed ?? false;
  // Other ways to split than by a column have an answer for every row.
  const isByColumn = request.options.by !== undefined && !by && !churnKinds && !reps;
  return { ...factsOf(reports, isRated), ...(isByColumn && { splits: splitsBy(reports, isRated) }) };
}

/** Hands the calculation what was kept until all rows were in. */
function addTables(gathered: Gathered, options: ReadingOptions, reports: readonly FileReport[]): void {
  const { calculation, book, activity } = gathered;
  const { conversion, growth, settings } = options;
  const { period, compare, told } = options.window;
  for (const { kind, row } of gathered.kept) calculation.add(kind, row);
  if (activity) calculation.addAll({ activity: activity.rows() });
  calculation.addAll({ buyers: buyersOf(gathered.payments) });
  if (growth) calculation.addAll({ firms: growth.firms(book, reports, settings.asOf) });

  const tables = bookTables(book);
  if (conversion) {
    for (const [each, money] of conversion.periods(book, calculation, told)) calculation.addIn(each, money);
    const { accounts, turns, contracts } = tables;
    calculation.addAll({ accounts, turns, contracts });
  } else {
    calculation.addAll(tables);
  }

  const facts = factsOf(reports, false);
  const charges =
    facts.has('payments', 'kind') || facts.has('payments', 'is_recurring')
      ? gathered.charges
      : chargesOf(gathered.subscriptions, (customer) => book.byCustomer.get(customer) ?? null);
  // Without a metric nobody asks for them, nor for the rates of their days.
  const isAsked = options.asks.length > 0;
  const money = isAsked ? conversion?.charges(charges, [period, ...(compare ? [compare] : [])]) : null;
  calculation.addAll({ charges: money ?? charges });
}

/** What there is to say of the exports, and of numbers that rest on little. */
function issuesOf(
  { calculation, book, payments, activity }: Gathered,
  options: ReadingOptions,
  { reports, reshaped }: Readings,
  { facts, results, spoken }: { readonly facts: Facts; readonly results: readonly Result[]; readonly spoken: Spoken },
): Issue[] {
  const { window, request, settings, reps, conversion, health, growth, ratings, rules, lifetime } = options;
  const { period, told, covered } = window;
  return [
    ...bookIssues(conversion ? { ...book, currencies: [conversion.exchange.base] } : book),
    ...(conversion?.issues() ?? []),
    ...caveatIssues(calculation.caveats(period, facts), settings),
    ...(health?.issues(told) ?? []),
    // Of customers' business nothing need be said in a period: what was last said holds.
    ...((growth?.isAlone && covered !== null) || health?.isQuiet(covered)
      ? []
      : [...noRows(covered, told), ...(window.isAll ? [] : endsEarly(covered?.last ?? null, told))]),
    ...neededColumn(results, reports),
    ...smallSample(results),
    ...nearDuplicates(results),
    ...missingColumns(reports, request.options.by, facts, request.command),
    ...(ratings?.issues() ?? []),
    ...(rules?.issues(reports) ?? []),
    ...(lifetime?.(results, payments) ?? []),
    ...(growth?.issues() ?? []),
    ...(reshaped.issues?.(told) ?? []),
    ...(reps?.issues(book, reports, told, ratings?.isUsed ?? false) ?? []),
    ...(spoken?.issues ?? []),
    ...usageGaps(activity?.covered ?? null, told, settings.activeDays),
  ];
}

/** Each close once. */
const distinct = (periods: readonly Period[]): Period[] => [
  ...new Map(periods.map((period) => [`${period.firstDay} ${period.closeDay}`, period])).values(),
];

/** The metrics that a kind of export has a part in. */
const metricsOf = (asks: readonly Ask<Settings>[], kind: Kind): ReadonlySet<string> =>
  new Set(asks.flatMap((ask) => (exportsOf([ask]).includes(kind) ? [ask.metric.id] : [])));
