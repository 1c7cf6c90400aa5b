import { placeOf } from './csv-places.ts';
import { type Dialect, sizeText } from './dialect.ts';
import { after, fault, type Fault, type Place } from './fault.ts';
import type { RowHandler } from './rows.ts';

const MAX_COLUMNS = 1000;

/** One record of a CSV file, whoever split it into cells. */
export interface CsvRecord {
  readonly cells: string[];
  readonly line: number;
  /** Its text without the line end and without comments before it. */
  readonly raw: () => string;
  /** It and what follows it, as far as it is at hand: asked of the header alone. */
  readonly head: () => string;
}

/** Takes the records of one file, the header first, and tells rows, blank lines and rows that do not fit it. */
export class Records {
  readonly #file: string;
  readonly #marks: { readonly delimiter: string; readonly escape: string };
  readonly #handler: RowHandler;
  readonly #isRagged: boolean;
  #width = 0;

  constructor(file: string, delimiter: string, handler: RowHandler, { escape, isRagged }: Dialect) {
    this.#file = file;
    this.#marks = { delimiter, escape };
    this.#handler = handler;
    this.#isRagged = isRagged;
  }

  take({ cells, line, raw, head }: CsvRecord): void {
    const place = (index: number): Place => placeOf(raw(), this.#marks, index, line);
    if (this.#width === 0) {
      if (cells.length > MAX_COLUMNS) {
        const message = `${cells.length} columns; the limit is ${MAX_COLUMNS}`;
        throw fault(this.#file, { line, column: 1 }, 'header/too-many-columns', message);
      }
      this.#width = cells.length;
      this.#handler.columns(cells, { line, place, head: head(), format: 'csv' });
      return;
    }
    if (isBlank(cells)) this.#handler.blank(line);
    else if (cells.length === this.#width) this.#handler.row(cells, { line, place, raw });
    else if (this.#isRagged) this.#handler.row(fitted(cells, this.#width), { line, place, raw });
    else if (cells.length < this.#width) this.#tooFew(cells, raw(), line);
    else this.#tooMany(cells, raw(), place(this.#width));
  }

  #tooFew(cells: readonly string[], text: string, line: number): void {
    const message = `row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, header has ${this.#width}`;
    const hint = text.startsWith('#') ? 'looks like a comment: --comment "#"' : undefined;
    const place = hint === undefined ? after({ line, column: 1 }, text) : { line, column: 1 };
    this.#handler.bad(place, text, 'row/too-few-cells', message, hint);
  }

  #tooMany(cells: readonly string[], text: string, place: Place): void {
    const message = `row has ${cells.length} cells, header has ${this.#width}`;
    const curly = cells.some((cell) => /[“”]/.test(cell));
    const hint = curly ? 'the row uses curly quotes “ ”, which do not quote in CSV' : 'quote the cell that has a comma';
    this.#handler.bad(place, text, 'row/too-many-cells', message, hint);
  }
}

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell.trim() !== '') return false;
  return true;
}

/** Exactly so many cells: what is missing is blank, what is too much is left off. */
const fitted = (cells: readonly string[], width: number): string[] =>
  Array.from({ length: width }, (_, index) => cells[index] ?? '');

export function tooLarge(file: string, place: Place, { maxRecord }: Dialect): Fault {
  const hint = 'a quote that is never closed may swallow the lines after it; if not: --max-record 8M';
  return fault(file, place, 'csv/record-too-large', `record is longer than ${sizeText(maxRecord)}`, hint);
}
