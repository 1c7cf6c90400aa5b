import { CsvError, Parser } from 'csv-parse';
import { after, fault, type Fault, type Place } from './fault.ts';
import type { RowHandler } from './rows.ts';

export const MAX_RECORD = 1024 * 1024;
const MAX_COLUMNS = 1000;
const DELIMITERS = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof DELIMITERS)[number];
const NAMES: Readonly<Record<Delimiter, string>> = { ',': 'comma', ';': ';', '\t': 'tab', '|': '|' };

/** Reads CSV from valid UTF-8, record by record as the bytes come; csv-parse is the judge of what a record is. */
export async function readCsv(file: string, chunks: AsyncIterable<Buffer>, handler: RowHandler): Promise<void> {
  let head: Buffer = Buffer.alloc(0);
  let records: Records | null = null;
  for await (const chunk of chunks) {
    if (records) {
      records.feed(chunk);
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (headerEnds(head)) records = begin(file, head, handler);
    else if (head.length > MAX_RECORD) throw tooLarge(file, { line: 1, column: 1 });
  }
  await (records ?? begin(file, head, handler)).finish();
}

/** Whether the first line with anything on it is there whole. */
function headerEnds(bytes: Buffer): boolean {
  return /^\s*(?:sep=.[\r\n]+)?(?:"(?:[^"]|"")*"|[^"\r\n])+[\r\n]/.test(bytes.toString());
}

