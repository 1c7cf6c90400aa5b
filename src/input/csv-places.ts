import { after, fault, type Fault, type Place } from './fault.ts';

/** Where a cell of a record begins. */
export function placeOf(text: string, delimiter: string, index: number, line: number): Place {
  let at = 0;
  for (let cell = 0; cell < index && at < text.length; cell++) at = cellEnd(text, at, delimiter) + 1;
  return after({ line, column: 1 }, text.slice(0, at));
}

/** Where a cell ends: at its delimiter, the line's end or the text's. */
function cellEnd(text: string, start: number, delimiter: string): number {
  let at = start;
  if (text[at] === '"') {
    at++;
    while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) at += text[at] === '"' ? 2 : 1;
    at++;
  }
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
  return Math.min(at, text.length);
}

/** Finds the quote csv-parse objected to, in the record it stands in. */
export function quoteFault(file: string, text: string, delimiter: string, line: number): Fault | null {
  let start = 0;
  while (start <= text.length) {
    const place = (index: number): Place => after({ line, column: 1 }, text.slice(0, index));
    if (text[start] === '"') {
      let at = start + 1;
      while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) at += text[at] === '"' ? 2 : 1;
      if (at >= text.length) {
        const lost = text.slice(start).match(/\r\n|\r|\n/g)?.length ?? 0;
        const message = `quote opened here is never closed (read to the end, ${lost} more lines swallowed)`;
        return fault(file, place(start), 'csv/unclosed-quote', message, 'close the quote, or remove it');
      }
      const next = text[at + 1];
      if (next !== undefined && next !== delimiter && next !== '\n' && next !== '\r') {
        const backslash = text[at - 1] === '\\';
        const hint = backslash ? 'this export escapes quotes: --escape backslash' : 'double a quote inside a cell';
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
