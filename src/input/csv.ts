import { CsvError, Parser } from 'csv-parse';
import { type Dialect, sizeText } from './dialect.ts';
import { commentsIn, placeOf, quoteFault, textOf, uncommented } from './csv-places.ts';
import { after, fault, type Fault, type Place } from './fault.ts';
import type { RowHandler } from './rows.ts';

const MAX_COLUMNS = 1000;
const DELIMITERS = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof DELIMITERS)[number];
const NAMES: Readonly<Record<Delimiter, string>> = { ',': 'comma', ';': ';', '\t': 'tab', '|': '|' };

/** Reads CSV from valid UTF-8, record by record as the bytes come; csv-parse is the judge of what a record is. */
export async function readCsv(
  file: string,
  chunks: AsyncIterable<Buffer>,
  handler: RowHandler,
  dialect: Dialect,
): Promise<void> {
  let head: Buffer = Buffer.alloc(0);
  let records: Records | null = null;
  for await (const chunk of chunks) {
    if (records) {
      records.feed(chunk);
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (headerEnds(head, dialect)) records = begin(file, head, handler, dialect);
    else if (head.length > dialect.maxRecord) throw tooLarge(file, { line: 1, column: 1 }, dialect);
  }
  await (records ?? begin(file, head, handler, dialect)).finish();
}

/** Whether the header line is there whole: after the lines to skip, the first one with anything on it. */
function headerEnds(bytes: Buffer, dialect: Dialect): boolean {
  const text = bytes.toString();
  const { length } = preamble(text, dialect);
  return /^(?:"(?:[^"]|"")*"|[^"\r\n])+[\r\n]/.test(text.slice(length));
}

/** What stands before the header: lines to skip, a `sep=` line of Excel, comments and blank lines. */
function preamble(
  text: string,
  { skipLines, comment }: Dialect,
): { length: number; skipped: number; blanks: number[]; sep: string | null } {
  let length = 0;
  let skipped = 0;
  const blanks: number[] = [];
  let sep: string | null = null;
  for (;;) {
    const line = /^[^\r\n]*(?:\r\n|\r|\n)/.exec(text.slice(length))?.[0];
    if (line === undefined) break;
    const mark = /^\ufeff?sep=(.)[\r\n]/i.exec(line);
    const isComment = comment !== null && line.startsWith(comment);
    const isLeftOut = skipped < skipLines || mark !== null || isComment;
    if (!isLeftOut && /[^\s,;|]/.test(line)) break;
    sep = mark?.[1] ?? sep;
    length += line.length;
    skipped++;
    if (!isLeftOut) blanks.push(skipped);
  }
  return { length, skipped, blanks, sep };
}

function begin(file: string, bytes: Buffer, handler: RowHandler, dialect: Dialect): Records {
  const text = bytes.toString();
  const { length, skipped, blanks, sep } = preamble(text, dialect);
  const before = text.slice(0, length);
  const body = text.slice(length);
  if (body.trim() === '') {
    const what = bytes.length === 0 ? `${file} is empty (0 bytes)` : `${file} holds no header and no rows`;
    throw fault(file, { line: 1, column: 1 }, 'csv/empty', what, 'export it again: the first line names the columns');
  }
  for (const line of blanks) handler.blank(line);
  const place = { line: skipped + 1, column: 1 };
  const delimiter = dialect.delimiter ?? sep ?? delimiterOf(file, body, place, handler);
  const records = new Records(file, delimiter, place.line, handler, dialect);
  records.feed(bytes.subarray(Buffer.byteLength(before)));
  return records;
}

/** The delimiter that stands most often in the header line, outside quotes. Rows are not asked: they can mislead. */
function delimiterOf(file: string, body: string, place: Place, handler: RowHandler): Delimiter {
  const header = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(body)?.[0].replaceAll(/"(?:[^"]|"")*"/g, '') ?? '';
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: header.split(delimiter).length - 1 }));
  const [first, second] = counts.toSorted((a, b) => b.count - a.count);
  if (first === undefined || second === undefined || first.count === 0) return ',';
  if (first.count === second.count) {
    const tie = [first, second].map(({ delimiter, count }) => `${NAMES[delimiter]} ${count}`).join(', ');
    const hint = '--delimiter comma, semicolon, tab or pipe';
    throw fault(file, place, 'csv/delimiter', `cannot tell the delimiter (${tie})`, hint);
  }
  if (first.delimiter !== ',') {
    handler.notice(place, 'note', 'csv/delimiter', `delimiter ${NAMES[first.delimiter]} (from the header line)`);
  }
  return first.delimiter;
}

/**
 * csv-parse hands each record over inside `push`, while its counters still stand on it, so that lines and bytes come
 * without asking for `info` on every record, which costs a third of the speed.
 */
