import { $ZodObjectJIT } from 'zod/v4/core';
import * as z from 'zod/mini';
import { DAY_MS, type Day, dayOf, formatDay } from '../calculator/calendar.ts';
import { nearest } from '../nearest.ts';
import { type Decimal, parseDecimal } from './money.ts';
import type { Reading, Refusal } from './reading.ts';
import type { Moment } from './row.ts';

/** A column's two schemas: one that must have a value, one that may be blank. A blank cell comes as null. */
interface Field<T> {
  required(description: string): z.ZodMiniType<T, string | null>;
  optional(description: string): z.ZodMiniType<T | null, string | null>;
}

const missing: Refusal = { code: 'field/missing', message: '{field} is missing' };

/** What reads the cells of a column's schema, and the rows of a row's schema, without Zod around it. */
const READERS = new WeakMap<object, (text: string | null) => unknown>();
const LANES = new WeakMap<object, Lane>();

/** Texts by field to a record; null for a row that is not plainly right, which Zod is to judge and to word. */
type Lane = (texts: Readonly<Record<string, string | null>>) => object | null;

/** The quick way through a row's schema: it takes nothing that the schema does not take, with the same result. */
export const laneOf = (schema: RowSchema<object>): Lane => LANES.get(schema) ?? (() => null);

/** What a column holds, in the words of the documents. */
export type Holds = 'text' | 'date' | 'date or time' | 'whole number' | 'decimal number' | 'yes or no';

/**
 * Makes a column's schemas from a parser: text to value, or a refusal. One transform does it all, blank cells too: a
 * chain of nullable, string and transform took five times as long, for every cell of every row.
 */
export function field<T>(type: Holds, parse: (text: string) => T | Refusal, values?: readonly string[]): Field<T> {
  const schema = <Blank>(description: string, blank: Blank | Refusal) => {
    const read = (text: string | null): T | Blank | Refusal => (text === null ? blank : parse(text));
    const own = z
      .transform((text: string | null, context): T | Blank => {
        const value = read(text);
        if (!isRefusal(value)) return value;
        context.issues.push({ code: 'custom', message: value.message, input: text, params: { ...value } });
        return z.NEVER;
      })
      .register(z.globalRegistry, { description, holds: type, isOptional: blank === null, ...(values && { values }) });
    READERS.set(own, read);
    return own;
  };
  return {
    required: (description) => schema<T>(description, missing),
    optional: (description) => schema<null>(description, null),
  };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}

/** The columns of an export: a schema for each. */
type Columns = Readonly<Record<string, z.ZodMiniType<unknown, string | null>>>;
export type Cells<Shape extends Columns> = { readonly [Name in keyof Shape]: z.output<Shape[Name]> };

/** Says what is wrong with one column of a row whose cells are right one by one. */
export type Refuse = (name: string, code: string, message: string, hint?: string) => void;

/** What turns the text of a row's cells into a record, or into issues. */
export type RowSchema<Row> = z.ZodMiniType<Row, Readonly<Record<string, string | null>>>;

const absent = z.transform(() => null);

/** Makes a row's schema: first every cell by itself, then the row as a whole. Columns a file has not are blank. */
export function rowSchema<Shape extends Columns, Row>(
  columns: Shape,
  { fields }: Reading,
  build: (cells: Cells<Shape>, refuse: Refuse) => Row,
): RowSchema<Row> {
  // Every row has every key, in one order: objects of one shape are several times faster to make and to read.
  const shape = Object.fromEntries(
    Object.entries(columns).map(([name, own]) => [name, fields.has(name) ? own : absent]),
  );
  const row = z.transform((cells: Readonly<Record<string, unknown>>, context) => {
    const refuse: Refuse = (name, code, message, hint) => {
      const params: Refusal = { code, message, ...(hint !== undefined && { hint }) };
      context.issues.push({ code: 'custom', message, input: cells, path: [name], params: { ...params } });
    };
    return build(cells as Cells<Shape>, refuse);
  });
  const schema = z.pipe(new $ZodObjectJIT({ type: 'object', shape }), row) as unknown as RowSchema<Row>;
  LANES.set(schema, laneThrough(columns, fields, build as (cells: never, refuse: Refuse) => object));
  return schema;
}

