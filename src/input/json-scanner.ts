import { sizeText } from './dialect.ts';
import { after, fault, type Fault, type Place } from './fault.ts';
import { type Flat, flatten, JsonFault, type Rows } from './json-record.ts';

/** Cuts the text into top-level values without keeping more than one of them. */
export class Scanner {
  readonly #file: string;
  readonly #rows: Rows;
  readonly #maxRecord: number;
  #text = '';
  #at = 0;
  /** Where the text that is left begins. */
  #place: Place;
  #mode: 'start' | 'array' | 'lines' = 'start';
  /** In an array: what may come next. After `[` also the end may. */
  #expects: 'first' | 'value' | 'comma' | 'nothing' = 'first';
  /** The value under way: where it starts in the text, its depth, and whether a string is open. */
  #start = -1;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #values = 0;
  /** The first of maybe many objects, while it may still be a document of its own. */
  #doubt: { entries: Flat; list: string; place: Place; text: string } | null = null;

  constructor(file: string, rows: Rows, maxRecord: number, place: Place = { line: 1, column: 1 }) {
    this.#file = file;
    this.#rows = rows;
    this.#maxRecord = maxRecord;
    this.#place = place;
  }

  /** Takes a list that more may follow, which is left alone; returns the length of what follows. */
  takeList(text: string): number {
    this.#text = text;
    for (; this.#at < this.#text.length && this.#expects !== 'nothing'; this.#at++)
      this.#step(this.#text.charAt(this.#at));
    if (this.#expects !== 'nothing') this.end();
    return this.#text.length - this.#at;
  }

  take(chunk: string): void {
    this.#text += chunk.includes('\ufeff') && this.#mode === 'start' ? chunk.replace(/^\ufeff+/, '') : chunk;
    if (this.#values === 0 && this.#rows.head === '') this.#rows.head = this.#text.slice(0, 4096);
    // `#finish` cuts off what is done, and moves the reading point back with it.
    for (; this.#at < this.#text.length; this.#at++) this.#step(this.#text.charAt(this.#at));
    // The first half of a line break waits for the second, or it would count as one of its own.
    const keep = this.#start >= 0 ? this.#start : this.#at - Number(this.#text.endsWith('\r'));
    this.#place = after(this.#place, this.#text.slice(0, keep));
    this.#text = this.#text.slice(keep);
    this.#at -= keep;
    if (this.#start < 0) return;
    this.#start = 0;
    this.#checkSize(this.#text, this.#place);
  }

  #checkSize(text: string, place: Place): void {
    // A UTF-16 unit is at most three bytes: short texts need no measuring.
    if (text.length * 3 <= this.#maxRecord || Buffer.byteLength(text) <= this.#maxRecord) return;
    const message = `one object is longer than ${sizeText(this.#maxRecord)}`;
    throw fault(this.#file, place, 'json/record-too-large', message, 'if it is right: --max-record 8M');
  }

  end(): void {
    if (this.#start >= 0 && this.#depth === 0 && !this.#inString) this.#finish(this.#text.length);
    if (this.#start >= 0) {
      this.#rows.flush();
      const inside = this.#inString ? 'a string' : this.#text.startsWith('[') ? 'an array' : 'an object';
      throw this.#fault(
        this.#start,
        'json/syntax',
        `file ends inside ${inside}`,
        'the export looks cut off: make it again',
      );
    }
    if (this.#mode === 'start') {
      throw fault(this.#file, { line: 1, column: 1 }, 'json/empty', `${this.#file} is empty`, 'export it again');
    }
    if (this.#mode === 'array' && this.#expects !== 'nothing') {
      throw this.#fault(
        this.#at,
        'json/syntax',
        'file ends inside the array',
        'the export looks cut off: make it again',
      );
    }
    if (this.#doubt) {
      const keys = [...new Set([...this.#doubt.entries.keys()].map((key) => key.split('.')[0]))].slice(0, 8).join(', ');
      const message = `found an object with keys ${keys}, not an array of rows`;
      throw fault(this.#file, this.#doubt.place, 'json/not-array', message, `--json-path ${this.#doubt.list}`);
    }
    this.#rows.flush();
  }

  #step(character: string): void {
    if (this.#start >= 0) this.#inside(character);
    else if (!/\s/.test(character)) this.#between(character);
  }

  #inside(character: string): void {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (character === '\\') this.#escaped = true;
      else if (character === '"') {
        this.#inString = false;
        if (this.#depth === 0) this.#finish(this.#at + 1);
      }
    } else if (character === '"') this.#inString = true;
    else if (character === '{' || character === '[') this.#depth++;
    else if (character === '}' || character === ']') {
      if (this.#depth === 0) {
        this.#finish(this.#at);
        this.#between(character);
      } else if (--this.#depth === 0) this.#finish(this.#at + 1);
    } else if (this.#depth === 0 && (character === ',' || /\s/.test(character))) {
      this.#finish(this.#at);
      if (character === ',') this.#between(character);
    }
  }

  /** What stands between values. */
  #between(character: string): void {
    if (this.#mode === 'start') {
      this.#mode = character === '[' ? 'array' : 'lines';
      if (character === '[') return;
    }
    if (this.#mode === 'array') {
      if (character === ']' && (this.#expects === 'first' || this.#expects === 'comma')) {
        this.#expects = 'nothing';
        return;
      }
      if (character === ',' && this.#expects === 'comma') {
        this.#expects = 'value';
        return;
      }
      if (this.#expects === 'comma' || this.#expects === 'nothing' || character === ']' || character === ',') {
        const after = this.#expects === 'value' ? ' after a comma' : '';
        throw this.#fault(
          this.#at,
          'json/syntax',
          `unexpected ${character}${after}`,
          'remove it, or make the export again',
        );
      }
    }
    this.#start = this.#at;
    this.#depth = 0;
    if (character === '"') this.#inString = true;
    else if (character === '{' || character === '[') this.#depth = 1;
    else if (/[}\],:]/.test(character)) throw this.#fault(this.#at, 'json/syntax', `unexpected ${character}`);
  }

  #finish(end: number): void {
    const start = this.#start;
    this.#start = -1;
    this.#expects = 'comma';
    this.#values++;
    const text = this.#text.slice(start, end);
    const place = after(this.#place, this.#text.slice(0, start));
    // Passing what is done keeps the sum of all look-backs in proportion to the text.
    this.#place = after(place, text);
    this.#text = this.#text.slice(end);
    this.#at -= end;
    this.#record(text, place);
  }

  #record(text: string, place: Place): void {
    this.#checkSize(text, place);
    const { handler } = this.#rows;
    if (!text.startsWith('{')) {
      if (this.#mode === 'lines' && this.#values === 1)
        throw fault(this.#file, place, 'json/syntax', 'this is not JSON');
      handler?.bad(place, text, 'json/not-object', `item ${this.#values} is not an object`, 'every item must be a row');
      return;
    }
    try {
      const { entries, list } = flatten(text, place);
      if (this.#mode === 'lines' && this.#values === 1 && list !== null) {
        // One object that holds a list is a document; where another one follows it was the first of many rows.
        this.#doubt = { entries, list, place, text };
        return;
      }
      if (this.#mode === 'lines' && this.#values === 2) {
        handler?.notice(place, 'note', 'json/lines', 'one JSON object after another: read as JSON Lines');
        if (this.#doubt) this.#rows.add(this.#doubt.entries, this.#doubt.place.line, this.#doubt.text);
        this.#doubt = null;
      }
      this.#rows.add(entries, place.line, text);
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      if (error.fatal) throw fault(this.#file, error.place, error.code, error.message);
      handler?.bad(error.place, text, error.code, error.message, error.hint);
    }
  }

  #fault(at: number, code: string, message: string, hint?: string): Fault {
    return fault(this.#file, after(this.#place, this.#text.slice(0, at)), code, message, hint);
  }
}
