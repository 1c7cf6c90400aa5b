import { CsvError, Parser } from 'csv-parse';
import { commentsIn, quoteFault, textOf, uncommented } from './csv-places.ts';
import { type Records, tooLarge } from './csv-record.ts';
import type { Dialect } from './dialect.ts';

/**
 * csv-parse, the judge of what a record is. It hands each record over inside `push`, while its counters still stand on
 * it, so that lines and bytes come without asking for `info` on every record, which costs a third of the speed.
 */
export class Judge extends Parser {
  readonly #file: string;
  readonly #marks: { readonly delimiter: string; readonly escape: string };
  readonly #records: Records;
  readonly #dialect: Dialect;
  /** The line the next record begins on, and csv-parse's own count at the end of the last one. */
  #line: number;
  #lines = 0;
  /** Bytes from the beginning of the next record on, and how many went before them. */
  #held: Buffer = Buffer.alloc(0);
  #base = 0;
  #failure: Error | null = null;

  constructor(file: string, delimiter: string, line: number, records: Records, dialect: Dialect) {
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
    this.#records = records;
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
    const its = this.#held.subarray(0, bytes - this.#base);
    this.#held = this.#held.subarray(bytes - this.#base);
    this.#base = bytes;
    const line = this.#line + this.#comments(its);
    const oneLine = lines - this.#lines === 1;
    this.#lines = lines;
    this.#line += oneLine ? 1 : (its.toString().match(/\r\n|\r|\n/g)?.length ?? 1);
    try {
      this.#record(record as string[], line, its);
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
    }
    return true;
  }

  #record(cells: string[], line: number, bytes: Buffer): void {
    if (this.#failure) return;
    this.#checkSize(bytes, line);
    const after = this.#held;
    this.#records.take({
      cells,
      line,
      raw: () => textOf(bytes, this.#dialect),
      head: () => Buffer.concat([bytes, after]).toString('utf8', 0, 65_536),
    });
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

  /** csv-parse's error, with the place it means and a remedy. */
  #explained(error: Error): Error {
    if (!(error instanceof CsvError)) return error;
    const line = this.#line + this.#comments(this.#held);
    if (error.code === 'CSV_MAX_RECORD_SIZE') return tooLarge(this.#file, { line, column: 1 }, this.#dialect);
    return quoteFault(this.#file, uncommented(this.#held, this.#dialect), this.#marks, line) ?? error;
  }
}
