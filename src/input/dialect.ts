import type { DateReader } from '../records/dates.ts';

/** How an export is written, where it is not plain: said by options, never guessed. */
export interface Dialect {
  /** A label of the Encoding Standard; null: UTF-8, or what a mark of order says. */
  readonly encoding: string | null;
  /** Null: told from the header line. */
  readonly delimiter: string | null;
  readonly escape: '"' | '\\';
  /** What a line that is a comment begins with. */
  readonly comment: string | null;
  /** Lines before the header, and records at the end, that are no data. */
  readonly skipLines: number;
  readonly skipLast: number;
  /** The longest record, in bytes. */
  readonly maxRecord: number;
  readonly decimal: '.' | ',';
  readonly thousands: string;
  /** The currency of amounts that do not say theirs. */
  readonly currency: string | null;
  /** How dates are written, by field; the empty name is for all others. */
  readonly dates: ReadonlyMap<string, DateReader>;
  /** Words that stand for an empty cell. */
  readonly missing: ReadonlySet<string>;
  /** Whether rows may have more or fewer cells than the header: some vendors' exports do. */
  readonly isRagged: boolean;
  /** The key of the list of rows in a JSON document. */
  readonly jsonPath: string | null;
  /** Whether text after the number of an answer is let pass: `10 - Extremely likely`. */
  readonly scoreLabels: boolean;
  /** Who splits plain CSV: csm's own lane, or csv-parse, which all else is left to anyway. */
  readonly reader: 'fast' | 'reference';
}

export const MAX_RECORD = 1024 * 1024;

/** A record's limit in words. */
export const sizeText = (bytes: number): string =>
  bytes % MAX_RECORD === 0 ? `${bytes / MAX_RECORD} MiB` : `${bytes} bytes`;

export const plainDialect: Dialect = {
  encoding: null,
  delimiter: null,
  escape: '"',
  comment: null,
  skipLines: 0,
  skipLast: 0,
  maxRecord: MAX_RECORD,
  decimal: '.',
  thousands: '',
  currency: null,
  dates: new Map(),
  missing: new Set(),
  isRagged: false,
  jsonPath: null,
  scoreLabels: false,
  reader: 'fast',
};