function laneThrough(
  columns: Columns,
  present: ReadonlySet<string>,
  build: (cells: never, refuse: Refuse) => object,
): Lane {
  const readers = Object.entries(columns).map(
    ([name, own]) => [name, present.has(name) ? READERS.get(own) : undefined] as const,
  );
  return (texts) => {
    const cells: Record<string, unknown> = {};
    for (const [name, read] of readers) {
      const value = read === undefined ? null : read(texts[name] ?? null);
      if (isRefusal(value)) return null;
      cells[name] = value;
    }
    let isRefused = false;
    const record = build(cells as never, () => {
      isRefused = true;
    });
    return isRefused ? null : record;
  };
}

/** Text as it stands: names, and identifiers, so that leading zeros and long numbers survive. */
export const text = field('text', (value) => value);

/** One of a closed list of words; the map gives the canonical one. */
export function oneOf<const Name extends string>(words: Readonly<Record<string, Name>>) {
  const names = new Map(Object.entries(words).map(([word, name]) => [wordOf(word), name]));
  const known = [...new Set(names.values())];
  const parse = (value: string): Name | Refusal => {
    const name = names.get(wordOf(value));
    if (name !== undefined) return name;
    const message = `{field} is "{value}", which is none of ${known.join(', ')}`;
    const hint = nearest(value.toLowerCase(), known);
    return { code: 'field/enum', message, ...(hint !== undefined && { hint }) };
  };
  return field<Name>('text', parse, known);
}

/** A word as lists of words are compared with it. */
export const wordOf = (value: string): string => value.toLowerCase().replaceAll(/[\s_/-]+/g, ' ');

const YES = new Set(['true', 'yes', 'y', '1', 'on', 't']);
const NO = new Set(['false', 'no', 'n', '0', 'off', 'f']);

/** What a word says, yes or no. */
export function parseFlag(value: string): boolean | Refusal {
  const word = value.toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  return { code: 'field/enum', message: '{field} is "{value}", which is neither yes nor no' };
}

export const flag = field<boolean>('yes or no', parseFlag);

/** A whole number of at least 0, such as a count of replies. */
export function parseCount(value: string): number | Refusal {
  const number = wholeNumber(value);
  if (typeof number !== 'number') return number;
  return number < 0 ? { code: 'field/out-of-range', message: '{field} is {value}; it cannot be below 0' } : number;
}

export const count = field<number>('whole number', parseCount);

/** A whole number: an answer on a scale. `4.0` is 4, `4.5` is refused and never rounded. */
export const score = ({ scoreLabels }: Reading) =>
  field<number>('whole number', (value) => wholeNumber(scoreLabels ? value.replace(LABEL, '$1') : value));
const LABEL = /^(-?\d+)\s*[-–:.)]?\s+\D.*$/s;

function wholeNumber(value: string): number | Refusal {
  if (/^-?\d{1,15}(\.0{1,6})?$/.test(value)) return Number(value) + 0;
  if (/^-?\d{1,15}\.\d{1,15}$/.test(value)) {
    return { code: 'field/not-integer', message: '{field} is {value}; csm does not round answers or counts' };
  }
  if (/^\d+\s*[-–:]\s*\D/.test(value)) {
    return {
      code: 'field/type',
      message: '{field} is "{value}", not a whole number',
      hint: 'the export has labels: --score-labels reads the number before the text',
    };
  }
  return {
    code: 'field/type',
    message: '{field} is "{value}", not a whole number',
    ...(/^[a-z /]{1,12}$/i.test(value) && { hint: `if it means no answer: --missing "${value}"` }),
  };
}

/** A decimal number of at least 0, kept exactly. */
export const amount = (reading: Reading) =>
  field<Decimal>('decimal number', (value) => parseDecimal(value, reading.marks));

/** A decimal number of at least 0 that is only ever compared with others of its like. */
export const parseNumber = (value: string, reading: Reading): number | Refusal => {
  if (/^-\d/.test(value)) return { code: 'field/out-of-range', message: '{field} is {value}; it cannot be below 0' };
  const decimal = parseDecimal(value, reading.marks);
  return isRefusal(decimal) ? decimal : Number(decimal.digits) / 10 ** decimal.scale;
};

export const number = (reading: Reading) => field<number>('decimal number', (value) => parseNumber(value, reading));

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|UTC|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?$/i;

/** An ISO 8601 date, or date and time. Without an offset a time is meant in the report's zone. */
export const moment = (reading: Reading, name: string) =>
  field('date or time', (value) => parseMoment(value, reading, name));