class Records extends Parser {
  readonly #file: string;
  readonly #marks: { readonly delimiter: string; readonly escape: string };
  readonly #handler: RowHandler;
  readonly #dialect: Dialect;
  #width = 0;
  /** The line the next record begins on, and csv-parse's own count at the end of the last one. */
  #line: number;
  #lines = 0;
  /** Bytes from the beginning of the next record on, and how many went before them. */
  #held: Buffer = Buffer.alloc(0);
  #base = 0;
  #failure: Error | null = null;

  constructor(file: string, delimiter: string, line: number, handler: RowHandler, dialect: Dialect) {
    super({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: dialect.maxRecord,
      escape: dialect.escape,
      ...(dialect.comment !== null && { comment: dialect.comment, comment_no_infix: true }),
    });
    this.#file = file;
    this.#marks = { delimiter, escape: dialect.escape };
    this.#line = line;
    this.#handler = handler;
    this.#dialect = dialect;
    this.on('error', (error) => {
      this.#failure ??= error;
    });
  }

  feed(chunk: Buffer): void {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    this.write(chunk, (error) => {
      if (error) this.#failure ??= error;
    });
    if (this.#failure) throw this.#explained(this.#failure);
    if (this.#held.length > this.#dialect.maxRecord) {
      this.#checkSize(this.#held, this.#line + this.#comments(this.#held));
    }
  }

  /** No more bytes. A stream that has failed ends no more: its failure is all that is left to tell. */
  async finish(): Promise<void> {
    await new Promise<void>((resolve) => {
      if (this.#failure !== null || this.destroyed) {
        resolve();
        return;
      }
      for (const event of ['error', 'close', 'finish']) this.once(event, () => resolve());
      super.end();
      this.resume();
    });
    if (this.#failure) throw this.#explained(this.#failure);
  }

  override push(record: unknown): boolean {
    if (!Array.isArray(record)) return super.push(record);
    const { bytes, lines } = this.info;
    const raw = this.#held.subarray(0, bytes - this.#base);
    this.#held = this.#held.subarray(bytes - this.#base);
    this.#base = bytes;
    const line = this.#line + this.#comments(raw);
    const oneLine = lines - this.#lines === 1;
    this.#lines = lines;
    this.#line += oneLine ? 1 : (raw.toString().match(/\r\n|\r|\n/g)?.length ?? 1);
    try {
      this.#record(record as string[], line, raw);
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
    }
    return true;
  }

  /** How many comment lines csv-parse passed over on its way to a record. */
  #comments(raw: Buffer): number {
    const { comment } = this.#dialect;
    return comment === null ? 0 : commentsIn(raw.toString(), comment).count;
  }

  /** csv-parse counts what is in the cells; marks and quotes between them count too. */
  #checkSize(bytes: Buffer, line: number): void {
    const { maxRecord } = this.#dialect;
    if (bytes.length <= maxRecord || Buffer.byteLength(textOf(bytes, this.#dialect)) <= maxRecord) return;
    throw tooLarge(this.#file, { line, column: 1 }, this.#dialect);
  }

  #record(cells: string[], line: number, bytes: Buffer): void {
    if (this.#failure) return;
    this.#checkSize(bytes, line);
    const raw = (): string => textOf(bytes, this.#dialect);
    const place = (index: number): Place => placeOf(raw(), this.#marks, index, line);
    if (this.#width === 0) {
      if (cells.length > MAX_COLUMNS) {
        const message = `${cells.length} columns; the limit is ${MAX_COLUMNS}`;
        throw fault(this.#file, { line, column: 1 }, 'header/too-many-columns', message);
      }
      this.#width = cells.length;
      const head = Buffer.concat([bytes, this.#held]).toString('utf8', 0, 65_536);
      this.#handler.columns(cells, { line, place, head, format: 'csv' });
      return;
    }
    if (cells.every((cell) => cell.trim() === '')) this.#handler.blank(line);
    else if (this.#dialect.isRagged) this.#handler.row(fitted(cells, this.#width), { line, place, raw });
    else if (cells.length < this.#width) this.#tooFew(cells, raw(), line);
    else if (cells.length > this.#width) this.#tooMany(cells, raw(), place(this.#width));
    else this.#handler.row(cells, { line, place, raw });
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

  /** csv-parse's error, with the place it means and a remedy. */
  #explained(error: Error): Error {
    if (!(error instanceof CsvError)) return error;
    const line = this.#line + this.#comments(this.#held);
    if (error.code === 'CSV_MAX_RECORD_SIZE') return tooLarge(this.#file, { line, column: 1 }, this.#dialect);
    return quoteFault(this.#file, uncommented(this.#held, this.#dialect), this.#marks, line) ?? error;
  }
}

/** Exactly so many cells: what is missing is blank, what is too much is left off. */
const fitted = (cells: readonly string[], width: number): string[] =>
  Array.from({ length: width }, (_, index) => cells[index] ?? '');

function tooLarge(file: string, place: Place, { maxRecord }: Dialect): Fault {
  const hint = 'a quote that is never closed may swallow the lines after it; if not: --max-record 8M';
  return fault(file, place, 'csv/record-too-large', `record is longer than ${sizeText(maxRecord)}`, hint);
}
