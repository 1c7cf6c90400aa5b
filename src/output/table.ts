import { format } from '../calculator/unit.ts';
import { visible } from '../text.ts';
import { grid, type GridColumn } from './grid.ts';
import { type Paint, plural } from './issues.ts';
import { groupName, type Line, linesOf, nameOf, NOT_AVAILABLE, qualifier, rangeOf, tell, topicsOf } from './lines.ts';
import type { Report } from './report.ts';

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
  const blocks = topicsOf(report).flatMap((topic) =>
    block(report, topic, options).concat(options.below?.[topic] ?? []),
  );
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

function footer(report: Report, { paint }: TableOptions): string {
  const files = report.inputs.map(({ file, read }) => `${plural(read, 'row')} from ${visible(file)}`);
  return paint.dim(files.join(', '));
}

function block(report: Report, topic: string, options: TableOptions): string[] {
  const shown = linesOf(report, topic);
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

/** How sure a number is, and why there is none, stays with it: what gives way can be told from the rest, or from `n`. */
const columnsOf = ({ period, compare }: Report, head: string, { paint }: TableOptions): GridColumn[] => [
  { head: paint.bold(head), align: 'left', fold: 4 },
  { head: paint.bold(period.label), align: 'right' },
  { head: compare?.label ?? '', align: 'right', drop: 3 },
  { head: compare ? 'Change' : '', align: 'right' },
  { head: '', align: 'right', drop: 5 },
  { head: '95 % interval', align: 'right' },
  { head: 'n', align: 'right', drop: 2 },
  { head: '', align: 'left' },
];

function cells(report: Report, line: Line, name: string, { paint }: TableOptions): string[] {
  const { value, previous, change, percent, interval, n, verdict, sample, reason } = tell(report, line);
  const judged =
    verdict === 'better' ? paint.green(verdict) : verdict === 'worse' ? paint.red(verdict) : (verdict ?? '');
  const isThere = line.result.value !== null;
  return [
    name,
    isThere ? paint.bold(value) : paint.dim(value),
    previous === NOT_AVAILABLE ? paint.dim(previous) : previous,
    change,
    percent,
    paint.dim(interval),
    n,
    isThere ? [judged, paint.dim(sample)].filter((text) => text !== '').join(' ') : paint.dim(reason),
  ];
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
