import type { $ZodIssue } from 'zod/v4/core';
import type { Issue, Level } from '../errors.ts';
import { isRefusal } from '../records/fields.ts';
import { show } from '../text.ts';
import type { ReadContext } from './context.ts';
import type { Place } from './fault.ts';
import type { RowPlace } from './rows.ts';

/** What is said of a field: a code and a message in which `{field}` and `{value}` are filled in. */
interface Saying {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Says what is wrong in a file: makes issues with their places, and keeps rows that are left out. */
export class Teller {
  readonly #file: string;
  readonly #context: ReadContext;

  constructor(file: string, context: ReadContext) {
    this.#file = file;
    this.#context = context;
  }

  add(issue: Omit<Issue, 'file'>): void {
    this.#context.problems.add({ ...issue, file: this.#file });
  }

  /** Something about a place, or about the file as a whole. */
  notice(place: Place | null, level: Level, code: string, message: string): void {
    const { line, column } = place ?? { line: null, column: null };
    this.add({ code, level, line, column, field: null, message, hint: null, excerpt: null });
  }

  /** What makes a row bad. Where bad rows may be left out it is no error, and the row is kept for the user. */
  bad(place: Place, raw: string, { code, message, hint }: Saying, field: string | null = null, cell = ''): void {
    const { skipInvalid, rejects } = this.#context;
    const { line, column } = place;
    rejects?.push({ file: this.#file, line, column, code, message, raw });
    const level = skipInvalid ? 'warning' : 'error';
    this.add({ code, level, line, column, field, message, hint: hint ?? null, excerpt: cell === '' ? null : cell });
  }

  /** What a row's schema says of one of its cells. */
  refuse(issue: $ZodIssue, input: Readonly<Record<string, string | null>>, at: RowPlace, columnOf: ColumnOf): void {
    const field = String(issue.path[0] ?? '');
    const value = input[field] ?? null;
    const params: unknown = issue.code === 'custom' ? issue.params : null;
    this.#field(
      'error',
      field,
      value ?? '',
      isRefusal(params) ? params : { code: 'field/type', message: WRONG },
      at,
      columnOf,
    );
  }

  /** Something about one cell that does not make its row bad, or that does. */
  field(level: Level, field: string, value: string | null, saying: Saying, at: RowPlace, columnOf: ColumnOf): void {
    this.#field(level, field, value ?? '', saying, at, columnOf);
  }

  #field(
    level: Level,
    field: string,
    value: string,
    { code, message, hint }: Saying,
    at: RowPlace,
    columnOf: ColumnOf,
  ) {
    const index = columnOf(field);
    const place = index < 0 ? { line: at.line, column: 1 } : at.place(index);
    const cell = show(value, this.#context.showValues);
    const text = message.replaceAll('{field}', () => field).replaceAll('{value}', () => cell);
    if (level === 'error') this.bad(place, at.raw(), { code, message: text, hint }, field, cell);
    else
      this.add({ code, level, ...place, field, message: text, hint: hint ?? null, excerpt: cell === '' ? null : cell });
  }
}

/** The column a field is read from; -1 when it is from none. */
type ColumnOf = (field: string) => number;
const WRONG = '{field} is "{value}"';
