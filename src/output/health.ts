import { format, round } from '../calculator/unit.ts';
import { shorten, visible } from '../text.ts';
import { grid, type GridColumn } from './grid.ts';
import { type Paint, plural } from './issues.ts';
import type { HealthAnswer, HealthEntry, Report } from './report.ts';

interface Shown {
  readonly paint: Paint;
  readonly width: number;
  readonly limit: number;
  /** The one that is listed; null: all but green. */
  readonly band: HealthEntry['band'] | null;
  /** Of any band, those of whom nothing was heard for so many days; null: they were not chosen by that. */
  readonly silentDays: number | null;
  readonly report: Pick<Report, 'decimalsOf'>;
}

/** Customers for people: a line each, those at risk first, and below it why. */
export function healthBlock(answer: HealthAnswer, shown: Shown): string {
  const { paint, limit, band, silentDays } = shown;
  const isChosen = band !== null || silentDays !== null;
  const listed = isChosen ? answer.customers : answer.customers.filter((each) => each.band !== 'green');
  const none = isChosen && listed.length === 0 ? [`${paint.bold(headOf(shown))}: none such`] : [];
  const parts = [...none, list(listed.slice(0, limit), shown)];
  const more = listed.length - limit;
  if (more > 0) parts.push(paint.dim(`... and ${more} more · --limit all`));
  if (answer.candidates) parts.push(candidates(answer, shown));
  parts.push(paint.dim(ruleLine(answer.health)));
  return parts.filter((part) => part !== '').join('\n\n');
}

/** By which config, and up to where a band goes. */
export function ruleLine({ version, hash, bands, missing, bands_by: by }: HealthAnswer['health']): string {
  const [red = 50, yellow = 75] = bands;
  const own = Object.entries(by?.values ?? {}).map(([value, pair]) => `${label(value)} ${pair.join('/')}`);
  const others = by === undefined ? '' : `; by ${label(by.column)}: ${own.join(', ')}`;
  const rule = `red up to ${red}, yellow up to ${yellow}, green above${others}; what is missing: ${MISSING[missing] ?? missing}`;
  return `Health config ${visible(version)}, ${hash}: ${rule}`;
}

const MISSING: Readonly<Record<string, string>> = { drop: 'left out', neutral: 'counts as 50', worst: 'counts as 0' };

/** Who is listed. */
const headOf = ({ silentDays }: Shown): string =>
  silentDays === null ? 'Customers' : `Customers silent for ${plural(silentDays, 'day')} or more`;

function list(entries: readonly HealthEntry[], shown: Shown): string {
  if (entries.length === 0) return '';
  const { paint, width, report } = shown;
  const all = entries.map((each) => cells(each, paint, report));
  const says = tells(entries, shown);
  const head = paint.bold(`${headOf(shown)}, at risk first`);
  const columns = COLUMNS(head).filter((_, i) => says[i]);
  const rows = all.map((row) => row.filter((_, i) => says[i]));
  const only = <Each>(all: readonly Each[]): Each[] => all.filter((_, index) => columns[index]?.drop === undefined);
  const lines = (grid(columns, rows, width) ?? grid(only(columns), rows.map(only), Infinity) ?? '').split('\n');
  const [top = '', ...others] = lines;
  const why = (each: HealthEntry | undefined): string[] =>
    (each?.reasons ?? []).map((reason) => paint.dim(`  ${shorten(visible(reason), Math.max(20, width - 2))}`));
  return [top, ...others.flatMap((line, i) => [line].concat(why(entries[i])))].join('\n');
}

const COLUMNS = (head: string): GridColumn[] => [
  { head, align: 'left' },
  { head: 'Owner', align: 'left', drop: 2 },
  { head: 'MRR', align: 'right' },
  { head: 'Silent', align: 'right' },
  { head: 'Score', align: 'right' },
  { head: 'Change', align: 'right', drop: 3 },
  { head: 'Can be', align: 'right', drop: 5 },
  { head: 'Known', align: 'right', drop: 4 },
  { head: '', align: 'left' },
];

/** Which of the columns say something of any customer: without owners, amounts or gaps they are left out. */
const tells = (entries: readonly HealthEntry[], { silentDays }: Shown): boolean[] => [
  true,
  entries.some(({ rep }) => rep !== null && rep !== ''),
  entries.some(({ mrr }) => mrr !== null),
  silentDays !== null,
  true,
  entries.some(({ previous }) => previous !== null),
  entries.some(({ coverage }) => coverage < 1),
  entries.some(({ coverage }) => coverage < 1),
  true,
];

function cells(each: HealthEntry, paint: Paint, report: Shown['report']): string[] {
  const { customer_id, name, rep, mrr, score, previous, low, high, coverage, band } = each;
  const delta = score === null || previous === null ? null : score - previous;
  return [
    label(name === null ? customer_id : `${name} (${customer_id})`),
    rep === null || rep === '' ? paint.dim('(none)') : label(rep),
    money(mrr, report),
    each.daysSinceContact === null ? '' : plural(each.daysSinceContact, 'day'),
    score === null ? paint.dim('n/a') : paint.bold(round(score, 1).toFixed(1)),
    delta === null ? '' : `${round(delta, 1) > 0 ? '+' : ''}${round(delta, 1).toFixed(1)}`,
    paint.dim(`${round(low, 0)} to ${round(high, 0)}`),
    paint.dim(format.ratio(coverage, 0).replace(/\.0 %$/, ' %')),
    bandWord(band, paint),
  ];
}

function candidates({ candidates: found = [], seatUse = 1 }: HealthAnswer, { paint, width, report }: Shown): string {
  const rule = paint.dim(`Green, with ${round(seatUse * 100, 0)} % of the seats or more in use`);
  if (found.length === 0) return [paint.bold('Expansion candidates: none'), rule].join('\n');
  const columns: GridColumn[] = [
    { head: paint.bold('Expansion candidates'), align: 'left' },
    { head: 'Owner', align: 'left', drop: 1 },
    { head: 'MRR', align: 'right' },
    { head: 'Score', align: 'right' },
    { head: 'Seats in use', align: 'right' },
  ];
  const rows = found.map(({ customer_id, name, rep, mrr, score, active_seats, seats }) => [
    label(name === null ? customer_id : `${name} (${customer_id})`),
    rep === null || rep === '' ? paint.dim('(none)') : label(rep),
    money(mrr, report),
    score === null ? '' : round(score, 1).toFixed(1),
    `${active_seats} of ${seats}`,
  ]);
  return [grid(columns, rows, width) ?? grid(columns, rows, Infinity) ?? '', rule].join('\n');
}

const money = (mrr: HealthEntry['mrr'], report: Shown['report']): string =>
  mrr === null
    ? ''
    : `${format.money(mrr.cents, report.decimalsOf(mrr.currency))}${mrr.currency === null ? '' : ` ${mrr.currency}`}`;

/** A name from data: never what a terminal or a CI log would obey. */
function label(name: string): string {
  const text = shorten(visible(name), 40);
  return /^\s*(::|##\[)/.test(text) ? `"${text}"` : text;
}

const bandWord = (band: HealthEntry['band'], paint: Paint): string => {
  if (band === 'red') return paint.red(band);
  if (band === 'yellow') return paint.yellow(band);
  return band === 'green' ? paint.green(band) : paint.dim(band);
};
