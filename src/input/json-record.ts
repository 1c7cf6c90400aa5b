import { after, type Place } from './fault.ts';
import type { RowHandler } from './rows.ts';

/** A value as text, as CSV would have it; null for null. */
interface Entry {
  readonly text: string | null;
  readonly quoted: boolean;
  readonly place: Place;
}

/** The values of an object by key; of objects in objects by keys joined with dots. */
export type Flat = ReadonlyMap<string, Entry>;

/** Something wrong inside one object. A fault of syntax ends the file, others only the row. */
export class JsonFault extends Error {
  readonly code: string;
  readonly place: Place;
  readonly hint: string | undefined;
  constructor(code: string, place: Place, message: string, hint?: string) {
    super(message);
    this.code = code;
    this.place = place;
    this.hint = hint;
  }
  get fatal(): boolean {
    return this.code === 'json/syntax';
  }
}

const DEEPEST = 16;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const WORD = /true|false|null/y;
const BLANK = /\s*/y;

/**
 * Reads one object strictly, which JSON.parse does not: a key that stands twice is refused and not overwritten, a
 * whole number that cannot be held exactly is refused and not rounded, and numbers keep the digits they were written
 * with. `list` names the first key that holds an array of objects.
 */
export function flatten(text: string, origin: Place): { entries: Flat; list: string | null } {
  const entries = new Map<string, Entry>();
  let at = 0;
  let list: string | null = null;
  const placeAt = (index: number): Place => after(origin, text.slice(0, index));
  const skip = (): void => void match(BLANK);
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return null;
    at = pattern.lastIndex;
    return found[0];
  };
  const syntax = (): JsonFault => {
    const found = at < text.length ? `unexpected ${text.charAt(at)}` : 'ends too early';
    return new JsonFault('json/syntax', placeAt(at), `not JSON: ${found}`);
  };
  const expect = (character: string): void => {
    skip();
    if (text.charAt(at) !== character) throw syntax();
    at++;
  };
  const next = (): string => {
    skip();
    return text.charAt(at);
  };

  const object = (prefix: string, depth: number): void => {
    if (depth > DEEPEST) throw new JsonFault('json/too-deep', placeAt(at), `objects more than ${DEEPEST} deep`);
    expect('{');
    const keys = new Set<string>();
    if (next() === '}') {
      at++;
      return;
    }
    for (;;) {
      skip();
      const start = at;
      const written = match(STRING);
      if (written === null) throw syntax();
      const key = JSON.parse(written) as string;
      if (keys.has(key))
        throw new JsonFault('json/duplicate-key', placeAt(start), `key ${key} stands twice in one row`);
      keys.add(key);
      expect(':');
      value(prefix + key, depth);
      if (next() === ',') at++;
      else break;
    }
    expect('}');
  };

  const value = (key: string, depth: number): void => {
    const first = next();
    const place = placeAt(at);
    if (first === '{') return object(`${key}.`, depth + 1);
    if (first === '[') {
      const start = at;
      const objects = array();
      list ??= objects ? key : null;
      entries.set(key, { text: text.slice(start, at), quoted: false, place });
      return;
    }
    if (first === '"') {
      const written = match(STRING);
      if (written === null) throw syntax();
      entries.set(key, { text: JSON.parse(written) as string, quoted: true, place });
      return;
    }
    const written = match(NUMBER) ?? match(WORD);
    if (written === null || /[\w.+-]/.test(text.charAt(at))) throw syntax();
    if (/^-?\d{16,}$/.test(written) && !Number.isSafeInteger(Number(written))) {
      const message = `${key} is ${written}, which cannot be held exactly`;
      throw new JsonFault('json/unsafe-integer', place, message, 'export ids as strings');
    }
    entries.set(key, { text: written === 'null' ? null : written, quoted: false, place });
  };

  /** Passes an array, without recursion; says whether it holds objects. */
  const array = (): boolean => {
    let depth = 0;
    let objects = false;
    do {
      const character = next();
      if (character === '') throw syntax();
      if (character === '"') {
        if (match(STRING) === null) throw syntax();
        continue;
      }
      if (character === '[' || character === '{') depth++;
      if (character === '{' && depth === 2) objects = true;
      if (character === ']' || character === '}') depth--;
      at++;
    } while (depth > 0);
    return objects;
  };

  object('', 0);
  return { entries, list };
}

/** Rows whose keys are looked at before the first one is handed on: rows may leave out keys they have no value for. */
const SAMPLE = 100;

/** Lines objects up as rows of cells: a column for each key, dotted where objects lie in objects. */
export class Rows {
  readonly #handler: RowHandler | null;
  readonly #change: (entries: Flat) => Flat | undefined;
  readonly #columns = new Map<string, number>();
  #waiting: { entries: Flat; line: number; raw: string }[] | null = [];
  #announced = 0;
  head = '';

  /** Without a handler the rows go no further than `change`, which may also add to them. */
  constructor(handler: RowHandler | null, change: (entries: Flat) => Flat | undefined = (entries) => entries) {
    this.#handler = handler;
    this.#change = change;
  }

  get handler(): RowHandler | null {
    return this.#handler;
  }

  add(own: Flat, line: number, raw: string): void {
    const entries = this.#change(own);
    if (entries === undefined || this.#handler === null) return;
    for (const key of entries.keys()) if (!this.#columns.has(key)) this.#columns.set(key, this.#columns.size);
    if (this.#waiting === null) this.#emit(entries, line, raw);
    else if (this.#waiting.push({ entries, line, raw }) === SAMPLE) this.flush();
  }

  flush(): void {
    const rows = this.#waiting ?? [];
    this.#waiting = null;
    if (rows.length === 0) this.#announce();
    for (const { entries, line, raw } of rows) this.#emit(entries, line, raw);
  }

  #announce(): void {
    const place = (): Place => ({ line: 1, column: 1 });
    this.#announced = this.#columns.size;
    this.#handler?.columns([...this.#columns.keys()], { line: 1, place, head: this.head, format: 'json' });
  }

  #emit(entries: Flat, line: number, raw: string): void {
    if (this.#columns.size > this.#announced) this.#announce();
    const cells: (string | null)[] = Array.from({ length: this.#columns.size }, () => null);
    const origin: Entry[] = [];
    for (const [key, entry] of entries) {
      const index = this.#columns.get(key) ?? 0;
      cells[index] = entry.text;
      origin[index] = entry;
    }
    const place = (index: number): Place => origin[index]?.place ?? { line, column: 1 };
    this.#handler?.row(cells, { line, place, raw: () => raw, quoted: (index) => origin[index]?.quoted === true });
  }
}
