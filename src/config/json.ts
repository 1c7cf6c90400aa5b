import { CsmError } from '../errors.ts';
import { after } from '../input/fault.ts';

/** A path into a document: keys, and indexes of lists. */
export type Path = readonly (string | number)[];

/** A JSON document that knows where each of its parts stands. */
export interface Located {
  readonly value: unknown;
  /** `file:line:column` of the value at a path, or of the key it stands under; of the nearest one above if it is not there. */
  at(path: Path, part?: 'key' | 'value'): string;
}

const BLANK = /\s*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const DEEPEST = 20;

/** Reads JSON that people write: strictly, with the place of everything, and of what is wrong. Throws a CsmError. */
export function parseJson(file: string, text: string): Located {
  const places = new Map<string, { readonly key: number; readonly value: number }>();
  let index = 0;

  const placeOf = (offset: number): string => {
    const { line, column } = after({ line: 1, column: 1 }, text.slice(0, offset));
    return `${file}:${line}:${column}`;
  };
  const refuse = (message: string, hint?: string, code = 'config/syntax'): CsmError =>
    new CsmError(code, message, { hint, at: placeOf(index) });
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = index;
    const [found] = pattern.exec(text) ?? [];
    if (found === undefined) return null;
    index = pattern.lastIndex;
    return found;
  };
  const next = (): string => {
    match(BLANK);
    return text.charAt(index);
  };
  const unexpected = (): CsmError => {
    const found = next();
    if (found === '') return refuse('not JSON: it ends too early');
    if (found === '/' || found === '#') return refuse('not JSON: it has no comments', 'take the comment out');
    if (found === "'") return refuse("not JSON: unexpected '", 'texts stand in double quotes');
    if (found === '}' || found === ']') return refuse(`not JSON: unexpected ${found}`, 'is there a comma before it?');
    return refuse(`not JSON: unexpected ${found}`);
  };
  const string = (): string => {
    next();
    const written = match(STRING);
    if (written === null) throw unexpected();
    return JSON.parse(written) as string;
  };

  /** Takes what stands between an opening and a closing mark, parted by commas. */
  const series = (end: string, one: () => void): void => {
    index++;
    if (next() !== end) {
      one();
      while (next() === ',') {
        index++;
        one();
      }
    }
    if (next() !== end) throw unexpected();
    index++;
  };

  const value = (path: Path, key: number): unknown => {
    if (path.length > DEEPEST) throw refuse(`more than ${DEEPEST} deep`);
    const first = next();
    places.set(JSON.stringify(path), { key, value: index });
    if (first === '"') return string();
    if (first === '[') {
      const items: unknown[] = [];
      series(']', () => void items.push(value([...path, items.length], (next(), index))));
      return items;
    }
    if (first === '{') {
      const entries = new Map<string, unknown>();
      series('}', () => {
        next();
        const start = index;
        const name = string();
        if (entries.has(name)) {
          index = start;
          throw refuse(`key ${name} stands here again`, 'keep one of them', 'config/duplicate-key');
        }
        if (next() !== ':') throw unexpected();
        index++;
        entries.set(name, value([...path, name], start));
      });
      return Object.fromEntries(entries);
    }
    const written = match(SCALAR);
    if (written === null) throw unexpected();
    return JSON.parse(written) as unknown;
  };

  const document = value([], (next(), index));
  if (next() !== '') throw unexpected();
  return {
    value: document,
    at(path, part = 'value') {
      for (let length = path.length; ; length--) {
        const place = places.get(JSON.stringify(path.slice(0, length)));
        if (place !== undefined) return placeOf(place[part]);
      }
    },
  };
}
