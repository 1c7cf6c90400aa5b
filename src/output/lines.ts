import { formatDay } from '../calculator/calendar.ts';
import type { Result } from '../calculator/calculate.ts';
import type { Change, Verdict } from '../calculator/compare.ts';
import type { Bounds } from '../calculator/interval.ts';
import type { About } from '../calculator/metric.ts';
import { lengthOf, type Period } from '../calculator/period.ts';
import { format, formatChange, round } from '../calculator/unit.ts';
import { shorten, surveyName, visible } from '../text.ts';
import { cellOf, type Report } from './report.ts';

// What is said of a number, in words and digits: the same in a table, a page, Markdown and a workbook.

/** A result, and the metric it is of. */
export interface Line {
  readonly about: About;
  readonly result: Result;
}

/** A line in text. Empty where there is nothing to say. */
export interface Told {
  /** `n/a` where there is none. */
  readonly value: string;
  readonly previous: string;
  /** In the metric's own unit, with its sign. */
  readonly change: string;
  /** The change in percent of the earlier value; none of ratios and points. */
  readonly percent: string;
  /** The bounds of the 95 % interval, without their unit. */
  readonly interval: string;
  readonly n: string;
  readonly verdict: Verdict | null;
  /** `(few)` or `(very few)`, where a sample is too small to build on. */
  readonly sample: string;
  /** Why there is no value. */
  readonly reason: string;
}

export const NOT_AVAILABLE = 'n/a';

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

/** The lines of a topic, without figures that the exports cannot give at all: machine formats say why. */
export function linesOf(report: Report, topic: string): Line[] {
  const asked = report.metrics.filter(({ metric }) => metric.topic === topic);
  const rows = asked.flatMap(({ metric: about, method }) =>
    report.results
      .filter((result) => result.metric === about.id && result.method === method)
      .map((result) => ({ about, result })),
  );
  // A figure that the exports cannot give at all is no line; machine formats say why.
  const available = once(rows).filter(({ result }) => result.value !== null || !UNAVAILABLE.has(result.reason ?? ''));
  // Where that is all that was asked, it says why.
  return available.length === 0 && topic === 'renewals' && topic === report.command ? rows : available;
}

/** Less a method that is a metric of its own as well: the same name for the same number, which machine formats keep. */
function once(lines: readonly Line[]): Line[] {
  const keyOf = (line: Line) => JSON.stringify([nameOf(line), line.result.segment, line.result.value]);
  return [...new Map(lines.toReversed().map((line) => [keyOf(line), line])).values()].toReversed();
}

/** The topics of a report, in its order. */
export const topicsOf = ({ metrics }: Report): string[] => [...new Set(metrics.map(({ metric }) => metric.topic))];

/** A line by its metric, and by what tells it from others of that metric. */
export const nameOf = (line: Line): string => line.about.title + qualifier(line);

/** What tells results of one metric apart: the survey that is meant, a method other than the default, and the currency. */
export function qualifier({ about, result }: Line): string {
  const { method: name } = result;
  const isSurvey = about.topic === 'surveys';
  const method =
    name === null || (!isSurvey && name === about.methods?.[0]) ? '' : ` (${isSurvey ? surveyName(name) : name})`;
  const isMoney = about.unit === 'money' || about.parts !== undefined;
  return method + (isMoney && result.currency !== null ? `, ${result.currency}` : '');
}

/** All that is said of a line. */
export function tell(report: Report, { about, result }: Line): Told {
  const decimals = report.decimalsOf(result.currency);
  const show = (value: number): string => format[about.unit](value, decimals);
  const change = changeOf(report, result);
  const { value, interval, n, reason } = result;
  const isCompared = change !== undefined && change.previous !== null;
  return {
    value: value === null ? NOT_AVAILABLE : show(value),
    previous: isCompared ? show(change.previous) : report.compare ? NOT_AVAILABLE : '',
    change: change === undefined || change.delta === null ? '' : formatChange(about.unit, change.delta, decimals),
    percent: change === undefined || change.deltaPct === null ? '' : signed(change.deltaPct),
    interval: interval === null ? '' : endsOf(interval, (bound) => bare(show(bound))),
    n: about.unit === 'count' ? '' : format.count(n, 0),
    verdict: change?.verdict ?? null,
    sample: value === null ? '' : sampleOf(about, n),
    reason: value === null ? (reason ?? '').replaceAll('_', ' ') : '',
  };
}

/** The changes of a report by their cell: of thousands of segments each would be looked for among all. */
const known = new WeakMap<readonly Change[], ReadonlyMap<string, Change>>();

/** How a result differs from that of the period compared with. */
function changeOf({ changes }: Report, result: Result): Change | undefined {
  const byCell = known.get(changes) ?? new Map(changes.map((change) => [cellOf(change), change]));
  known.set(changes, byCell);
  return byCell.get(cellOf(result));
}

/** The ends of an interval; the one end of what nothing bounds from above. */
const endsOf = ({ low, high }: Bounds, show: (bound: number) => string): string =>
  high === null ? `from ${show(low)}` : `${show(low)} to ${show(high)}`;

/** A bound of an interval without its unit, which stands beside the value. */
const bare = (text: string): string => text.replace(/ (%|h)$/, '');
const signed = (fraction: number): string => `${fraction > 0 ? '+' : ''}${round(fraction * 100, 1).toFixed(1)} %`;

function sampleOf({ unit }: About, n: number): string {
  const isEstimate = unit === 'ratio' || unit === 'points' || unit === 'score';
  return !isEstimate || n >= 30 ? '' : n < 5 ? '(very few)' : '(few)';
}

/** A share in percent, without the sign: the heading has it. */
export const percent = (value: number): string => format.ratio(value, 0).replace(/ %$/, '');

/** The days of a period, as far as they are over. */
export function rangeOf(period: Period): string {
  if (!Number.isFinite(period.lastDay)) return 'the whole file is the period';
  const range = `${formatDay(period.firstDay)}..${formatDay(period.lastDay)}`;
  if (period.complete) return range;
  return lengthOf(period) < 1 ? `${range} (not begun)` : `${range} (to ${formatDay(period.closeDay)})`;
}

export const groupName = (segment: string | null): string => (segment === null ? 'All' : label(segment));

/** A group's name from data: never what a terminal or a CI log would obey, nor the name of the total. */
export function label(segment: string): string {
  const text = shorten(visible(segment), 40);
  return /^(All$|\s*(::|##\[))/.test(text) ? `"${text}"` : text;
}
