import { formatDay, partsOf, type Day } from '../calculator/calendar.ts';
import { parsePeriod } from '../calculator/parse-period.ts';
import { contains, type Period, split } from '../calculator/period.ts';
import { kaplanMeier } from '../calculator/survival.ts';
import { CsmError } from '../errors.ts';
import { cohortsJson, cohortsTable, type Envelope } from '../output/cohorts.ts';
import { wantsColor } from '../output/color.ts';
import { survivalJson, survivalTable } from '../output/survival.ts';
import type { Account, Book } from '../records/account.ts';
import { cohortCells } from '../records/cohort.ts';
import { segmentBy } from '../records/dimension.ts';
import { decimalsOf } from '../records/money.ts';
import { spellsOf } from '../records/spell.ts';
import { measure, type Measured } from './measure.ts';
import { paintFor, tell, widthOf } from './metric.ts';
import { asOfFrom, formatFrom, type MeasureOptions, outputFrom, periodFrom, zoneFrom } from './options.ts';
import { writeOut } from './outputs.ts';
import type { World } from './world.ts';

/** The options of `csm cohorts`. */
export interface CohortOptions extends Omit<MeasureOptions, 'compare'> {
  readonly every?: 'month' | 'quarter' | 'year';
  readonly measure?: 'customers' | 'mrr';
  readonly absolute?: boolean;
  readonly survival?: boolean;
}

const CONFIDENCE = 0.95;

/** Who began when, and what became of them; with `--survival`, how long customers stay. */
export async function runCohorts(
  files: readonly string[],
  options: CohortOptions,
  version: string,
  world: World,
): Promise<void> {
  checkOptions(options);
  const format = formatFrom(options);
  const isOfMoney = options.measure === 'mrr';
  const request = { command: 'cohorts', topics: [], needs: ['subscriptions' as const], isOfMoney, files, version };
  const measured = await measure({ ...request, options: { ...options, compare: 'none' } }, world);
  const { report, conversion } = measured;
  const asOf = asOfFrom(options, zoneFrom(options), world);
  const by = options.by === undefined ? undefined : segmentBy(0);
  const span = spanOf(options, measured, asOf);
  // Each amount at one rate all along, that of the close of the table: what a cohort keeps is no matter of rates.
  const book = conversion?.exchange.bookAt(measured.book, span.closeDay) ?? measured.book;
  const rateIssues = conversion?.issues() ?? [];
  for (const issue of rateIssues) measured.problems.add(issue);
  const envelope: Envelope = {
    version,
    asOf: options.asOf !== undefined || !span.complete ? formatDay(asOf) : null,
    timezone: options.timezone,
    by: options.by ?? null,
    period: span,
    inputs: report.inputs,
    issues: [...report.issues, ...rateIssues],
  };
  const isTTY = world.stdout.isTTY && outputFrom(options, world) === null;
  const shown = {
    paint: await paintFor(format === 'table' && wantsColor({ flag: options.color, env: world.env, isTTY })),
    width: widthOf(world),
    isAbsolute: options.absolute ?? false,
  };
  let text: string;
  if (options.survival) {
    const isOpen = isOpenPeriod(periodFrom({ ...options, compare: 'none' }));
    const watch = { opening: isOpen ? -Infinity : span.firstDay - 1, closing: span.closeDay };
    const survival = { ...envelope, curves: curvesOf(book, watch, by && ((account) => by(account, span))) };
    text = format === 'json' ? survivalJson(survival) : survivalTable(survival, shown);
  } else {
    const { every = 'month', measure: what = 'customers' } = options;
    const periods = split(span, every).filter(({ firstDay }) => firstDay <= asOf);
    const cells = cohortCells(book, {
      periods,
      measure: what,
      by,
      confidence: CONFIDENCE,
      lastDay: measured.lastCovered ?? undefined,
      hasAmounts: measured.hasAmounts,
    });
    const table = { ...envelope, every, measure: what, cells, decimalsOf };
    text = format === 'json' ? cohortsJson(table) : cohortsTable(table, shown);
  }
  await tell(measured, options, world);
  await writeOut(text, options, world);
}

function checkOptions({ survival, every, measure: what, absolute }: CohortOptions): void {
  const clash = Object.entries({ every, measure: what, absolute }).find(([, value]) => value !== undefined);
  if (survival && clash !== undefined) {
    throw new CsmError('usage/conflict', `--survival and --${clash[0]}: survival is of customers, by days`, {
      hint: 'use one of them',
    });
  }
}

/** The curve of everybody, and of each group by code point. A customer is in the group of the first day watched. */
function curvesOf(
  { accounts }: Book,
  watch: { readonly opening: Day; readonly closing: Day },
  groupOf: ((account: Account) => string) | undefined,
) {
  const spells = new Map<string | null, ReturnType<typeof spellsOf>>([[null, []]]);
  for (const account of accounts) {
    const own = spellsOf(account, watch);
    if (own.length === 0) continue;
    for (const group of groupOf === undefined ? [null] : [null, groupOf(account)]) {
      const known = spells.get(group);
      if (known) known.push(...own);
      else spells.set(group, [...own]);
    }
  }
  return [...spells]
    .toSorted(([a], [b]) => (a === null ? -1 : b === null ? 1 : a < b ? -1 : 1))
    .map(([group, own]) => ({ group, spells: own.length, steps: kaplanMeier(own, CONFIDENCE) }));
}

/** Whether a period begins with the data, and not where somebody said. */
const isOpenPeriod = (text: string | null): boolean => text === null || /^\s*(all\s*$|\.\.)/i.test(text);

/**
 * The days of a table: as asked for; else from the first paid day to today where that is said, and to the last dated
 * row where it is not, in whole months, quarters or years.
 */
function spanOf(options: CohortOptions, { book, report, covered }: Measured, asOf: Day): Period {
  const text = periodFrom({ ...options, compare: 'none' });
  if (!isOpenPeriod(text)) return report.period;
  const starts = book.accounts.flatMap(({ paying }) => paying.days.slice(0, 1));
  const earliest = starts.length === 0 ? (covered?.first ?? asOf) : starts.reduce((a, b) => Math.min(a, b));
  const known = options.asOf === undefined ? Math.min(covered?.last ?? asOf, asOf) : asOf;
  const last = text === null ? known : report.period.lastDay;
  const { every = 'month' } = options;
  const from = grainOf(Math.min(earliest, last), every, asOf).firstDay;
  const until = text === null ? grainOf(last, every, asOf).lastDay : last;
  return parsePeriod(`${formatDay(from)}..${formatDay(until)}`, { asOf });
}

/** The whole month, quarter or year that a day lies in. */
function grainOf(day: Day, every: 'month' | 'quarter' | 'year', asOf: Day): Period {
  const year = parsePeriod(String(partsOf(day).year).padStart(4, '0'), { asOf: Infinity });
  return split(year, every).find((each) => contains(each, day)) ?? parsePeriod(formatDay(day), { asOf });
}