function begin(file: string, bytes: Buffer, handler: RowHandler): Records {
  const text = bytes.toString('utf8', 0, Math.min(bytes.length, MAX_RECORD));
  const sep = /^\ufeff?sep=(.)(\r\n|\r|\n)/i.exec(text);
  const rest = sep ? text.slice(sep[0].length) : text;
  const leading = /^(?:[ \t,;|]*(?:\r\n|\r|\n))*/.exec(rest)?.[0] ?? '';
  const body = rest.slice(leading.length);
  if (body.trim() === '') {
    const what = bytes.length === 0 ? `${file} is empty (0 bytes)` : `${file} holds no header and no rows`;
    throw fault(file, { line: 1, column: 1 }, 'csv/empty', what, 'export it again: the first line names the columns');
  }
  const start = after({ line: 1, column: 1 }, (sep?.[0] ?? '') + leading);
  for (let line = start.line - (leading.match(/\r\n|\r|\n/g)?.length ?? 0); line < start.line; line++)
    handler.blank(line);
  const delimiter = sep ? (sep[1] as Delimiter) : delimiterOf(file, body, start, handler);
  const records = new Records(file, delimiter, start.line, handler);
  records.feed(bytes.subarray(Buffer.byteLength((sep?.[0] ?? '') + leading)));
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
    const hint = 'export it with one delimiter, and quote headers that hold another';
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
  readonly #delimiter: string;
  readonly #handler: RowHandler;
  #width = 0;
  /** The line the next record begins on, and csv-parse's own count at the end of the last one. */
  #line: number;
  #lines = 0;
  /** Bytes from the beginning of the next record on, and how many went before them. */
  #held: Buffer = Buffer.alloc(0);
  #base = 0;
  #failure: Error | null = null;

  constructor(file: string, delimiter: string, line: number, handler: RowHandler) {
    super({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: MAX_RECORD,
    });
    this.#file = file;
    this.#delimiter = delimiter;
    this.#line = line;
    this.#handler = handler;
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
  }

  async finish(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.on('error', () => resolve());
      this.on('finish', () => resolve());
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
    const line = this.#line;
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

  #record(cells: string[], line: number, raw: Buffer): void {
    if (this.#failure) return;
    const place = (index: number): Place => placeOf(raw.toString(), this.#delimiter, index, line);
    if (this.#width === 0) {
      if (cells.length > MAX_COLUMNS) {
        const message = `${cells.length} columns; the limit is ${MAX_COLUMNS}`;
        throw fault(this.#file, { line, column: 1 }, 'header/too-many-columns', message);
      }
      this.#width = cells.length;
      const head = Buffer.concat([raw, this.#held]).toString('utf8', 0, 65_536);
      this.#handler.columns(cells, { line, place, head, format: 'csv' });
      return;
    }
    if (cells.every((cell) => cell.trim() === '')) this.#handler.blank(line);
    else if (cells.length < this.#width) this.#tooFew(cells, raw, line);
    else if (cells.length > this.#width) this.#tooMany(cells, place(this.#width));
    else this.#handler.row(cells, { line, place });
  }

  #tooFew(cells: readonly string[], raw: Buffer, line: number): void {
    const text = raw.toString().replace(/(\r\n|\r|\n)$/, '');
    const message = `row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, header has ${this.#width}`;
    const hint = text.startsWith('#') ? 'looks like a comment: remove the line' : undefined;
    const place = hint === undefined ? after({ line, column: 1 }, text) : { line, column: 1 };
    this.#handler.bad(place, 'row/too-few-cells', message, hint);
  }

  #tooMany(cells: readonly string[], place: Place): void {
    const message = `row has ${cells.length} cells, header has ${this.#width}`;
    const curly = cells.some((cell) => /[“”]/.test(cell));
    const hint = curly ? 'the row uses curly quotes “ ”, which do not quote in CSV' : 'quote the cell that has a comma';
    this.#handler.bad(place, 'row/too-many-cells', message, hint);
  }

  /** csv-parse's error, with the place it means and a remedy. */
  #explained(error: Error): Error {
    if (!(error instanceof CsvError)) return error;
    const text = this.#held.toString('utf8', 0, MAX_RECORD);
    if (error.code === 'CSV_MAX_RECORD_SIZE') return tooLarge(this.#file, { line: this.#line, column: 1 });
    return quoteFault(this.#file, text, this.#delimiter, this.#line) ?? error;
  }
}

function tooLarge(file: string, place: Place): Fault {
  const hint = 'a quote that is never closed may swallow the lines after it';
  return fault(file, place, 'csv/record-too-large', 'record is longer than 1 MiB', hint);
}

/** Walks through a record, calling back at the beginning of each cell. */
function placeOf(text: string, delimiter: string, index: number, line: number): Place {
  let at = 0;
  for (let cell = 0; cell < index && at < text.length; cell++) at = cellEnd(text, at, delimiter) + 1;
  return after({ line, column: 1 }, text.slice(0, at));
}

/** Where a cell ends: at its delimiter, the line's end or the text's. */
function cellEnd(text: string, start: number, delimiter: string): number {
  let at = start;
  if (text[at] === '"') {
    at++;
    while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) at += text[at] === '"' ? 2 : 1;
    at++;
  }
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
  return Math.min(at, text.length);
}

/** Finds the quote csv-parse objected to, in the record it stands in. */
function quoteFault(file: string, text: string, delimiter: string, line: number): Fault | null {
  let start = 0;
  while (start <= text.length) {
    const place = (index: number): Place => after({ line, column: 1 }, text.slice(0, index));
    if (text[start] === '"') {
      let at = start + 1;
      while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) at += text[at] === '"' ? 2 : 1;
      if (at >= text.length) {
        const lost = text.slice(start).match(/\r\n|\r|\n/g)?.length ?? 0;
        const message = `quote opened here is never closed (read to the end, ${lost} more lines swallowed)`;
        return fault(file, place(start), 'csv/unclosed-quote', message, 'close the quote, or remove it');
      }
      const next = text[at + 1];
      if (next !== undefined && next !== delimiter && next !== '\n' && next !== '\r') {
        const backslash = text[at - 1] === '\\';
        const hint = backslash
          ? 'this export escapes quotes with \\: double them instead'
          : 'double a quote inside a cell';
        return fault(file, place(at + 1), 'csv/stray-quote', 'text after a closing quote', hint);
      }
      start = at + 1;
    } else {
      let at = start;
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') {
        if (text[at] === '"') {
          const spaced = text.slice(start, at).trim() === '';
          const hint = spaced
            ? 'remove the space before the quote'
            : 'quote the whole cell, and double the quotes in it';
          return fault(file, place(at), 'csv/stray-quote', 'a quote inside a cell that is not quoted', hint);
        }
        at++;
      }
      start = at;
    }
    if (text[start] === delimiter) start++;
    else return null;
  }
  return null;
}
