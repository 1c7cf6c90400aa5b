import { shorten, visible } from '../text.ts';
import { filesLine, type Shown } from './backtest.ts';
import type { Envelope } from './beside-rows.ts';
import { type Paint, plural } from './issues.ts';
import { dateOf } from './report.ts';
import { wrap } from './wrap.ts';

/** Something atypical, in the keys of machine formats; money in major units. */
export interface AnomalyEntry {
  readonly level: string;
  readonly kind: string;
  readonly metric: string | null;
  readonly method: string | null;
  readonly period: string;
  readonly customer_id: string | null;
  readonly group: string | null;
  readonly unit: string | null;
  readonly currency: string | null;
  readonly value: number | null;
  readonly baseline: number | null;
  readonly limit_low: number | null;
  readonly limit_high: number | null;
  readonly n: number;
  readonly p: number | null;
  readonly q: number | null;
  readonly message: string;
  readonly rows: readonly { readonly id: string | null; readonly file: string; readonly line: number }[];
}

/** What came of a level. */
interface LevelEntry {
  readonly level: string;
  readonly tests: number;
  readonly found: number;
  readonly could_be_chance: number;
}

/** All that was found, level by level. */
export interface AnomalyAnswer {
  readonly anomalies: readonly AnomalyEntry[];
  readonly levels: readonly LevelEntry[];
}

/** What a level looks at. */
export const HEADS: Readonly<Record<string, string>> = {
  response: 'Answers',
  customer: 'Customers',
  period: 'The period',
  theme: 'Themes',
  rep: 'Reps',
};

/** For people: a sentence a finding, level by level, with where it comes from below it. */
export function anomaliesTable(
  answer: AnomalyAnswer,
  { period, inputs }: Envelope,
  { paint, width, limit }: Shown & { readonly limit: number },
): string {
  const title = `Anomalies · ${dateOf(period.firstDay)}..${dateOf(period.lastDay)}`;
  const blocks = answer.levels.map((level) => {
    const own = answer.anomalies.filter((each) => each.level === level.level);
    const head = paint.bold(HEADS[level.level] ?? level.level);
    const more = own.length - limit;
    return [
      `${head}${paint.dim(` · ${countsOf(level, period)}`)}`,
      ...own.slice(0, limit).map((each) => line(each, paint, width)),
      ...(more > 0 ? [paint.dim(`... and ${more} more · --limit all`)] : []),
    ].join('\n');
  });
  return `${[paint.bold(title), ...blocks, paint.dim(filesLine(inputs))].join('\n\n')}\n`;
}

/** What came of a level, in words. */
export function countsOf(
  { level, tests, found, could_be_chance: chance }: LevelEntry,
  { complete }: Envelope['period'],
): string {
  if (level === 'period' && !complete) return 'it is not over: its numbers are not held against others';
  const isTested = level !== 'response' && level !== 'customer';
  if (isTested && tests === 0) return 'too little to go by';
  const counts = found === 0 ? 'nothing atypical' : plural(found, 'finding');
  if (!isTested) return counts;
  const left = chance === 0 ? '' : `, ${chance} more could be chance`;
  return `${counts} in ${plural(tests, 'test')}${left}`;
}

/** A finding and where it comes from: the sentence is never cut, the places are counted after the first. */
function line(each: AnomalyEntry, paint: Paint, width: number): string {
  const { customer_id: customer, message, rows, q } = each;
  const whose = customer === null ? '' : `${visible(customer)}: `;
  const words = wrap(`${whose}${visible(message)}`, Math.max(20, Math.min(width, 110) - 2));
  const chance = q === null ? '' : `q ${chanceText(q)}`;
  const [first] = rows;
  const places =
    first === undefined
      ? ''
      : `${visible(first.file)}:${first.line}${rows.length > 1 ? ` and ${rows.length - 1} more` : ''}`;
  const below = [each.kind.replaceAll('_', ' '), chance, places].filter((part) => part !== '').join(' · ');
  return `- ${words.join('\n  ')}\n  ${paint.dim(shorten(below, Math.max(20, width - 2)))}`;
}

/** A rate of false findings. */
export const chanceText = (q: number): string => (q < 0.001 ? '< 0.001' : q.toFixed(3));
