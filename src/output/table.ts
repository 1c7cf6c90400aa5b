import { formatDay } from '../calculator/calendar.ts';
import type { Result } from '../calculator/calculate.ts';
import type { Change } from '../calculator/compare.ts';
import type { Bounds } from '../calculator/interval.ts';
import type { About } from '../calculator/metric.ts';
import { lengthOf, type Period } from '../calculator/period.ts';
import { format, formatChange, round } from '../calculator/unit.ts';
import { shorten, surveyName, visible } from '../text.ts';
import { grid, type GridColumn } from './grid.ts';
import { type Paint, plural } from './issues.ts';
import { cellOf, type Report } from './report.ts';

export interface TableOptions {
  readonly paint: Paint;
  readonly width: number;
  /** Whether a terminal shows it: then minus signs are real ones. */
  readonly isTTY: boolean;
  readonly titles: Readonly<Record<string, string>>;
  /** What stands below the figures of a topic, by its name. */
  readonly below?: Readonly<Record<string, string>>;
}

/** A report for people: a block for each topic, numbers to the right, the change and a word for it. */
export function table(report: Report, options: TableOptions): string {
  const topics = [...new Set(report.metrics.map(({ metric }) => metric.topic))];
  const blocks = topics.flatMap((topic) => block(report, topic, options).concat(options.below?.[topic] ?? []));
  const text = [heading(report, options), ...blocks, footer(report, options)].join('\n\n');
  return `${options.isTTY ? text.replaceAll(/(^|[ (])-(?=\d)/gm, '$1−') : text}\n`;
}

function heading(report: Report, { paint, titles }: TableOptions): string {
  const { period, compare, by, command } = report;
  const what = (titles[command] ?? command) + (by === null ? '' : ` by ${visible(by)}`);
  const parts = [what, rangeOf(period), compare ? `compared with ${compare.label}` : 'not compared'];
  if (report.timezone !== 'UTC') parts.push(report.timezone);
  return paint.bold(parts.join(' · '));
}

function rangeOf(period: Period): string {
  if (!Number.isFinite(period.lastDay)) return 'the whole file is the period';
  const range = `${formatDay(period.firstDay)}..${formatDay(period.lastDay)}`;
  if (period.complete) return range;
  return lengthOf(period) < 1 ? `${range} (not begun)` : `${range} (to ${formatDay(period.closeDay)})`;
}

function footer(report: Report, { paint }: TableOptions): string {
  const files = report.inputs.map(({ file, read }) => `${plural(read, 'row')} from ${visible(file)}`);
  return paint.dim(files.join(', '));
}

function block(report: Report, topic: string, options: TableOptions): string[] {
  const asked = report.metrics.filter(({ metric }) => metric.topic === topic);
  const rows = asked.flatMap(({ metric: about, method }) =>
    report.results
      .filter((result) => result.metric === about.id && result.method === method)
      .map((result) => ({ about, result })),
  );
  const distinct = once(rows);
  // A figure that the exports cannot give at all is no line of the table; machine formats say why.
  const available = distinct.filter(({ result }) => result.value !== null || !UNAVAILABLE.has(result.reason ?? ''));
  // Where that is all that was asked, it says why.
  const shown = available.length === 0 && topic === 'renewals' && topic === report.command ? rows : available;
  if (shown.length === 0) return [];
  const segments = new Set(shown.map(({ result }) => result.segment));
  const title = options.titles[topic] ?? topic;
  if (segments.size > 1) return bySegment(report, title, shown, options);
  const columns = columnsOf(report, shown.length === 1 ? '' : title, options);
  return [
    lay(
      columns,
      shown.map((row) => cells(report, row, nameOf(row), options)),
      options,
    ),
  ];
}

/** Less a method that is a metric of its own as well: the same name for the same number, which machine formats keep. */
function once(lines: readonly Line[]): Line[] {
  const keyOf = (line: Line) => JSON.stringify([nameOf(line), line.result.segment, line.result.value]);
  return [...new Map(lines.toReversed().map((line) => [keyOf(line), line])).values()].toReversed();
}

/** Reasons that say something of the exports, not of the period. */
const UNAVAILABLE = new Set([
  'no_sent_at',
  'no_subscriptions',
  'no_customer_ids',
  'no_term_end',
  'snapshot',
  'no_rates',
  'no_status',
  'no_one_off_charges',
  'no_plans',
  'no_quantities',
  'no_discount_end',
]);

interface Line {
  readonly about: About;
  readonly result: Result;
}

const nameOf = (line: Line): string => line.about.title + qualifier(line);

/** What tells results of one metric apart: the survey that is meant, a method other than the default, and the currency. */
function qualifier({ about, result }: Line): string {
  const { method: name } = result;
  const isSurvey = about.topic === 'surveys';
  const method =
    name === null || (!isSurvey && name === about.methods?.[0]) ? '' : ` (${isSurvey ? surveyName(name) : name})`;
  const isMoney = about.unit === 'money' || about.parts !== undefined;
  return method + (isMoney && result.currency !== null ? `, ${result.currency}` : '');
}

const columnsOf = ({ period, compare }: Report, head: string, { paint }: TableOptions): GridColumn[] => [
  { head: paint.bold(head), align: 'left' },
  { head: paint.bold(period.label), align: 'right' },
  { head: compare?.label ?? '', align: 'right', drop: 2 },
  { head: compare ? 'Change' : '', align: 'right', drop: 1 },
  { head: '', align: 'right', drop: 5 },
  { head: '95 % interval', align: 'right', drop: 4 },
  { head: 'n', align: 'right', drop: 3 },
  { head: '', align: 'left', drop: 2.5 },
];

