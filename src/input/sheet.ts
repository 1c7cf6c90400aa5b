import type { $ZodIssue } from 'zod/v4/core';
import type { Kind } from '../records/dataset.ts';
import { assignmentSchema } from '../records/assignment.ts';
import type { DateReader } from '../records/dates.ts';
import { customerSchema } from '../records/customer.ts';
import { laneOf, type RowSchema } from '../records/fields.ts';
import { historySchema } from '../records/history.ts';
import { monthSchema } from '../records/month.ts';
import { orderSchema } from '../records/order.ts';
import { paymentSchema } from '../records/payment.ts';
import { rateSchema } from '../records/rate.ts';
import type { Reading } from '../records/reading.ts';
import { subscriptionSchema } from '../records/subscription.ts';
import { surveySchema } from '../records/survey.ts';
import { ticketSchema } from '../records/ticket.ts';
import { usageSchema } from '../records/usage.ts';
import { findHeader, mapColumns, mapPreset, type Mapping, nameOf } from './columns.ts';
import type { ReadContext } from './context.ts';
import { ContentHash } from './duplicates.ts';
import type { Preset, Rule } from './presets/preset.ts';
import { type Question, questionsIn, scoreText } from './questions.ts';
import { type MonthColumn, monthsIn, shapeOfPayments } from './sheet-by-month.ts';
import { OF_GROWTH, plain, SYNONYMS, tellsGrowth } from './synonyms.ts';

export type Cells = readonly (string | null)[];

/** The text of a row's fields, by name: what its schema takes. */
export type Fields = Record<string, string | null>;

/** The fields of a record, and the columns that they stand in. */
export interface RawRecord {
  readonly fields: Fields;
  readonly columnOf: (field: string) => number;
}

/** The schema of each kind's rows. */
export const SCHEMAS = {
  customers: customerSchema,
  subscriptions: subscriptionSchema,
  tickets: ticketSchema,
  surveys: surveySchema,
  payments: paymentSchema,
  usage: usageSchema,
  assignments: assignmentSchema,
  fx: rateSchema,
  history: historySchema,
} as const;

/** What is known of a file once its columns are: which of them give which field, and how rows are made from cells. */
export class Sheet {
  readonly kind: Kind;
  readonly headers: readonly string[];
  readonly mapping: Mapping;
  readonly #schema: RowSchema<object>;
  readonly #lane: ReturnType<typeof laneOf> | null;
  readonly #notice: Reading['notice'];
  /** What is said of a row on the quick lane, until it is known that it stays there. */
  #said: Parameters<Reading['notice']>[] | null = null;
  /** Of payments: whether they are orders, or name orders. */
  readonly payments: ReturnType<typeof shapeOfPayments> | null;
  /** Questions that stand side by side: each answer of a row is a record of its own. */
  readonly questions: readonly Question[];
  /** Months that stand side by side: each amount of a row is a record of its own. */
  readonly #months: readonly MonthColumn[];
  readonly #context: ReadContext;
  readonly #columns: readonly { readonly field: string; readonly index: number; readonly rule: Rule | null }[];
  readonly #byName: ReadonlyMap<string, number>;
  readonly #labels: readonly number[];
  /** Columns in an order of their own, so that content is the same however a file orders them. */
  readonly #order: readonly { readonly index: number; readonly name: string }[];
  readonly #hash = new ContentHash();