/** The moment a text stands for, or why it stands for none. */
export function parseMoment(value: string, reading: Reading, name: string): Moment | Refusal {
  const read = value.length > 60 ? null : reading.dateReader(name)?.(value);
  if (read === 'invalid') return notInCalendar;
  if (read) return momentAt(read.day, read.time, null, { value, reading, name });
  const match = ISO.exec(value.length > 40 ? '' : value);
  if (match === null) return notIso(value);
  const [, year, month, date, hour, minute, second = '0', fraction = '0', offset = null] = match;
  const day = dayOf(Number(year), Number(month), Number(date));
  if (day === null) return notInCalendar;
  if (hour === undefined) return momentAt(day, null, null, { value, reading, name });
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return { code: 'date/format', message: '{field} is "{value}"; times run from 00:00:00 to 23:59:59' };
  }
  const milliseconds = Math.floor(Number(`0.${fraction}`) * 1000);
  const time = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + milliseconds;
  return momentAt(day, time, offset, { value, reading, name });
}

interface Written {
  readonly value: string;
  readonly reading: Reading;
  readonly name: string;
}

/** Places a wall-clock time: by its offset, else in the zone its column names, else in the report's. */
function momentAt(day: Day, time: number | null, offset: string | null, written: Written): Moment | Refusal {
  const { value, reading, name } = written;
  const { zone } = reading;
  if (day < FIRST_DAY || day > LAST_DAY) return outOfRange;
  if (time === null) return { day, instant: zone.place(day, 0).instant, timed: false };
  if (offset !== null) {
    const instant = day * DAY_MS + time - offsetOf(offset);
    return { day: zone.dayOf(instant), instant, timed: true };
  }
  const own = reading.zones.get(name) ?? zone;
  const { instant, gap } = own.place(day, time);
  if (gap) reading.notice('date/dst-gap', name, `${value} does not exist in ${own.name}: read as an hour later`);
  return { day: zone.dayOf(instant), instant, timed: true };
}

const FIRST_DAY = dayOf(1900, 1, 1) ?? 0;
const LAST_DAY = dayOf(3000, 12, 31) ?? 0;
const notInCalendar: Refusal = { code: 'date/not-in-calendar', message: '{value} is not in the calendar' };

/** As `moment`, where only the day matters. */
export const day = (reading: Reading, name: string) =>
  field<Day>('date', (value) => {
    const parsed = parseMoment(value, reading, name);
    return isRefusal(parsed) ? parsed : parsed.day;
  });

const outOfRange: Refusal = {
  code: 'date/out-of-range',
  message: '{value} is outside the years 1900 to 3000',
  hint: 'leave a date that has not come empty',
};

function offsetOf(text: string): number {
  if (/^(z|utc)$/i.test(text)) return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** Says what a date that is not ISO looks like. Dates are never guessed. */
function notIso(value: string): Refusal {
  const parts = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)/.exec(value);
  if (parts) {
    const [, a = '', , b = '', year = ''] = parts;
    if (year.length === 2) return { code: 'date/two-digit-year', message: '{value} has a year of two digits' };
    if (Number(a) <= 12 && Number(b) <= 12) {
      return {
        code: 'date/ambiguous',
        message: `{value} can be ${spelled(year, b, a)} or ${spelled(year, a, b)}`,
        hint: '--date-format dmy or --date-format mdy',
      };
    }
    const [order, flag] = Number(a) > 12 ? ['day/month/year', 'dmy'] : ['month/day/year', 'mdy'];
    return {
      code: 'date/format',
      message: `{field} is "{value}", not a date like 2024-07-31`,
      hint: `looks like ${order}: --date-format ${flag}`,
    };
  }
  if (/^\d{5}(\.\d+)?$/.test(value) && Number(value) > 20_000 && Number(value) < 80_000) {
    const meant = formatDay(Math.floor(Number(value)) - 25_569);
    return {
      code: 'date/excel-serial',
      message: `{value} is Excel's number for ${meant}`,
      hint: '--date-format excel',
    };
  }
  return { code: 'date/format', message: '{field} is "{value}", not a date like 2024-07-31' };
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const spelled = (_year: string, month: string, date: string): string =>
  `${Number(date)} ${MONTHS[Number(month) - 1] ?? '?'}`;
