import type { Issue } from '../errors.ts';

/** A fault that ends the reading of a file: what comes after it cannot be told apart. The issue names its place. */
export class Fault extends Error {
  readonly issue: Issue;
  constructor(issue: Issue) {
    super(issue.message);
    this.issue = issue;
  }
}

/** A place in a file: physical line and character column, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Makes a fault of one file. */
export function fault(file: string, place: Place | null, code: string, message: string, hint?: string): Fault {
  const { line, column } = place ?? { line: null, column: null };
  return new Fault({
    code,
    level: 'error',
    file,
    line,
    column,
    field: null,
    message,
    hint: hint ?? null,
    excerpt: null,
  });
}

/** Moves a place over text: every line break starts a new line. */
export function after(place: Place, text: string): Place {
  const breaks = text.match(/\r\n|\r|\n/g);
  if (breaks === null) return { line: place.line, column: place.column + lengthOf(text) };
  const last = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return { line: place.line + breaks.length, column: lengthOf(text.slice(last + 1)) + 1 };
}

/** Length in characters as people count them, not in UTF-16 units. */
function lengthOf(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00) length++;
  return length;
}
