import type { Place } from './fault.ts';

/** What a reader of a format tells of a file as it goes along. */
export interface RowHandler {
  /** The columns there are, once before the first row; again, longer, when JSON rows bring new keys. */
  columns(names: readonly string[], about: HeaderFacts): void;
  /** One row, a cell for each column. `place` gives where a cell begins; ask while the row is at hand. */
  row(cells: readonly (string | null)[], at: RowPlace): void;
  /** A line without data. */
  blank(line: number): void;
  /** A row that cannot be read, such as one with too many cells; reading goes on. */
  bad(place: Place, raw: string, code: string, message: string, hint?: string): void;
  /** Something worth knowing that is wrong with nothing. */
  notice(place: Place | null, level: 'warning' | 'note', code: string, message: string): void;
}

export interface HeaderFacts {
  /** The line the header stands on; 1 for JSON. */
  readonly line: number;
  /** Where a header stands. */
  readonly place: (index: number) => Place;
  /** The first lines as text, to look for a header further down. */
  readonly head: string;
  readonly format: 'csv' | 'json';
  /** Whether it stands below another line of a vendor's header. */
  readonly isLater?: true;
}

export interface RowPlace {
  readonly line: number;
  readonly place: (index: number) => Place;
  /** The row's text as it stands. */
  readonly raw: () => string;
  /** Of JSON: whether a cell was written as text in quotes. */
  readonly quoted?: (index: number) => boolean;
}
