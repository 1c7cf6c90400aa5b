import { format } from '../calculator/unit.ts';
import { shorten, visible } from '../text.ts';
import { grid, type GridColumn } from './grid.ts';
import type { Paint } from './issues.ts';
import type { RepRow, Reps } from './report.ts';

const HEADS = {
  opening: 'as assigned at the opening close',
  'churn-time': 'as assigned when the customer left, else at the opening close',
  'current-owner': 'current owner (no history)',
} as const;

/** Reps beside each other, for people: a line each, and what the figures rest on. Empty without a rep. */
export function repsBlock({ reps, attribution, reassigned }: Reps, paint: Paint, width: number): string {
  const [first] = reps;
  if (first === undefined) return '';
  const columns: GridColumn[] = [
    { head: paint.bold('Reps by cohort churn'), align: 'left' },
    { head: 'Lost', align: 'right', drop: 3 },
    { head: 'Of', align: 'right' },
    { head: 'Rate', align: 'right' },
    { head: '95 % interval', align: 'right', drop: 4 },
    { head: 'Shrunken', align: 'right', drop: 1 },
    { head: '3-sigma limits', align: 'right', drop: 5 },
    { head: '', align: 'left', drop: 2 },
    { head: 'Rank', align: 'right', drop: 2.5 },
  ];
  const rows = reps.map((each) => cells(each, paint));
  // Too narrow even for the fewest columns: these are printed all the same, and nothing is cut.
  const only = <Each>(all: readonly Each[]): Each[] => all.filter((_, index) => columns[index]?.drop === undefined);
  const lines = [
    grid(columns, rows, width) ?? grid(only(columns), rows.map(only), Infinity) ?? '',
    paint.dim(`Reps: ${HEADS[attribution]}`),
    paint.dim(basis(first)),
  ];
  if (reassigned.length > 0) {
    const customers = new Set(reassigned.map(({ customer_id }) => customer_id)).size;
    lines.push(paint.dim(`Changed reps in the period: ${customers} (-v names them)`));
  }
  return lines.join('\n');
}

function cells(each: RepRow, paint: Paint): string[] {
  const { rep, n, lost, rate, low, high, shrunken, limit_low, limit_high, flag, rank } = each;
  const outside = flag === 'above' ? paint.red('above') : flag === 'below' ? paint.green('below') : '';
  const sample = n < 5 ? '(very few)' : each.low_n ? '(few)' : '';
  return [
    label(rep),
    format.count(lost, 0),
    format.count(n, 0),
    rate === null ? paint.dim('n/a') : paint.bold(share(rate)),
    paint.dim(range(low, high)),
    shrunken === null ? '' : share(shrunken),
    paint.dim(range(limit_low, limit_high)),
    [outside, paint.dim(sample)].filter((text) => text !== '').join(' '),
    rank === null ? paint.dim('-') : String(rank),
  ];
}

function basis({ pooled, m }: RepRow): string {
  if (pooled === null) return 'No customers at the start: nothing to compare';
  const towards = `Shrunken towards ${share(pooled)}, the rate of all`;
  const how = m === null ? 'entirely: the reps differ by no more than chance' : `with m = ${m.toFixed(1)} customers`;
  return `${towards}, ${how}. Fewer than 5 customers: no rank`;
}

const share = (value: number): string => format.ratio(value, 0);
const bare = (value: number): string => share(value).replace(/ %$/, '');
const range = (low: number | null, high: number | null): string =>
  low === null || high === null ? '' : `${bare(low)} to ${bare(high)}`;

/** A rep's name from data: never what a terminal or a CI log would obey. */
function label(name: string): string {
  const text = shorten(visible(name), 40);
  return /^\s*(::|##\[)/.test(text) ? `"${text}"` : text;
}
