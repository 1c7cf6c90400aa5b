import type { DateReader } from '../records/dates.ts';
import { isRefusal } from '../records/fields.ts';
import { looksLikeMonth, parseMonth } from '../records/month.ts';
import { formatDay } from '../calculator/calendar.ts';
import { show } from '../text.ts';
import type { Column, ColumnProblem, Mapping } from './columns.ts';
import { plain, REQUIRED } from './synonyms.ts';

/** So many columns named like months make a sheet of them. */
const ENOUGH = 3;
const AMOUNTS = ['mrr', 'amount', 'unit_amount', 'arr'] as const;

/**
 * Subscriptions as a sheet by month: a row for each customer and month, or a column for each month. A file that says
 * when its rows start is none, whatever else it has; a month that the user maps makes it one.
 */
export function asSheet(mapping: Mapping, headers: readonly string[]): Mapping {
  const fields = new Map(mapping.fields);
  const isMapped = fields.get('month')?.found === 'map';
  const starts = ['started_at', 'valid_from'].filter((field) => fields.has(field));
  const month = fields.get('month');
  if (isMapped) for (const field of starts) fields.delete(field);
  else if (starts.length > 0 && month) {
    fields.delete('month');
    const problem = twoMeanings(month, starts[0] ?? '', headers);
    return { ...mapping, fields, problems: problem ? [...mapping.problems, problem] : mapping.problems };
  }
  const isDated = starts.length > 0 && AMOUNTS.some((field) => fields.has(field));
  if (month || isDated) return isMapped ? { ...mapping, fields } : mapping;
  const used = new Set([...fields.values()].map(({ index }) => index));
  const months = Array.from(headers.keys()).filter((index) => !used.has(index) && looksLikeMonth(headers[index] ?? ''));
  const [first] = months;
  if (first === undefined || months.length < ENOUGH) return mapping;
  for (const field of [...starts, ...AMOUNTS]) fields.delete(field);
  const column: Column = { index: first, minor: false, zone: null, found: 'month' };
  return { ...mapping, fields: fields.set('month', column).set('mrr', column), months };
}

/** A column of months beside one of starts: read by its starts, every month would be paid for ever. */
function twoMeanings({ index }: Column, start: string, headers: readonly string[]): ColumnProblem | null {
  const header = headers[index] ?? '';
  if (plain(header) === 'period') return null;
  const message = `"${header}" and ${start} can both say when a row is paid for`;
  const hint = `--map month=${/^\w+$/.test(header) ? header : `'${header}'`} for a sheet by month; else leave the column out`;
  return { code: 'header/ambiguous', level: 'error', index, field: 'month', message, hint };
}

/**
 * What a file of payments holds: payments; orders, which have a customer and a day and no amount; or payments of
 * orders, which have an amount and leave the rest to the orders they name.
 */
export function shapeOfPayments(fields: Mapping['fields']): 'payments' | 'orders' | 'of orders' {
  const isDated = fields.has('customer_id') && fields.has('at');
  if (!fields.has('order_id') || isDated === fields.has('amount')) return 'payments';
  return isDated ? 'orders' : 'of orders';
}

/** What a file lacks to be an export of its kind. */
export function lacking({ kind, fields }: Mapping): string[] {
  if (kind === 'subscriptions' && fields.has('month')) {
    const amount = AMOUNTS.some((field) => fields.has(field)) ? [] : ['mrr'];
    return fields.has('customer_id') ? amount : ['customer_id', ...amount];
  }
  if (kind === 'payments' && shapeOfPayments(fields) !== 'payments') return [];
  const has = (field: string): boolean =>
    fields.has(field) || (kind === 'subscriptions' && field === 'started_at' && fields.has('valid_from'));
  return REQUIRED[kind].filter((field) => !has(field));
}

/** A column of a sheet, and the first day of its month as its rows give it. */
export interface MonthColumn {
  readonly index: number;
  readonly month: string;
}

/** The months that the columns of a sheet are for; names that could mean another, or one twice, are problems. */
export function monthsIn(
  { months = [] }: Mapping,
  headers: readonly string[],
  dates: DateReader | null,
): { readonly columns: readonly MonthColumn[]; readonly problems: readonly ColumnProblem[] } {
  const columns: MonthColumn[] = [];
  const problems: ColumnProblem[] = [];
  const seen = new Map<number, number>();
  for (const index of months) {
    const header = (headers[index] ?? '').trim();
    const error = (code: string, message: string, hint: string | null) =>
      problems.push({ code, level: 'error', index, field: 'month', message, hint });
    const day = parseMonth(header, dates);
    if (isRefusal(day)) {
      const text = show(header, true);
      error(day.code, day.message.replace('{value}', () => text).replace('{field}', 'a column'), day.hint ?? null);
      continue;
    }
    const twin = seen.get(day);
    if (twin === undefined) columns.push({ index, month: formatDay(day) });
    else {
      const where = `columns ${twin + 1} and ${index + 1}`;
      error('header/duplicate', `${formatDay(day).slice(0, 7)} is at ${where}`, 'rename or remove one of them');
    }
    seen.set(day, index);
  }
  return { columns, problems };
}
