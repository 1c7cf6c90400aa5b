import { Buffer } from 'node:buffer';
import { type Dialect, plainDialect } from '../../src/input/dialect.ts';
import { Fault } from '../../src/input/fault.ts';
import { readRows } from '../../src/input/read-rows.ts';
import type { RowHandler } from '../../src/input/rows.ts';

/** Everything a reader tells of a file, in order; places as line:column. */
export interface Heard {
  headers: string[];
  readonly rows: (string | null)[][];
  /** The place of every cell of every row. */
  readonly places: string[][];
  readonly lines: number[];
  readonly blanks: number[];
  /** `line:column level code` of rows that cannot be read, of notices, and of the fault that ended the file. */
  readonly problems: string[];
}

/** Cuts bytes in pieces that end at these offsets. */
export async function* pieces(bytes: Uint8Array, cuts: readonly number[] = []): AsyncGenerator<Buffer> {
  let from = 0;
  for (const to of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    if (to > from) yield Buffer.from(bytes.subarray(from, to));
    from = Math.max(from, to);
  }
  if (bytes.length === 0) yield Buffer.alloc(0);
}

const at = (place: { readonly line: number; readonly column: number } | null): string =>
  place === null ? '-' : `${place.line}:${place.column}`;

/** Reads bytes as csm reads a file: decoded, then as CSV or JSON. A file that never ends its reading fails the test. */
export async function hear(
  format: 'csv' | 'json',
  content: string | Uint8Array,
  cuts: readonly number[] = [],
  dialect: Dialect = plainDialect,
): Promise<Heard> {
  const heard: Heard = { headers: [], rows: [], places: [], lines: [], blanks: [], problems: [] };
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const handler: RowHandler = {
    columns: (names: readonly string[]) => void (heard.headers = [...names]),
    row: (
      cells: readonly (string | null)[],
      { line, place }: { line: number; place(index: number): { line: number; column: number } },
    ) => {
      heard.rows.push([...cells]);
      heard.lines.push(line);
      heard.places.push(cells.map((_, index) => at(place(index))));
    },
    blank: (line: number) => void heard.blanks.push(line),
    bad: (place: { line: number; column: number }, _raw: string, code: string) =>
      void heard.problems.push(`${at(place)} error ${code}`),
    notice: (place: { line: number; column: number } | null, level: string, code: string) =>
      void heard.problems.push(`${at(place)} ${level} ${code}`),
  };
  const file = { name: `f.${format}`, head: Buffer.from(bytes) };
  const read = readRows(file, pieces(bytes, cuts), handler, dialect);
  const reading = read.catch((error: unknown) => {
    if (!(error instanceof Fault)) throw error;
    const { line, column, code } = error.issue;
    heard.problems.push(`${line === null || column === null ? '-' : `${line}:${column}`} fault ${code}`);
  });
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the reader never comes to an end')), 2000);
  });
  await Promise.race([reading, stuck]).finally(() => clearTimeout(timer));
  return heard;
}