  constructor(
    kind: Kind,
    headers: readonly string[],
    { preset, labels }: { readonly preset: Preset | null; readonly labels: readonly string[] },
    context: ReadContext,
    notice: Reading['notice'],
  ) {
    this.kind = kind;
    this.headers = headers;
    this.#context = context;
    const found = preset ? mapPreset(headers, preset, context.map) : mapColumns(headers, kind, context.map);
    const months = monthsIn(found, headers, this.#datesOf('month', null));
    this.#months = months.columns;
    const mapping = { ...found, problems: [...found.problems, ...months.problems] };
    const used = new Set([...mapping.fields.values()].map(({ index }) => index));
    const isWide = kind === 'surveys' && (preset?.isWide === true || !mapping.fields.has('score'));
    this.questions = isWide ? questionsIn(headers, labels, used) : [];
    this.mapping = withQuestions(mapping, this.questions);
    this.#columns = [...this.mapping.fields].map(([field, { index, rule }]) => ({ field, index, rule: rule ?? null }));
    this.#byName = new Map(headers.map((name, index) => [plain(nameOf(name)), index] as const).toReversed());
    this.#labels = context.by.map((name) => this.#labelColumn(name));
    this.#order = headers
      .map((header, index) => ({ index, name: plain(header) }))
      .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    const isSheet = kind === 'subscriptions' && this.mapping.fields.has('month');
    this.payments = kind === 'payments' ? shapeOfPayments(this.mapping.fields) : null;
    const own = this.payments === 'orders' ? orderSchema : SCHEMAS[kind];
    const schema = context.shape?.kind === kind ? context.shape.schema : isSheet ? monthSchema : own;
    this.#notice = notice;
    this.#schema = schema(this.#reading((...words) => void (this.#said?.push(words) ?? notice(...words))));
    this.#lane = context.dialect.reader === 'fast' ? laneOf(this.#schema) : null;
  }

  /** A record, or what is wrong with it: Zod judges whatever is not plainly right. */
  read(fields: Fields): { readonly data?: object; readonly error?: { readonly issues: readonly $ZodIssue[] } } {
    if (this.#lane !== null) {
      this.#said = [];
      const data = this.#lane(fields);
      const said = this.#said;
      this.#said = null;
      if (data !== null) {
        for (const words of said) this.#notice(...words);
        return { data };
      }
    }
    return this.#schema.safeParse(fields);
  }

  /** Which of the columns asked for with `--by` there are. */
  get hasLabels(): readonly boolean[] {
    return this.#labels.map((index) => index >= 0);
  }

  /** Each record a row holds: one, or one for each answer or amount of several that stand side by side. */
  recordsOf(cells: Cells): RawRecord[] {
    const { columnOf } = this;
    const cellOf = (header: string): string | null => this.#text(cells[this.#byName.get(plain(header)) ?? -1]);
    const fields: Fields = {};
    for (const { field, index, rule } of this.#columns) {
      fields[field] = rule ? rule.read(cellOf) : this.#text(cells[index]);
    }
    if (this.#months.length > 0) return this.#amountsOf(cells, fields);
    if (this.questions.length === 0) return [{ fields, columnOf }];
    return this.questions.map((question) => ({
      columnOf,
      fields: Object.assign({}, fields, {
        score: scoreText(this.#text(cells[question.index]), question),
        kind: question.kind,
        question: question.text,
        direction: question.direction,
        comment: this.#text(cells[question.comment]),
      }),
    }));
  }

  /** A record for each month that has an amount; for a row without any, one of nothing: its customer is known. */
  #amountsOf(cells: Cells, fields: Fields): RawRecord[] {
    const paid = this.#months.filter(({ index }) => this.#text(cells[index]) !== null);
    return (paid.length > 0 ? paid : this.#months.slice(0, 1)).map(({ index, month }) => ({
      fields: { ...fields, month, mrr: this.#text(cells[index]) },
      columnOf: (field) => (field === 'mrr' || field === 'month' ? index : this.columnOf(field)),
    }));
  }

  labelsOf(cells: Cells): (string | undefined)[] {
    return this.#labels.map((index) => (index < 0 ? undefined : (cellText(cells[index]) ?? '')));
  }

  /** A hash of all a row says, whatever the order of its columns. Good until the next one is asked for. */
  contentOf(cells: Cells): ContentHash {
    this.#hash.clear();
    for (const { index, name } of this.#order) {
      const cell = cells[index];
      if (!cell) continue;
      this.#hash.add(name);
      this.#hash.add(cell);
    }
    return this.#hash;
  }

  /** The column a field is read from; -1 when it is from none. */
  readonly columnOf = (field: string): number => this.mapping.fields.get(field)?.index ?? -1;

  #labelColumn(name: string): number {
    const exact = findHeader(this.headers, name);
    if (exact >= 0) return exact;
    const wanted = plain(name);
    for (const [field, { index }] of this.mapping.fields) {
      if (plain(field) === wanted || SYNONYMS[this.kind][field]?.some((each) => plain(each) === wanted)) return index;
    }
    return -1;
  }

  /** The text of a cell; words that stand for an empty one are null. */
  #text(cell: string | null | undefined): string | null {
    const text = cellText(cell);
    return text !== null && this.#context.dialect.missing.has(text) ? null : text;
  }

  /** The fields that rows are made of: what is said of customers' own business only where it is asked for. */
  #fieldsRead(): Set<string> {
    const { fields } = this.mapping;
    const isRead = this.kind !== 'customers' || (this.#context.readsGrowth ?? tellsGrowth(fields));
    return new Set([...fields.keys()].filter((field) => isRead || !OF_GROWTH.has(field)));
  }

  /** How the dates of a field are written, where they are not ISO. */
  #datesOf(field: string, rule: Rule | null): DateReader | null {
    const { dates } = this.#context.dialect;
    return dates.get(field) ?? rule?.dates ?? dates.get('') ?? null;
  }

  #reading(notice: Reading['notice']): Reading {
    const { zone, surveyKind, scale, dialect, rules } = this.#context;
    const columns = [...this.mapping.fields];
    const readers = new Map(columns.map(([field, { rule }]) => [field, this.#datesOf(field, rule ?? null)] as const));
    return {
      zone,
      marks: dialect,
      scoreLabels: dialect.scoreLabels,
      dateReader: (name) => readers.get(name) ?? null,
      fields: this.#fieldsRead(),
      minor: new Set(columns.flatMap(([field, { minor }]) => (minor ? [field] : []))),
      zones: new Map(columns.flatMap(([field, column]) => (column.zone ? [[field, column.zone] as const] : []))),
      surveyKind,
      scale,
      scales: this.#context.scales,
      currency: dialect.currency,
      rules,
      ratings: this.#context.ratings,
      notice,
    };
  }
}

/** What answers side by side give as fields: they come from more than one column, of which the first is named. */
function withQuestions(mapping: Mapping, questions: readonly Question[]): Mapping {
  const [first] = questions;
  if (first === undefined) return mapping;
  const fields = new Map(mapping.fields);
  const column = { index: first.index, minor: false, zone: null, found: 'question' as const };
  for (const field of ['score', 'kind', 'question', 'direction']) fields.set(field, column);
  fields.set('comment', { ...column, index: first.comment });
  return { ...mapping, fields };
}

/** The text of a cell: outer blanks off, one form for letters with accents, null when nothing is left. */
export function cellText(cell: string | null | undefined): string | null {
  if (cell === null || cell === undefined) return null;
  const text = cell.trim();
  if (text === '') return null;
  return /[^\u0020-\u007e]/.test(text) ? text.normalize('NFC') : text;
}
