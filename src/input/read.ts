import { extname } from 'node:path';
import type { Kind } from '../records/dataset.ts';
import type { Mapping } from './columns.ts';
import { readCsv } from './csv.ts';
import { decode } from './decode.ts';
import { Fault } from './fault.ts';
import { readJson } from './json.ts';
import type { Dialect } from './dialect.ts';
import type { Input } from './open.ts';
import type { RowHandler } from './rows.ts';
import { type Counts, type ReadContext, type Receive, Validator } from './validate.ts';

/** What a file was and where its rows went. */
export interface FileReport {
  readonly file: string;
  readonly kind: Kind | null;
  readonly sha256: string;
  readonly bytes: number;
  readonly counts: Counts;
  readonly headers: readonly string[];
  readonly mapping: Mapping | null;
  /** Which of the columns asked for with `--by` it has. */
  readonly labels: readonly boolean[];
}

/** Reads one file to its end, or to the fault that ends it; what is wrong goes to the context's problems. */
export async function readFile(
  input: Input,
  kind: Kind | null,
  context: ReadContext,
  receive: Receive,
): Promise<FileReport> {
  const validator = new Validator(input.name, kind, context, receive);
  try {
    await readRows(input, input.chunks(), validator, context.dialect);
    validator.end();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    context.problems.add(error.issue);
  }
  const { counts, headers, mapping, labels } = validator;
  const { name: file, sha256, bytes } = input;
  return { file, kind: validator.kind, sha256, bytes, counts, headers, mapping, labels };
}

async function readRows(
  { name, head }: Pick<Input, 'name' | 'head'>,
  chunks: AsyncIterable<Buffer>,
  handler: RowHandler,
  dialect: Dialect,
): Promise<void> {
  const text = decode(name, chunks, dialect.encoding);
  await (isJson(name, head) ? readJson(name, text, handler) : readCsv(name, text, handler, dialect));
}

/** A file is JSON by its name; without a telling name, by its first character. */
function isJson(name: string, head: Buffer): boolean {
  const extension = extname(name).toLowerCase();
  if (/^\.(json|jsonl|ndjson)$/.test(extension)) return true;
  if (/^\.(csv|tsv|txt)$/.test(extension)) return false;
  return /^[\s\u00ef\u00bb\u00bf\u00ff\u00fe\0]*[[{]/.test(head.toString('latin1', 0, 256));
}

/** The columns of a file, from its first bytes; null when they cannot be told. */
export async function peekColumns(input: Input, dialect: Dialect): Promise<readonly string[] | null> {
  // Mostly the first line is enough; JSON, quoted line breaks and blank lines want more.
  const line = /^\s*[^\r\n]+[\r\n]+/.exec(input.head.toString('latin1', 0, 4096))?.[0].length ?? 4096;
  for (const size of [line, 4096, input.head.length]) {
    const columns = await columnsIn(input.name, input.head.subarray(0, size), dialect);
    if (columns !== null) return columns;
  }
  return null;
}

async function columnsIn(name: string, head: Buffer, dialect: Dialect): Promise<readonly string[] | null> {
  let columns: readonly string[] | null = null;
  const nothing = (): void => undefined;
  const handler: RowHandler = {
    columns: (names) => void (columns = names),
    row: nothing,
    blank: nothing,
    bad: nothing,
    notice: nothing,
  };
  async function* bytes() {
    yield head;
  }
  try {
    await readRows({ name, head }, bytes(), handler, dialect);
  } catch {
    // The file itself says what is wrong when it is read; here only its first line is of interest.
  }
  return columns;
}
