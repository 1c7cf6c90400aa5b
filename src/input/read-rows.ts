import { extname } from 'node:path';
import { readCsv } from './csv.ts';
import { decode } from './decode.ts';
import type { Dialect } from './dialect.ts';
import { readJson } from './json.ts';
import type { Input } from './open.ts';
import type { RowHandler } from './rows.ts';

/** Bytes to rows, whatever the format. */
export async function readRows(
  { name, head }: Pick<Input, 'name' | 'head'>,
  chunks: AsyncIterable<Buffer>,
  handler: RowHandler,
  dialect: Dialect,
): Promise<void> {
  const text = decode(name, chunks, dialect.encoding);
  if (!isJson(name, head)) return readCsv(name, text, handler, dialect);
  const { jsonPath: path, maxRecord } = dialect;
  return readJson(name, text, handler, path === null ? null : { path, join: JOINS[path] ?? null }, maxRecord);
}

/** Lists that belong together: Zendesk gives a ticket's times in a list of their own. */
const JOINS: Readonly<Record<string, { path: string; on: readonly [string, string]; as: string }>> = {
  tickets: { path: 'metric_sets', on: ['id', 'ticket_id'], as: 'metric_set' },
};

/** A file is JSON by its name; without a telling name, by its first character. */
export function isJson(name: string, head: Buffer): boolean {
  const extension = extname(name).toLowerCase();
  if (/^\.(json|jsonl|ndjson)$/.test(extension)) return true;
  if (/^\.(csv|tsv|txt)$/.test(extension)) return false;
  return /^[\s\u00ef\u00bb\u00bf\u00ff\u00fe\0]*[[{]/.test(head.toString('latin1', 0, 256));
}
