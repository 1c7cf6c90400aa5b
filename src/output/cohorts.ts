import type { CohortCell, CohortMeasure } from '../calculator/cohort.ts';
import { formatDay } from '../calculator/calendar.ts';
import { format } from '../calculator/unit.ts';
import type { Period } from '../calculator/period.ts';
import type { Issue } from '../errors.ts';
import { visible } from '../text.ts';
import { grid, type GridColumn } from './grid.ts';
import { type Paint, plural } from './issues.ts';
import { document, warning } from './json.ts';
import { dateOf, type InputSummary } from './report.ts';
import { label, percent } from './lines.ts';

/** What is told of every answer that is no list of metrics. */
export interface Envelope {
  readonly version: string;
  readonly asOf: string | null;
  readonly timezone: string;
  readonly by: string | null;
  readonly period: Period;
  readonly inputs: readonly InputSummary[];
  readonly issues: readonly Issue[];
}

/** A retention table, whole. */
export interface CohortReport extends Envelope {
  readonly every: string;
  readonly measure: CohortMeasure;
  readonly cells: readonly CohortCell[];
  readonly decimalsOf: (currency: string | null) => number;
}

const METRICS = { customers: 'cohort_customer_retention', mrr: 'cohort_mrr_retention' } as const;

/** The keys that every document begins with. */
export const opening = (schema: string, { version, asOf, timezone, period, by }: Envelope) => ({
  schema,
  version,
  command: 'cohorts',
  as_of: asOf,
  timezone,
  period: {
    label: period.label,
    start: dateOf(period.firstDay),
    end: dateOf(period.lastDay),
    complete: period.complete,
  },
  by,
});

/** One document: a cell a row, in the keys of a report's rows and those of its own. */
export function cohortsJson(report: CohortReport): string {
  return document({
    ...opening('csm.cohorts/1', report),
    every: report.every,
    measure: report.measure,
    rows: report.cells.map((cell) => cellRow(cell, report)),
    inputs: report.inputs,
    warnings: report.issues.map(warning),
  });
}

function cellRow(cell: CohortCell, { measure, by, decimalsOf }: CohortReport) {
  const { cohort, age, period, group, currency, size, value, numerator, denominator, n, interval, reason } = cell;
  const scale = measure === 'mrr' ? 10 ** decimalsOf(currency) : 1;
  return {
    metric: METRICS[measure],
    method: null,
    period: period?.label ?? null,
    start: period && dateOf(period.firstDay),
    end: period && dateOf(period.lastDay),
    by: group === null ? null : by,
    group,
    cohort: cohort?.label ?? null,
    age,
    size,
    value,
    unit: 'ratio',
    currency,
    numerator: numerator === null ? null : numerator / scale,
    denominator: denominator === null ? null : denominator / scale,
    n,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    complete: cell.complete,
    reason,
  };
}

export interface CohortTableOptions {
  readonly paint: Paint;
  readonly width: number;
  /** Show what is counted, not its share of the first. */
  readonly isAbsolute: boolean;
}

/** Tables for people: a cohort a line, an age a column, as many as fit; the average of all below. */
export function cohortsTable(report: CohortReport, options: CohortTableOptions): string {
  const { paint, isAbsolute } = options;
  const { measure, cells, every, period, by, inputs } = report;
  const what = isAbsolute
    ? measure === 'mrr'
      ? 'MRR'
      : 'customers'
    : `% of ${measure === 'mrr' ? 'MRR' : 'customers'}`;
  const title = `Cohorts by ${every}${by === null ? '' : ` and ${visible(by)}`} · ${rangeOf(period)} · ${what} at the close`;
  const places = new Map(cells.map((cell) => [JSON.stringify([cell.group, cell.currency]), cell]));
  const blocks = [...places].map(([key, { group, currency }]) => {
    const own = cells.filter((cell) => JSON.stringify([cell.group, cell.currency]) === key);
    return block(own, headOf(group, currency, places.size > 1), report, options);
  });
  const files = inputs.map(({ file, read }) => `${plural(read, 'row')} from ${visible(file)}`).join(', ');
  return `${[paint.bold(title), ...blocks, paint.dim(files)].join('\n\n')}\n`;
}

/** The days of a period, and up to when they are over. */
export function rangeOf({ firstDay, lastDay, closeDay, complete }: Period): string {
  return `${formatDay(firstDay)}..${formatDay(lastDay)}${complete ? '' : ` (to ${formatDay(closeDay)})`}`;
}

/** What a table of several is of. */
export function headOf(group: string | null, currency: string | null, isNamed: boolean): string {
  const name = group === null ? (isNamed ? 'All' : '') : label(group);
  return [name, currency ?? ''].filter((part) => part !== '').join(', ');
}

function block(
  cells: readonly CohortCell[],
  head: string,
  report: CohortReport,
  { paint, width, isAbsolute }: CohortTableOptions,
): string {
  const lines = new Map<string | null, CohortCell[]>();
  for (const cell of cells) {
    const name = cell.cohort?.label ?? null;
    const line = lines.get(name);
    if (line) line.push(cell);
    else lines.set(name, [cell]);
  }
  const known = cells.find(({ reason }) => reason === 'no_amounts') === undefined;
  const shown = [...lines].filter(([name, [first]]) => name !== null && (first?.size ?? 0) > 0);
  if (shown.length === 0 || !known)
    return [head, paint.dim(known ? 'no customers' : 'n/a: no amounts')].join('\n').trim();
  const ages = Math.max(...shown.flatMap(([, line]) => line.filter(isSaid).map(({ age }) => age))) + 1;
  const show = (cell: CohortCell | undefined): string => {
    if (cell === undefined || cell.value === null || cell.numerator === null) return '';
    const text = isAbsolute ? amount(cell.numerator, cell.currency, report) : percent(cell.value);
    return cell.complete ? text : paint.dim(`${text}*`);
  };
  const totalAge = lines.get(null) ?? [];
  const body = shown.map(([name, line]) => [name ?? '', format.count(line[0]?.size ?? 0, 0), ...line.map(show)]);
  const size = shown.reduce((sum, [, [first]]) => sum + (first?.size ?? 0), 0);
  if (!isAbsolute) body.push(['All, weighted', format.count(size, 0), ...totalAge.map(show)]);

  const columnsUpTo = (count: number): GridColumn[] => [
    { head: paint.bold(head === '' ? 'Cohort' : head), align: 'left' },
    { head: 'Customers', align: 'right' },
    ...Array.from({ length: count }, (_, age) => ({ head: String(age), align: 'right' as const })),
  ];
  const laid = (count: number, room: number) =>
    grid(
      columnsUpTo(count),
      body.map((line) => line.slice(0, count + 2)),
      room,
    );
  let count = ages;
  while (count > 1 && laid(count, width) === null) count--;
  const notes = [
    ...(shown.some(([, line]) => line.slice(0, count).some((cell) => isSaid(cell) && !cell.complete))
      ? ['* the period is not over, and not in the average']
      : []),
    ...(count < ages ? [`${count} of ${ages} columns fit; --json has all`] : []),
  ];
  return [laid(count, Infinity) ?? '', ...notes.map((note) => paint.dim(note))].join('\n');
}

const isSaid = ({ value }: CohortCell): boolean => value !== null;
const amount = (value: number, currency: string | null, { measure, decimalsOf }: CohortReport): string =>
  measure === 'mrr' ? format.money(value, decimalsOf(currency)) : format.count(value, 0);
