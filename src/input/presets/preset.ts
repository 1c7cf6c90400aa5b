import { DAY_MS } from '../../calculator/calendar.ts';
import type { Kind } from '../../records/dataset.ts';
import { DATE_FORMATS, type DateReader } from '../../records/dates.ts';
import { plain } from '../synonyms.ts';

/** A cell of a row by its header (of JSON: its keys joined with dots); blank cells and absent columns are null. */
export type Row = (header: string) => string | null;

/** How a field is made from a row's cells: always text, in csm's own words, which the field's schema then reads. */
export interface Rule {
  /** What it reads; a fault is shown at the first of them. */
  readonly headers: readonly string[];
  read(row: Row): string | null;
  /** How its dates are written, beside ISO. */
  readonly dates?: DateReader;
  /** Times without an offset are in UTC, whatever the report's zone. */
  readonly isUtc?: true;
  /** Amounts are in minor units. */
  readonly isMinor?: true;
}

/** One vendor's export: how it is recognised, and what its columns mean. */
export interface Preset {
  readonly id: string;
  readonly vendor: string;
  readonly kind: Kind;
  /** Headers it must have; and of `any`, at least so many. They are compared as `plain` makes them. */
  readonly all: readonly string[];
  readonly any?: readonly string[];
  readonly atLeast?: number;
  /** Whether it has those of `all` and no other; and what its file is called, where the headers are anybody's. */
  readonly isExact?: true;
  readonly file?: RegExp;
  /** Of JSON: the key under which the rows lie in the document; empty: the document is the list. */
  readonly records?: string;
  /** Lines that the header takes; the first names the columns, unless `namesOn` says another. */
  readonly headerRows?: number;
  readonly namesOn?: number;
  /** Of a report with a title: a line above its header. Its rows are grouped below lines that name the customer. */
  readonly title?: RegExp;
  /** Whether rows may have more or fewer cells than the header. */
  readonly isRagged?: true;
  /** A first cell like this ends the data. */
  readonly footer?: RegExp;
  /** Whether questions stand in columns of their own, so that a row holds several answers. */
  readonly isWide?: true;
  readonly fields: Readonly<Record<string, Rule>>;
}

/** Vendor words in lower case to csm's; null: no value. A word that is not listed is handed on for the schema to judge. */
export type Words = Readonly<Record<string, string | null>>;

interface Options {
  /** What the vendor's words mean. */
  readonly words?: Words;
  /** For words that are not listed. */
  readonly otherwise?: string | null;
  /** Only the first of a list with this separator. */
  readonly firstOf?: string;
  readonly dates?: DateReader;
  readonly isUtc?: true;
  readonly isMinor?: true;
}

/** A column as it is; of several headers the first that is not blank. */
export function from(headers: string | readonly string[], options: Options = {}): Rule {
  const names = typeof headers === 'string' ? [headers] : headers;
  const { words, otherwise, firstOf, dates, isUtc, isMinor } = options;
  return {
    headers: names,
    read(row) {
      const cell = names.map(row).find((text) => text !== null) ?? null;
      if (cell === null) return null;
      const text = firstOf === undefined ? cell : (cell.split(firstOf)[0] ?? '').trim();
      if (words === undefined) return text === '' ? null : text;
      const word = text.toLowerCase();
      if (Object.hasOwn(words, word)) return words[word] ?? null;
      return otherwise === undefined ? text : otherwise;
    },
    ...(dates && { dates }),
    ...(isUtc && { isUtc }),
    ...(isMinor && { isMinor }),
  };
}

/** The same for every row. */
export const constant = (value: string): Rule => ({ headers: [], read: () => value });

/** A rule of its own, for what no list of words can say. */
export const rule = (
  headers: readonly string[],
  read: (row: Row) => string | null,
  options: Pick<Rule, 'dates' | 'isUtc' | 'isMinor'> = {},
): Rule => ({ headers, read, ...options });

/** Seconds since the epoch, as APIs give them; or milliseconds, where there are thirteen digits. */
export const epoch: DateReader = (text) => {
  if (!/^\d{9,13}(\.\d+)?$/.test(text)) return null;
  const ms = Number(text) * (/^\d{13}/.test(text) ? 1 : 1000);
  return { day: Math.floor(ms / DAY_MS), time: ms % DAY_MS };
};

/** Numbers, with or without a time. */
const { dmy = () => null } = DATE_FORMATS;
/** Month-day-year with numbers, with or without a time. */
export const { mdy = () => null } = DATE_FORMATS;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** `14/Jul/25 3:42 PM`, `05-Dec-2025 10:30`: a month by its English name. Two-digit years are of this century. */
export const namedMonth: DateReader = (text) => {
  const match = /^(\d{1,2})[/ -]([A-Za-z]{3})[a-z]*[/ -](\d{4}|\d\d)(.*)$/.exec(text);
  const month = MONTHS.indexOf(match?.[2]?.toLowerCase() ?? '') + 1;
  if (match === null || month === 0) return null;
  const year = match[3]?.length === 2 ? `20${match[3]}` : match[3];
  return dmy(`${match[1]}/${month}/${year}${match[4]}`);
};

/** Whether a header line is a preset's. `path` is where the rows of a JSON document lie. */
export function recognises(preset: Preset, headers: ReadonlySet<string>, path: string | null, file?: string): boolean {
  if ((preset.records || null) !== path) return false;
  if (preset.isExact && headers.size !== preset.all.length) return false;
  if (preset.file && file !== undefined && !preset.file.test(file)) return false;
  const has = (header: string): boolean => headers.has(plain(header));
  return preset.all.every(has) && (preset.any ?? []).filter(has).length >= (preset.atLeast ?? 0);
}
