import type { $ZodIssue } from 'zod/v4/core';
import type { Day } from '../calculator/calendar.ts';
import type { Zone } from '../calculator/zone.ts';
import type { Issue, Level } from '../errors.ts';
import { customerSchema } from '../records/customer.ts';
import { KINDS, type Kind } from '../records/dataset.ts';
import { isRefusal, type RowSchema } from '../records/fields.ts';
import type { Reading } from '../records/reading.ts';
import { subscriptionSchema } from '../records/subscription.ts';
import { surveySchema } from '../records/survey.ts';
import { ticketSchema } from '../records/ticket.ts';
import { show } from '../text.ts';
import { findHeader, kindOf, mapColumns, type Mapping } from './columns.ts';
import type { Dialect } from './dialect.ts';
import { assumedKind, checkHeader } from './header.ts';
import type { Reject } from './rejects.ts';
import { ContentHash, Seen } from './duplicates.ts';
import { fault, type Place } from './fault.ts';
import type { Problems } from './problems.ts';
import type { HeaderFacts, RowHandler, RowPlace } from './rows.ts';
import { OWN_ID, plain, REQUIRED, SYNONYMS } from './synonyms.ts';
import type { Customer, Origin, Scale, Subscription, Survey, Ticket } from '../records/row.ts';

/** What a validated row of each kind is. */
interface Row {
  customers: Customer;
  subscriptions: Subscription;
  tickets: Ticket;
  surveys: Survey;
}
/** A row, or its Zod output before its origin is added. */
export type AnyRow = { [K in Kind]: { readonly kind: K; readonly row: Row[K] } }[Kind];

/** What reading all files of a run shares. */
export interface ReadContext {
  readonly command: string;
  readonly zone: Zone;
  readonly asOf: Day;
  /** The kinds the command can use; a file that is none for sure is read as the first. */
  readonly kinds: readonly Kind[];
  /** The survey kind of answers that do not say it; null when several are asked for. */
  readonly surveyKind: string | null;
  readonly scale: Scale | null;
  readonly by: readonly string[];
  readonly map: ReadonlyMap<string, string>;
  readonly showValues: boolean;
  readonly dialect: Dialect;
  /** Whether bad rows are left out and counted, instead of stopping the run. */
  readonly skipInvalid: boolean;
  /** Where bad rows go, when they are wanted. */
  readonly rejects: Reject[] | null;
  /** Whether the customers export has a customer; left out when there is none to ask. */
  isKnown?(customer: string): boolean;
  readonly problems: Problems;
  readonly seen: Readonly<Record<Kind, Seen>>;
}

export const newSeen = (): Record<Kind, Seen> =>
  Object.fromEntries(KINDS.map((kind) => [kind, new Seen()])) as Record<Kind, Seen>;

/** Where every row of a file ended up: read = blank + duplicates + rejected + used + outside. */
export interface Counts {
  read: number;
  blank: number;
  duplicates: number;
  rejected: number;
  /** Good rows by the day that decides their period; rows without one are used whatever the period. */
  readonly byDay: Map<Day | null, number>;
  /** Good rows that the command asks nothing about, such as answers of another kind. */
  foreign: number;
}

/** Takes a good row; returns the day that decides its period, null when it counts in any, undefined when not asked. */
export type Receive = (row: AnyRow) => Day | null | undefined;

const SCHEMAS = {
  customers: customerSchema,
  subscriptions: subscriptionSchema,
  tickets: ticketSchema,
  surveys: surveySchema,
} as const;

/** Turns the rows of one file into typed records or issues. Every row is accounted for. */
export class Validator implements RowHandler {
  readonly counts: Counts = { read: 0, blank: 0, duplicates: 0, rejected: 0, byDay: new Map(), foreign: 0 };
  readonly #file: string;
  readonly #context: ReadContext;
  readonly #receive: Receive;
  #kind: Kind | null;
  #headers: readonly string[] = [];
  #mapping: Mapping | null = null;
  #schema: RowSchema<Row[Kind] | object> | null = null;
  /** The column of each field there is. */
  #cells: { readonly field: string; readonly index: number }[] = [];
  #labels: number[] = [];
  #contentOrder: number[] = [];
  #plainHeaders: readonly string[] = [];
  readonly #content = new ContentHash();
  /** Where columns without a name stand: known while the header line is at hand. */
  #unnamed: (readonly [index: number, place: Place])[] = [];
  /** The newest rows, while it is not known whether they are the last ones, which are to be left out. */
  readonly #held: { readonly cells: readonly (string | null)[]; readonly at: RowPlace }[] = [];
  #at: RowPlace | null = null;

