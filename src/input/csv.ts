import type { Judge } from './csv-judge.ts';
import { PlainLane } from './csv-plain.ts';
import { Records, tooLarge } from './csv-record.ts';
import type { Dialect } from './dialect.ts';
import { fault, type Place } from './fault.ts';
import type { RowHandler } from './rows.ts';

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
  let lanes: Lanes | null = null;
  for await (const chunk of chunks) {
    if (lanes) {
      await lanes.feed(chunk);
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (headerEnds(head, dialect)) lanes = await begin(file, head, handler, dialect);
    else if (head.length > dialect.maxRecord) throw tooLarge(file, { line: 1, column: 1 }, dialect);
  }
  await (lanes ?? (await begin(file, head, handler, dialect))).finish();
}

/** The plain lane as long as it goes, then csv-parse. */
class Lanes {
  #plain: PlainLane | null;
  #judge: Judge | null = null;
  readonly #judgeFrom: (line: number) => Promise<Judge>;

  constructor(file: string, delimiter: string, line: number, handler: RowHandler, dialect: Dialect) {
    const records = new Records(file, delimiter, handler, dialect);
    this.#plain = new PlainLane(delimiter, line, records, dialect);
    this.#judgeFrom = async (from) => {
      const { Judge } = await import('./csv-judge.ts');
      return new Judge(file, delimiter, from, records, dialect);
    };
  }

  async feed(chunk: Buffer): Promise<void> {
    const rest = this.#plain ? this.#plain.feed(chunk) : chunk;
    if (rest !== null) await this.#judged(rest);
  }

  async finish(): Promise<void> {
    const rest = this.#plain?.finish() ?? null;
    if (rest !== null) await this.#judged(rest);
    await this.#judge?.finish();
  }

  async #judged(bytes: Buffer): Promise<void> {
    this.#judge ??= await this.#judgeFrom(this.#plain?.line ?? 1);
    this.#plain = null;
    this.#judge.feed(bytes);
  }
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

async function begin(file: string, bytes: Buffer, handler: RowHandler, dialect: Dialect): Promise<Lanes> {
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
  const lanes = new Lanes(file, delimiter, place.line, handler, dialect);
  await lanes.feed(bytes.subarray(Buffer.byteLength(before)));
  return lanes;
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
