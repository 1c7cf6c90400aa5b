import { format } from '../calculator/unit.ts';
import { grid, type GridColumn } from './grid.ts';
import type { Paint } from './issues.ts';
import type { Difference, Report } from './report.ts';
import { label } from './lines.ts';

/** How many members of a metric a table names; the rest is counted. */
const SHOWN = 20;
const MEMBERS = { customer: 'Customers', ticket: 'Tickets', answer: 'Answers' } as const;

/** Below the figures of each topic: whom the methods count differently. Empty where they agree on everyone. */
export function differencesBlocks(report: Report, paint: Paint, width: number): Record<string, string> {
  const blocks = new Map<string, string[]>();
  const groups = grouped(report.differences ?? [], ({ metric, currency }) => JSON.stringify([metric, currency]));
  for (const [first, ...others] of groups.values()) {
    if (first === undefined) continue;
    const about = report.metrics.find(({ metric }) => metric.id === first.metric)?.metric;
    if (about === undefined) continue;
    const currency = first.currency === null ? '' : `, ${first.currency}`;
    const heading = `${MEMBERS[first.member]} that make the difference: ${about.title}${currency}`;
    const isMoney = about.unit === 'money' || about.parts !== undefined;
    const decimals = report.decimalsOf(first.currency);
    const show = isMoney ? (value: number) => format.money(value * 10 ** decimals, decimals) : number;
    const text = block([first, ...others], { heading, show, paint, width });
    blocks.set(about.topic, [...(blocks.get(about.topic) ?? []), text]);
  }
  return Object.fromEntries([...blocks].map(([topic, texts]) => [topic, [...texts, paint.dim(LEGEND)].join('\n\n')]));
}

const LEGEND = 'What each adds above / below the line, or to the sum; -: not counted';

interface Look {
  readonly heading: string;
  readonly show: (value: number) => string;
  readonly paint: Paint;
  readonly width: number;
}

function block(all: readonly [Difference, ...Difference[]], { heading, show, paint, width }: Look): string {
  const methods = Object.keys(all[0].counts).filter((method) => all[0].counts[method] !== null);
  const cell = ({ counts }: Difference, method: string): string => cellText(counts[method] ?? null, show);
  const shown = all.slice(0, SHOWN);
  const columns: GridColumn[] = [
    { head: '', align: 'left' },
    ...methods.map((head) => ({ head, align: 'right' as const })),
  ];
  const rows = shown.map((each) => [label(each.id), ...methods.map((method) => cell(each, method))]);
  const lines = [paint.bold(heading), grid(columns, rows, width) ?? shown.flatMap((each) => record(each)).join('\n')];
  if (all.length > shown.length) lines.push(paint.dim(`and ${all.length - shown.length} more`));
  return lines.join('\n');

  /** Too narrow for a column for each method: what they agree on is a line. */
  function record(each: Difference): string[] {
    const alike = grouped(methods, (method) => cell(each, method));
    return [label(each.id), ...[...alike].map(([text, names]) => `  ${text}  ${names.join(', ')}`)];
  }
}

function cellText(count: Difference['counts'][string] | null, show: (value: number) => string): string {
  if (!count || (count.numerator === 0 && !count.denominator)) return '-';
  const { numerator, denominator } = count;
  return denominator === null ? show(numerator) : `${show(numerator)} / ${show(denominator)}`;
}

/** Whole numbers as they are, parts of them to two places. */
const number = (value: number): string => (Number.isInteger(value) ? String(value) : format.score(value, 0));

function grouped<Each>(all: readonly Each[], keyOf: (each: Each) => string): Map<string, Each[]> {
  const groups = new Map<string, Each[]>();
  for (const each of all) {
    const key = keyOf(each);
    const known = groups.get(key);
    if (known) known.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}
