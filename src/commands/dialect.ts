import { UTCDateMini } from '@date-fns/utc/date/mini';
import { DAY_MS } from '../calculator/calendar.ts';
import { CsmError } from '../errors.ts';
import { type Dialect, MAX_RECORD, plainDialect } from '../input/dialect.ts';
import { SYNONYMS } from '../input/synonyms.ts';
import { DATE_FORMATS, type DateReader } from '../records/dates.ts';
import { nearest } from '../nearest.ts';

/** The options that say how an export is written, as commander gives them. */
export interface DialectOptions {
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly decimal?: string;
  readonly thousands?: string;
  readonly dateFormat?: readonly string[];
  readonly missing?: readonly string[];
  readonly skipLines?: string;
  readonly skipLast?: string;
  readonly comment?: string;
  readonly escape?: string;
  readonly maxRecord?: string;
  readonly jsonPath?: string;
  readonly scoreLabels?: boolean;
  readonly reader?: string;
  /** Said by the config only. */
  readonly currency?: string;
}

/** Words for characters that a shell makes awkward. */
const MARKS: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
  point: '.',
  space: ' ',
  apostrophe: "'",
  none: '',
};

/** The dialect the options say; loads what reads unusual date formats only when they are asked for. */
export async function dialectFrom(options: DialectOptions): Promise<Dialect> {
  const { encoding, delimiter, decimal, thousands, comment, escape, maxRecord } = options;
  const point = decimal === undefined ? '.' : oneOf('--decimal', MARKS[decimal] ?? decimal, ['.', ','] as const);
  return {
    ...plainDialect,
    encoding: encoding === undefined ? null : encodingOf(encoding),
    delimiter: delimiter === undefined ? null : character('--delimiter', MARKS[delimiter] ?? delimiter),
    escape:
      escape === undefined ? '"' : oneOf('--escape', escape === 'backslash' ? '\\' : escape, ['"', '\\'] as const),
    comment: comment === undefined ? null : character('--comment', comment),
    skipLines: wholeNumber('--skip-lines', options.skipLines),
    skipLast: wholeNumber('--skip-last', options.skipLast),
    maxRecord: maxRecord === undefined ? MAX_RECORD : bytes(maxRecord),
    decimal: point,
    thousands: thousands === undefined ? '' : thousandsOf(MARKS[thousands] ?? thousands, point),
    dates: await datesFrom(options.dateFormat ?? []),
    missing: new Set(options.missing),
    jsonPath: options.jsonPath ?? null,
    scoreLabels: options.scoreLabels ?? false,
    reader: options.reader === undefined ? 'fast' : oneOf('--reader', options.reader, ['fast', 'reference'] as const),
    currency: options.currency ?? null,
  };
}

function refuse(flag: string, value: string, message: string, hint?: string): CsmError {
  return new CsmError('usage/value', `${flag} ${value}: ${message}`, { hint });
}

function encodingOf(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw refuse('--encoding', label, 'no such encoding', 'utf-8, utf-16le, windows-1252, iso-8859-2, ...');
  }
}

function oneOf<const Choice extends string>(flag: string, value: string, choices: readonly Choice[]): Choice {
  const chosen = choices.find((choice) => choice === value);
  if (chosen !== undefined) return chosen;
  throw refuse(flag, value, 'not understood', `one of ${choices.join(' ')}`);
}

function character(flag: string, value: string): string {
  if (value.length !== 1 || value === '"')
    throw refuse(flag, value, 'it is one character, or comma, semicolon, tab, pipe');
  return value;
}

function thousandsOf(value: string, decimal: string): string {
  if (value === decimal) throw refuse('--thousands', value, 'it is the decimal mark', '--decimal says that one');
  return value === '' ? '' : character('--thousands', value);
}

function wholeNumber(flag: string, value: string | undefined): number {
  if (value === undefined) return 0;
  if (!/^\d{1,6}$/.test(value)) throw refuse(flag, value, 'it is a whole number of lines');
  return Number(value);
}

function bytes(text: string): number {
  const match = /^(\d{1,6})([kKmM]?)$/.exec(text);
  const size = match === null ? 0 : Number(match[1]) * ({ k: 1024, m: MAX_RECORD }[match[2]?.toLowerCase() ?? ''] ?? 1);
  if (size < 1024 || size > 256 * MAX_RECORD) throw refuse('--max-record', text, 'write it like 8M, from 1K to 256M');
  return size;
}

const DATE_FIELDS = [...new Set(Object.values(SYNONYMS).flatMap((fields) => Object.keys(fields)))].filter((field) =>
  /^(at|as_of|date|from|to|month)$|_(at|date|start|end|from|to)$/.test(field),
);

/** A pattern without its quoted words. */
const bare = (pattern: string): string => pattern.replaceAll(/'[^']*'/g, '');

/** Whether a pattern says a year, a month and a day: `m` is a minute. */
const isOfDays = (pattern: string): boolean => [/[yu]/, /[ML]/, /d/].every((part) => part.test(bare(pattern)));

/** `dmy`, or `responded_at=dmy` for one field; what is no named format is a pattern of date-fns. */
async function datesFrom(formats: readonly string[]): Promise<Map<string, DateReader>> {
  const readers = new Map<string, DateReader>();
  for (const text of formats) {
    const [, field = '', format = text] = /^([a-z_]+)=(.+)$/.exec(text) ?? [];
    const named = DATE_FORMATS[format];
    if (field !== '' && !DATE_FIELDS.includes(field)) {
      throw refuse('--date-format', text, `${field} is no field of dates`, nearest(field, DATE_FIELDS));
    }
    if (named === undefined && !isOfDays(format)) {
      const hint =
        nearest(format, Object.keys(DATE_FORMATS)) ?? 'iso, dmy, mdy, ymd, excel, or a pattern like dd.MM.yyyy';
      throw refuse('--date-format', text, 'no such format', hint);
    }
    readers.set(field, named ?? (await patternReader(format)));
  }
  return readers;
}

/** Reads dates by a pattern of date-fns, such as `dd.MM.yyyy HH:mm`. */
async function patternReader(pattern: string): Promise<DateReader> {
  const { parse } = await import('date-fns/parse');
  const hasTime = /[hHkKmsS]/.test(bare(pattern));
  const origin = new UTCDateMini(0);
  try {
    parse('', pattern, origin);
  } catch (error) {
    throw refuse('--date-format', pattern, error instanceof Error ? error.message : String(error));
  }
  return (text) => {
    const time = parse(text, pattern, origin).getTime();
    if (Number.isNaN(time)) return null;
    const day = Math.floor(time / DAY_MS);
    return { day, time: hasTime ? time - day * DAY_MS : null };
  };
}
