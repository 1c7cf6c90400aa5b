import { after, fault, type Fault, type Place } from './fault.ts';

/** What cells are told apart by. */
interface Marks {
  readonly delimiter: string;
  readonly escape: string;
}

/** Where a cell of a record begins. */
export function placeOf(text: string, { delimiter, escape }: Marks, index: number, line: number): Place {
  let at = 0;
  for (let cell = 0; cell < index && at < text.length; cell++) {
    if (text[at] === '"') at = closingQuote(text, at, escape) + 1;
    at = cellEnd(text, at, delimiter) + 1;
  }
  return after({ line, column: 1 }, text.slice(0, at));
}

/** The quote that closes the one at `start`; the text's end when none does. */
function closingQuote(text: string, start: number, escape: string): number {
  let at = start + 1;
  while (at < text.length) {
    if (text[at] === escape && (escape !== '"' || text[at + 1] === '"')) at += 2;
    else if (text[at] === '"') return at;
    else at++;
  }
  return text.length;
}

/** Where a cell ends: at its delimiter, the line's end or the text's. */
function cellEnd(text: string, start: number, delimiter: string): number {
  let at = start;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
  return Math.min(at, text.length);
}

/** Finds the quote csv-parse objected to, in the record it stands in. */
export function quoteFault(file: string, text: string, { delimiter, escape }: Marks, line: number): Fault | null {
  let start = 0;
  while (start <= text.length) {
    const place = (index: number): Place => after({ line, column: 1 }, text.slice(0, index));
    if (text[start] === '"') {
      const at = closingQuote(text, start, escape);
      if (at >= text.length) {
        const lost = text.slice(start).match(/\r\n|\r|\n/g)?.length ?? 0;
        const message = `quote opened here is never closed (read to the end, ${lost} more lines swallowed)`;
        return fault(file, place(start), 'csv/unclosed-quote', message, 'close the quote, or remove it');
      }
      const next = text[at + 1];
      if (next !== undefined && next !== delimiter && next !== '\n' && next !== '\r') {
        const hint =
          escape === '\\'
            ? 'write a quote inside a cell as \\"'
            : text[at - 1] === '\\'
              ? 'this export escapes quotes: --escape backslash'
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

/** The comment lines that a text begins with: how many, and how long. */
export function commentsIn(text: string, comment: string): { count: number; length: number } {
  let count = 0;
  let length = 0;
  for (; text.startsWith(comment, length); count++) {
    LINE.lastIndex = length;
    LINE.test(text);
    length = LINE.lastIndex;
  }
  return { count, length };
}
const LINE = /[^\r\n]*(?:\r\n|\r|\n|$)/y;

/** Bytes as text, without comments before it. */
export function uncommented(bytes: Buffer, { comment }: { readonly comment: string | null }): string {
  const text = bytes.toString();
  return comment === null ? text : text.slice(commentsIn(text, comment).length);
}

/** A record's text without its line end, and without comments before it. */
export const textOf = (bytes: Buffer, dialect: { readonly comment: string | null }): string =>
  uncommented(bytes, dialect).replace(/(\r\n|\r|\n)$/, '');