  constructor(file: string, kind: Kind | null, context: ReadContext, receive: Receive) {
    this.#file = file;
    this.#kind = kind;
    this.#context = context;
    this.#receive = receive;
  }

  get kind(): Kind | null {
    return this.#kind;
  }

  get mapping(): Mapping | null {
    return this.#mapping;
  }

  /** Which of the columns asked for with `--by` this file has. */
  get labels(): readonly boolean[] {
    return this.#labels.map((index) => index >= 0);
  }

  get headers(): readonly string[] {
    return this.#headers;
  }

  columns(names: readonly string[], about: HeaderFacts): void {
    const first = this.#mapping === null;
    if (names.length === 0 && about.format === 'json') {
      this.#kind ??= this.#context.kinds[0] ?? null;
      return;
    }
    this.#headers = names;
    const context = { ...this.#context, file: this.#file };
    this.#kind ??= kindOf(names, context.map) ?? assumedKind(names, about, context);
    const kind = this.#kind;
    const mapping = mapColumns(names, kind, this.#context.map);
    this.#mapping = mapping;
    if (first) {
      for (const issue of checkHeader(names, mapping, about, context)) this.#add(issue);
      if (about.format === 'csv') this.#unnamed = mapping.unnamed.map((index) => [index, about.place(index)]);
    }
    const reading = this.#reading(mapping);
    this.#schema = SCHEMAS[kind](reading);
    this.#cells = [...mapping.fields].map(([field, { index }]) => ({ field, index }));
    this.#labels = this.#context.by.map((name) => this.#labelColumn(name, kind, mapping));
    const plains = names.map(plain);
    this.#plainHeaders = plains;
    this.#contentOrder = names.map((_, i) => i).toSorted((a, b) => ((plains[a] ?? '') < (plains[b] ?? '') ? -1 : 1));
  }

  row(cells: readonly (string | null)[], at: RowPlace): void {
    const { skipLast } = this.#context.dialect;
    if (skipLast === 0) return this.#take(cells, at);
    // A place asks for bytes that are gone by the time a held row is looked at: it is told beforehand.
    const places = cells.map((_, index) => at.place(index));
    const raw = at.raw();
    this.#held.push({
      cells,
      at: { ...at, place: (index) => places[index] ?? { line: at.line, column: 1 }, raw: () => raw },
    });
    if (this.#held.length <= skipLast) return;
    const row = this.#held.shift();
    if (row) this.#take(row.cells, row.at);
  }

  /** No more rows: those still held are the last ones. */
  end(): void {
    for (const { at } of this.#held) this.blank(at.line);
  }

  #take(cells: readonly (string | null)[], at: RowPlace): void {
    this.counts.read++;
    this.#at = at;
    const kind = this.#kind;
    if (kind === null || this.#schema === null || this.#oddRow(cells, at)) return;
    const input: Record<string, string | null> = {};
    for (const { field, index } of this.#cells) input[field] = this.#text(cells[index]);
    const parsed = this.#schema.safeParse(input);
    if (!parsed.success) {
      this.counts.rejected++;
      for (const issue of parsed.error.issues) this.#refuse(issue, input, at);
      return;
    }
    const row = parsed.data as Row[Kind] & { account?: null };
    if (this.#isDuplicate(kind, input, cells, at)) return;
    if (at.quoted !== undefined && kind === 'surveys') this.#noteCoerced(at);
    const origin: Origin = row;
    origin.file = this.#file;
    origin.line = at.line;
    origin.labels = this.#labels.map((index) => (index < 0 ? undefined : (cellText(cells[index]) ?? '')));
    if (kind === 'tickets' || kind === 'surveys') row.account = null;
    const customer = row.customer_id;
    if (kind !== 'customers' && customer !== null && this.#context.isKnown?.(customer) === false) {
      this.#issue(
        'warning',
        'ref/orphan',
        'customer_id',
        'customer {value} is not in the customers export',
        null,
        customer,
      );
    }
    const day = this.#receive({ kind, row } as AnyRow);
    if (day === undefined) this.counts.foreign++;
    else this.counts.byDay.set(day, (this.counts.byDay.get(day) ?? 0) + 1);
    if (day !== undefined && day !== null && day > this.#context.asOf) {
      const field = kind === 'surveys' ? 'responded_at' : 'created_at';
      this.#issue('warning', 'date/future', field, `{field} {value} lies after today`, null, input[field] ?? '');
    }
  }

  blank(line: number): void {
    this.counts.read++;
    this.counts.blank++;
    this.notice({ line, column: 1 }, 'note', 'csv/blank-line', 'blank line: ignored');
  }

  bad(place: Place, raw: string, code: string, message: string, hint?: string): void {
    this.counts.read++;
    this.counts.rejected++;
    this.#addRow({ code, level: 'error', ...place, field: null, message, hint: hint ?? null, excerpt: null }, raw);
  }

  notice(place: Place | null, level: 'warning' | 'note', code: string, message: string): void {
    const { line, column } = place ?? { line: null, column: null };
    this.#add({ code, level, line, column, field: null, message, hint: null, excerpt: null });
  }

  /** Adds what makes a row bad. Where bad rows may be left out it is no error, and the row is kept for the user. */
  #addRow(issue: Omit<Issue, 'file'>, raw: string): void {
    const { skipInvalid, rejects } = this.#context;
    const { line, column, code, message } = issue;
    rejects?.push({ file: this.#file, line, column, code, message, raw });
    this.#add(skipInvalid ? { ...issue, level: 'warning' } : issue);
  }

  #add(issue: Omit<Issue, 'file'>): void {
    this.#context.problems.add({ ...issue, file: this.#file });
  }

  #reading(mapping: Mapping): Reading {
    const { zone, surveyKind, scale, dialect } = this.#context;
    const columns = [...mapping.fields];
    return {
      zone,
      marks: dialect,
      scoreLabels: dialect.scoreLabels,
      dateReader: (name) => dialect.dates.get(name) ?? dialect.dates.get('') ?? null,
      fields: new Set(mapping.fields.keys()),
      minor: new Set(columns.flatMap(([field, { minor }]) => (minor ? [field] : []))),
      zones: new Map(columns.flatMap(([field, column]) => (column.zone ? [[field, column.zone] as const] : []))),
      surveyKind,
      scale,
      notice: (code, field, message) => this.#issue('warning', code, field, message, null, ''),
    };
  }

  #labelColumn(name: string, kind: Kind, mapping: Mapping): number {
    const exact = findHeader(this.#headers, name);
    if (exact >= 0) return exact;
    for (const [field, { index }] of mapping.fields) {
      if (plain(field) === plain(name) || SYNONYMS[kind][field]?.some((each) => plain(each) === plain(name)))
        return index;
    }
    return -1;
  }

  /** Rows that are no data: a header that stands again, a line of totals, cells under no header. */
  #oddRow(cells: readonly (string | null)[], at: RowPlace): boolean {
    if (
      cells[0] === this.#headers[0] &&
      cells.every((cell, i) => cell === this.#headers[i]) &&
      at.quoted === undefined
    ) {
      const hint = `pass the files separately: csm ${this.#context.command} a.csv b.csv`;
      this.#reject({ line: at.line, column: 1 }, 'row/repeated-header', 'the header line stands here again', hint, at);
      return true;
    }
    const firstCell = cells.find((cell) => cell !== null && cell.trim() !== '') ?? '';
    if (/^(grand )?totals?\b/i.test(firstCell) && this.#isTotals(cells)) {
      this.#reject(
        { line: at.line, column: 1 },
        'row/summary-line',
        'looks like a line of totals',
        '--skip-last 1',
        at,
      );
      return true;
    }
    for (const [index, place] of this.#unnamed) {
      if (cellText(cells[index]) === null) continue;
      const message = `column ${index + 1} has data and no name`;
      throw fault(this.#file, place, 'header/blank', message, 'name it in the first line');
    }
    return false;
  }

  #isTotals(cells: readonly (string | null)[]): boolean {
    const required = REQUIRED[this.#kind ?? 'surveys'];
    return required.some((field) => cellText(cells[this.#mapping?.fields.get(field)?.index ?? -1]) === null);
  }

  #reject(place: Place, code: string, message: string, hint: string, at: RowPlace): void {
    this.counts.rejected++;
    this.#addRow({ code, level: 'error', ...place, field: null, message, hint, excerpt: null }, at.raw());
  }

  #refuse(issue: $ZodIssue, input: Readonly<Record<string, string | null>>, at: RowPlace): void {
    const field = String(issue.path[0] ?? '');
    const value = input[field] ?? null;
    const params: unknown = issue.code === 'custom' ? issue.params : null;
    const refusal = isRefusal(params)
      ? params
      : value === null
        ? { code: 'field/missing', message: '{field} is missing' }
        : { code: 'field/type', message: '{field} is "{value}"' };
    const hint = 'hint' in refusal ? (refusal.hint ?? null) : null;
    this.#issue('error', refusal.code, field, refusal.message, hint, value ?? '', at);
  }

  #issue(
    level: Level,
    code: string,
    field: string,
    template: string,
    hint: string | null,
    value: string,
    at: RowPlace | null = this.#at,
  ): void {
    const index = this.#mapping?.fields.get(field)?.index ?? -1;
    const place =
      at === null ? { line: null, column: null } : index < 0 ? { line: at.line, column: 1 } : at.place(index);
    const shown = show(value, this.#context.showValues);
    const message = template.replaceAll('{field}', () => field).replaceAll('{value}', () => shown);
    const issue = { code, level, ...place, field, message, hint, excerpt: value === '' ? null : shown };
    if (level === 'error' && at !== null) this.#addRow(issue, at.raw());
    else this.#add(issue);
  }

  #isDuplicate(
    kind: Kind,
    input: Readonly<Record<string, string | null>>,
    cells: readonly (string | null)[],
    at: RowPlace,
  ): boolean {
    const field = OWN_ID[kind];
    const id = input[field] ?? null;
    if (id === null) return false;
    const key = kind === 'surveys' ? `${id}\n${input['kind'] ?? ''}\n${input['question'] ?? ''}` : id;
    const content = this.#content;
    content.clear();
    for (const index of this.#contentOrder) {
      const cell = cells[index];
      if (!cell) continue;
      content.add(this.#plainHeaders[index] ?? '');
      content.add(cell);
    }
    const first = this.#context.seen[kind].check(key, content, this.#file, at.line);
    if (first === null) return false;
    const where = first.file === this.#file ? `line ${first.line}` : `${first.file}:${first.line}`;
    if (first.same) {
      this.counts.duplicates++;
      this.#issue('warning', 'row/duplicate', field, `repeats ${where}: counted once`, null, '');
    } else {
      this.counts.rejected++;
      const hint = 'one id is one row: keep the right one';
      this.#issue(
        'error',
        'row/conflicting-id',
        field,
        `{field} {value} is also at ${where}, with other content`,
        hint,
        id,
      );
    }
    return true;
  }

  /** As `cellText`; words that stand for an empty cell are one. */
  #text(cell: string | null | undefined): string | null {
    const text = cellText(cell);
    return text !== null && this.#context.dialect.missing.has(text) ? null : text;
  }

  #noteCoerced(at: RowPlace): void {
    const index = this.#mapping?.fields.get('score')?.index ?? -1;
    if (index >= 0 && at.quoted?.(index)) {
      this.#issue('note', 'field/coerced', 'score', 'score is written as text: read as a number', null, '');
    }
  }
}

/** The text of a cell: outer blanks off, one form for letters with accents, null when nothing is left. */
function cellText(cell: string | null | undefined): string | null {
  if (cell === null || cell === undefined) return null;
  const text = cell.trim();
  if (text === '') return null;
  return /[^\u0020-\u007e]/.test(text) ? text.normalize('NFC') : text;
}