function cells(report: Report, { about, result }: Line, name: string, { paint }: TableOptions): string[] {
  const decimals = report.decimalsOf(result.currency);
  const show = (value: number): string => format[about.unit](value, decimals);
  const change = report.changes.find((each) => cellOf(each) === cellOf(result));
  const { value, interval, n } = result;
  const range = interval === null ? '' : endsOf(interval, (bound) => bare(show(bound)));
  return [
    name,
    value === null ? paint.dim('n/a') : paint.bold(show(value)),
    change?.previous === null || change === undefined
      ? report.compare
        ? paint.dim('n/a')
        : ''
      : show(change.previous),
    change?.delta === null || change === undefined ? '' : formatChange(about.unit, change.delta, decimals),
    change?.deltaPct === null || change === undefined ? '' : signed(change.deltaPct),
    paint.dim(range),
    about.unit === 'count' ? '' : format.count(n, 0),
    word(about, result, change, paint),
  ];
}

/** The ends of an interval; the one end of what nothing bounds from above. */
const endsOf = ({ low, high }: Bounds, show: (bound: number) => string): string =>
  high === null ? `from ${show(low)}` : `${show(low)} to ${show(high)}`;

/** A bound of an interval without its unit, which stands beside the value. */
const bare = (text: string): string => text.replace(/ (%|h)$/, '');
const signed = (fraction: number): string => `${fraction > 0 ? '+' : ''}${round(fraction * 100, 1).toFixed(1)} %`;

/** Better or worse, in a word; why there is no value; and when a sample is too small to build on. */
function word({ unit }: About, { value, reason, n }: Result, change: Change | undefined, paint: Paint): string {
  if (value === null) return paint.dim((reason ?? '').replaceAll('_', ' '));
  const verdict = change?.verdict ?? null;
  const judged =
    verdict === 'better' ? paint.green(verdict) : verdict === 'worse' ? paint.red(verdict) : (verdict ?? '');
  const isEstimate = unit === 'ratio' || unit === 'points' || unit === 'score';
  const sample = !isEstimate || n >= 30 ? '' : n < 5 ? '(very few)' : '(few)';
  return [judged, paint.dim(sample)].filter((text) => text !== '').join(' ');
}

/** The headline for each segment in full, then every figure of the topic, a column for each segment. */
function bySegment(report: Report, title: string, lines: readonly Line[], options: TableOptions): string[] {
  const [first] = lines;
  if (first === undefined) return [];
  const headline = lines.filter(({ about }) => about.id === first.about.id);
  const groups = headline.filter(({ result }) => result.segment !== null);
  const total = headline.filter(({ result }) => result.segment === null);
  const isOneName = new Set(headline.map(nameOf)).size === 1;
  const columns = columnsOf(report, isOneName ? nameOf(first) : first.about.title, options);
  const named = [...groups, ...total].map((line) =>
    cells(report, line, groupName(line.result.segment) + (isOneName ? '' : qualifier(line)), options),
  );
  const blocks = [lay(columns, named, options)];
  const others = [...new Set(lines.map((line) => line.about.id))].filter((id) => id !== first.about.id);
  if (others.length > 0) blocks.push(...matrix(report, title, lines, options));
  return blocks;
}

/** A metric a row, a segment a column; as many tables as the width asks for. */
function matrix(report: Report, title: string, lines: readonly Line[], options: TableOptions): string[] {
  const segments = [...new Set(lines.map(({ result }) => result.segment))];
  const value = (line: Line | undefined): string => {
    if (line === undefined) return '';
    const { value: number, currency } = line.result;
    return number === null ? options.paint.dim('n/a') : format[line.about.unit](number, report.decimalsOf(currency));
  };
  const rows = [...new Set(lines.map(nameOf))];
  const tables: string[] = [];
  for (let from = 0, size = segments.length; from < segments.length; from += size, size = segments.length - from) {
    for (; size > 0; size--) {
      const part = segments.slice(from, from + size);
      const columns: GridColumn[] = [
        { head: options.paint.bold(title), align: 'left' },
        ...part.map((segment) => ({ head: groupName(segment), align: 'right' as const })),
      ];
      const lineAt = (row: string, segment: string | null) =>
        lines.find((line) => nameOf(line) === row && line.result.segment === segment);
      const body = rows.map((row) => [row].concat(part.map((segment) => value(lineAt(row, segment)))));
      const text = grid(columns, body, size === 1 ? Infinity : options.width);
      if (text === null) continue;
      tables.push(text);
      break;
    }
  }
  return tables;
}

const groupName = (segment: string | null): string => (segment === null ? 'All' : label(segment));

/** A group's name from data: never what a terminal or a CI log would obey, nor the name of the total. */
export function label(segment: string): string {
  const text = shorten(visible(segment), 40);
  return /^(All$|\s*(::|##\[))/.test(text) ? `"${text}"` : text;
}

/** What the values of a record are called; the last are words that need no name. */
const LABELS = ['Value', 'Previous', 'Change', 'Change', '95 % interval', 'n'];

/** Too narrow for a table: a record for each line. */
function lay(columns: readonly GridColumn[], rows: readonly string[][], { width }: TableOptions): string {
  // A column in which no line has anything is only noise.
  const told = columns.map((_, i) => i === 0 || rows.some((row) => row[i] !== ''));
  const kept = <Each>(all: readonly Each[]): Each[] => all.filter((_, i) => told[i]);
  const text = grid(kept(columns), rows.map(kept), width);
  if (text !== null) return text;
  const head = columns[0]?.head ?? '';
  const records = rows.flatMap(([name = '', ...values]) => [
    name,
    ...values.flatMap((value, i) => (value === '' ? [] : `  ${`${LABELS[i] ?? ''}  ${value}`.trimStart()}`)),
  ]);
  return (head === '' ? records : [head, ...records]).join('\n');
}
