import type { Kind } from '../records/dataset.ts';
import { kindOf, mapColumns, nameOf, type Wish } from './columns.ts';
import type { Dialect } from './dialect.ts';
import { peekList } from './json.ts';
import { listsOf } from './json-document.ts';
import type { Input } from './open.ts';
import { type Preset, recognises } from './presets/preset.ts';
import { isJson, readRows } from './read-rows.ts';
import type { RowHandler } from './rows.ts';
import { plain, REQUIRED } from './synonyms.ts';

/** What a file was found to be. */
export interface Detected {
  /** Null: nothing tells it for sure. */
  readonly kind: Kind | null;
  readonly preset: Preset | null;
  /** Lines before the header that the vendor's report puts there. */
  readonly titleLines: number;
  /** Its columns, where they can be told at all. */
  readonly columns: readonly string[] | null;
}

/** The first rows of a file as cells; of a JSON document the keys of its rows, and where they lie. */
interface Peek {
  readonly rows: readonly (readonly string[])[];
  readonly path: string | null;
}

/** Tells what a file is, from its first bytes: csm's own columns, else a vendor's, else by synonyms. */
export async function detect(
  input: Input,
  dialect: Dialect,
  map: readonly Wish[],
  named: Kind | null = null,
): Promise<Detected> {
  const peeks = await peek(input, dialect);
  const columns = peeks.find(({ path }) => path === dialect.jsonPath)?.rows[0] ?? null;
  if (columns !== null && isOwn(columns, named, map))
    return { kind: named ?? kindOf(columns, map), preset: null, titleLines: 0, columns };
  const { presets } = await import('./presets/index.ts');
  for (const { rows, path } of peeks) {
    const hits = presets.filter((preset) => {
      const header = rows[(preset.namesOn ?? 1) - 1];
      if (header === undefined || (named !== null && preset.kind !== named)) return false;
      return recognises(preset, new Set(header.map((name) => plain(nameOf(name)))), path, input.name);
    });
    const [preset, other] = hits;
    if (preset !== undefined && other === undefined) {
      return { kind: preset.kind, preset, titleLines: 0, columns: rows[(preset.namesOn ?? 1) - 1] ?? null };
    }
  }
  const told = columns === null ? null : kindOf(columns, map);
  const report = told === null ? titled(input, presets, named) : null;
  return report ?? { kind: named ?? told, preset: null, titleLines: 0, columns };
}

/** A vendor's report that stands below lines of title: what it is, and how many lines there are before its header. */
function titled({ name, head }: Input, presets: readonly Preset[], named: Kind | null): Detected | null {
  if (isJson(name, head)) return null;
  const lines = head.toString('utf8', 0, 8192).split(/\r\n|\r|\n/, TITLES + 1);
  for (const preset of presets) {
    const { title, kind } = preset;
    if (title === undefined || (named !== null && kind !== named)) continue;
    const from = lines.findIndex((line) => title.test(line));
    if (from < 0) continue;
    for (const [index, line] of lines.entries()) {
      const columns = line.split(',').map((cell) => cell.replaceAll('"', ''));
      if (index <= from || !recognises(preset, new Set(columns.map(plain)), null)) continue;
      return { kind, preset, titleLines: index, columns };
    }
  }
  return null;
}

/** A header further down than this is none. */
const TITLES = 20;

/** Whether a file has csm's own column names for all a kind needs: then no vendor's meaning is looked for. */
function isOwn(columns: readonly string[], named: Kind | null, map: readonly Wish[]): boolean {
  const kind = named ?? kindOf(columns, map);
  if (kind === null) return false;
  const { fields } = mapColumns(columns, kind, map);
  return REQUIRED[kind].every((field) => /^(name|map)$/.test(fields.get(field)?.found ?? ''));
}

/** Enough rows to see a header of three lines. */
const ROWS = 3;

async function peek(input: Input, dialect: Dialect): Promise<Peek[]> {
  const { name, head } = input;
  const found: Peek[] = [];
  if (isJson(name, head)) {
    const text = head.toString('utf8');
    if (/^[\s\ufeff]*\{/.test(text)) {
      for (const list of listsOf(text)) {
        const [columns] = collect((handler) => peekList(name, text, list, handler));
        if (columns !== undefined) found.push({ rows: [columns], path: list.path });
        if (found.length === ROWS) break;
      }
    }
  }
  // Mostly the first lines are enough; quoted line breaks and blank lines want more.
  const lines = /^(?:[^\r\n]*(?:\r\n|\r|\n)){3}/.exec(head.toString('latin1', 0, 8192))?.[0].length ?? 8192;
  for (const size of [lines, head.length]) {
    const rows = await firstRows(name, head.subarray(0, size), dialect);
    if (rows.length === 0) continue;
    found.push({ rows, path: null });
    break;
  }
  return found;
}

async function firstRows(name: string, head: Buffer, dialect: Dialect): Promise<string[][]> {
  async function* bytes() {
    yield head;
  }
  const rows: string[][] = [];
  try {
    await readRows({ name, head }, bytes(), collector(rows), dialect);
  } catch {
    // The file itself says what is wrong when it is read; here only its first lines are of interest.
  }
  return rows;
}

function collect(read: (handler: RowHandler) => void): string[][] {
  const rows: string[][] = [];
  read(collector(rows));
  return rows;
}

function collector(rows: string[][]): RowHandler {
  const nothing = (): void => undefined;
  return {
    columns(names) {
      if (names.length > 0) rows[0] = [...names];
    },
    row(cells) {
      if (rows.length < ROWS) rows.push(cells.map((cell) => cell ?? ''));
    },
    blank: nothing,
    bad: nothing,
    notice: nothing,
  };
}
