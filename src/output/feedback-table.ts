import { format, formatChange } from '../calculator/unit.ts';
import { visible } from '../text.ts';
import type { Feedback, ThemeRow } from './feedback.ts';
import { accounts, amountsText, BUCKET_NAMES, label, LIMITS, sourceOf, suggestions, words } from './feedback-words.ts';
import { grid, type GridColumn } from './grid.ts';
import type { Paint } from './issues.ts';
import { wrap } from './wrap.ts';

export interface FeedbackOptions {
  readonly paint: Paint;
  readonly width: number;
  /** The period it is compared with, as it is called; null where there is none. */
  readonly compare: string | null;
  readonly decimalsOf: (currency: string | null) => number;
}

/** Comments for people: who is happy, what they dislike and like, in their own words, and what is not known. */
export function feedbackBlock(found: Feedback, options: FeedbackOptions): string {
  const { paint, width } = options;
  const there = found.themes.filter(({ comments, previous }) => comments > 0 || (previous ?? 0) > 0);
  const of = (tone: ThemeRow['tone']): ThemeRow[] => there.filter((each) => each.tone === tone);
  const blocks = [
    buckets(found, options),
    ...themeTables({ Dislikes: of('complaint'), Likes: of('praise'), 'Other themes': of('either') }, options),
    quotes([...of('complaint'), ...of('either'), ...of('praise')], options),
    ...[words(found), suggestions(found)].map((lines) => lines.map((line) => wrapped(line, width)).join('\n')),
    [...accounts(found), LIMITS].map((line) => paint.dim(wrapped(line, width))).join('\n'),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function buckets({ buckets: all, counts }: Feedback, { paint }: FeedbackOptions): string {
  const rows = all
    .filter(({ comments }) => comments > 0)
    .map(({ bucket, comments }) => [
      BUCKET_NAMES[bucket] ?? bucket,
      format.count(comments, 0),
      format.ratio(comments / counts.comments, 0),
    ]);
  if (rows.length === 0) return '';
  const columns: GridColumn[] = [
    { head: paint.bold('By score'), align: 'left' },
    { head: 'Comments', align: 'right' },
    { head: 'Share', align: 'right' },
  ];
  return grid(columns, rows, Infinity) ?? '';
}

/** A table for each tone. They are laid out as one, so that all have the same columns. */
function themeTables(byTitle: Readonly<Record<string, readonly ThemeRow[]>>, options: FeedbackOptions): string[] {
  const tables = Object.entries(byTitle).filter(([, themes]) => themes.length > 0);
  const [first] = tables;
  if (first === undefined) return [];
  const { paint, compare, width } = options;
  const longest = Math.max(...tables.map(([title]) => title.length));
  const titled = (title: string): string => paint.bold(title.padEnd(longest));
  const columns: GridColumn[] = [
    { head: titled(first[0]), align: 'left' },
    { head: 'About', align: 'left', drop: 6 },
    { head: 'Comments', align: 'right' },
    { head: 'Share', align: 'right' },
    { head: compare ?? '', align: 'right', drop: 4 },
    { head: compare === null ? '' : 'Change', align: 'right', drop: 2 },
    { head: '95 % interval', align: 'right', drop: 7 },
    { head: 'Unhappy', align: 'right', drop: 8 },
    { head: 'Happy', align: 'right', drop: 8.5 },
    { head: 'Customers', align: 'right', drop: 3 },
    { head: 'MRR', align: 'right', drop: 3.5 },
    { head: 'Precision', align: 'right', drop: 5 },
    { head: '', align: 'left', drop: 1 },
  ];
  const all = tables.flatMap(([, themes]) => themes);
  const isScored = all.some(({ buckets: { unscored }, comments }) => unscored < comments);
  const rows = all.map((each) => themeCells(each, isScored, options));
  const told = columns.map((_, i) => rows.some((row) => row[i] !== ''));
  const kept = <Each>(all: readonly Each[]): Each[] => all.filter((_, i) => told[i]);
  const text =
    grid(kept(columns), rows.map(kept), width) ??
    grid(
      columns.slice(0, 1).concat(columns.slice(2, 4)),
      rows.map((row) => [row[0] ?? '', row[2] ?? '', row[3] ?? '']),
      Infinity,
    ) ??
    '';
  const [head = '', ...lines] = text.split('\n');
  let from = 0;
  return tables.map(([title, themes]) => {
    const own = lines.slice(from, (from += themes.length));
    return [head.replace(titled(first[0]), titled(title)), ...own].join('\n');
  });
}

function themeCells(each: ThemeRow, isScored: boolean, options: FeedbackOptions): string[] {
  const { paint } = options;
  const { share, low, high, previous, change, customers, precision, verdict, buckets: sides } = each;
  const bare = (value: number): string => format.ratio(value, 0).replace(/ %$/, '');
  const word = verdict === 'better' ? paint.green(verdict) : verdict === 'worse' ? paint.red(verdict) : (verdict ?? '');
  return [
    label(each.theme),
    each.target,
    format.count(each.comments, 0),
    share === null ? paint.dim('n/a') : paint.bold(format.ratio(share, 0)),
    options.compare === null ? '' : previous === null ? paint.dim('n/a') : format.ratio(previous, 0),
    change === null ? '' : formatChange('ratio', change, 0),
    low === null || high === null ? '' : paint.dim(`${bare(low)} to ${bare(high)}`),
    isScored ? format.count(sides.negative, 0) : '',
    isScored ? format.count(sides.positive, 0) : '',
    customers === null ? '' : format.count(customers, 0),
    amountsText(each.amounts, options),
    precision?.value === null || precision === null ? '' : `${format.ratio(precision.value, 0)} of ${precision.judged}`,
    word,
  ];
}

function quotes(themes: readonly ThemeRow[], { paint, width }: FeedbackOptions): string {
  const blocks = themes
    .filter((each) => each.quotes.length > 0)
    .map((each) => {
      const lines = each.quotes.flatMap((quote) => [
        ...wrap(visible(quote.text), Math.max(20, width - 4)).map((line) => `  | ${line}`),
        paint.dim(`    ${[...sourceOf(quote), `${visible(quote.file)}:${quote.line}`].join(' · ')}`),
      ]);
      return [paint.bold(label(each.theme)), ...lines].join('\n');
    });
  return blocks.length === 0 ? '' : `${paint.bold('In their own words')}\n\n${blocks.join('\n\n')}`;
}

const wrapped = (text: string, width: number): string => wrap(text, Math.max(20, width)).join('\n');
