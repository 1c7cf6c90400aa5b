import { MAX_RECORD } from './dialect.ts';
import { after, fault, type Place } from './fault.ts';
import { type List, listAt } from './json-document.ts';
import { type Flat, Rows } from './json-record.ts';
import { Scanner } from './json-scanner.ts';
import type { RowHandler } from './rows.ts';

/** A document is read whole before its rows are; larger exports come as JSON Lines. */
const MAX_DOCUMENT = 256 * 1024 * 1024;

/** Where the rows of a JSON document lie, and a second list whose objects belong to them. */
export interface Layout {
  readonly path: string;
  readonly join: {
    readonly path: string;
    readonly on: readonly [own: string, other: string];
    readonly as: string;
  } | null;
}

/**
 * Reads a JSON array of objects, or JSON Lines, from valid UTF-8, object by object as the bytes come. With a layout,
 * the rows are a list inside one object.
 */
export async function readJson(
  file: string,
  chunks: AsyncIterable<Buffer>,
  handler: RowHandler,
  layout: Layout | null,
  maxRecord: number,
): Promise<void> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  if (layout === null) {
    const scanner = new Scanner(file, new Rows(handler), maxRecord);
    for await (const chunk of chunks) scanner.take(decoder.decode(chunk, { stream: true }));
    scanner.end();
    return;
  }
  let text = '';
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_DOCUMENT) {
      const hint = 'export it as JSON Lines, one object a line';
      throw fault(file, { line: 1, column: 1 }, 'json/too-large', 'the document is larger than 256 MiB', hint);
    }
  }
  readDocument(file, text.replace(/^\ufeff/, ''), layout, handler, maxRecord);
}

function readDocument(
  file: string,
  text: string,
  { path, join }: Layout,
  handler: RowHandler,
  maxRecord: number,
): void {
  const list = listAt(text, path);
  if (list === null) {
    throw fault(file, { line: 1, column: 1 }, 'json/not-array', `there is no list of rows under ${path}`);
  }
  const taken: (readonly [start: number, end: number])[] = [];
  const take = (each: List, rows: Rows): void => {
    const scanner = new Scanner(file, rows, maxRecord, startOf(text, each));
    taken.push([each.start, text.length - scanner.takeList(text.slice(each.start))]);
  };
  const more = new Map<string, Flat>();
  const other = join === null ? null : listAt(text, join.path);
  if (join !== null && other !== null) {
    const joined = new Rows(null, (entries) => void more.set(entries.get(join.on[1])?.text ?? '', entries));
    take(other, joined);
  }
  const rows = new Rows(handler, (entries) => {
    const extra = join === null ? undefined : more.get(entries.get(join.on[0])?.text ?? '');
    if (join === null || extra === undefined) return entries;
    return new Map([...entries, ...[...extra].map(([key, entry]) => [`${join.as}.${key}`, entry] as const)]);
  });
  take(list, rows);
  rows.flush();
  if (!isJsonAround(text, taken)) {
    const hint = 'remove it, or make the export again';
    throw fault(file, { line: 1, column: 1 }, 'json/syntax', `what stands around ${path} is not JSON`, hint);
  }
}

/** Whether a document would be JSON if the lists that were taken from it were empty. */
function isJsonAround(text: string, taken: readonly (readonly [start: number, end: number])[]): boolean {
  let around = '';
  let at = 0;
  for (const [start, end] of taken.toSorted((a, b) => a[0] - b[0])) {
    around += `${text.slice(at, start)}[]`;
    at = end;
  }
  try {
    JSON.parse(around + text.slice(at));
    return true;
  } catch {
    return false;
  }
}

/** The keys of a list's rows, from the beginning of a document that may be cut off. */
export function peekList(file: string, text: string, list: List, handler: RowHandler): void {
  const rows = new Rows(handler);
  try {
    new Scanner(file, rows, MAX_RECORD).takeList(text.slice(list.start));
  } catch {
    // Cut off; the rows before the cut tell enough.
  }
  rows.flush();
}

const startOf = (text: string, { start }: List): Place => after({ line: 1, column: 1 }, text.slice(0, start));
