import type { Level } from '../errors.ts';
import type { Kind } from '../records/dataset.ts';
import type { Subscription } from '../records/row.ts';
import type { AnyRow, ReadContext } from './context.ts';
import type { RowPlace } from './rows.ts';
import type { Cells, Fields, Sheet } from './sheet.ts';
import { OWN_ID } from './synonyms.ts';

/** A row that bears the same id. */
interface Elsewhere {
  readonly file: string;
  readonly line: number;
  readonly same?: boolean;
}

/** What tells records of one id apart: the answers of a response, the months of a subscription. */
const PARTS: Readonly<Record<Kind, readonly string[]>> = {
  customers: [],
  subscriptions: ['month'],
  tickets: [],
  surveys: ['kind', 'question'],
  payments: [],
  usage: [],
  assignments: [],
  fx: [],
  history: [],
};

/** A record, and the row of the file it was made from. */
interface Candidate {
  readonly fields: Fields;
  readonly row: AnyRow['row'];
  readonly cells: Cells;
  readonly at: RowPlace;
  readonly sheet: Sheet;
  readonly file: string;
}

/** What is said of a record that was there before, and where its row is counted. */
interface Repeated {
  readonly counts: 'duplicates' | 'rejected';
  readonly level: Level;
  readonly field: string;
  readonly value: string | null;
  readonly saying: { readonly code: string; readonly message: string; readonly hint?: string };
}

/** Whether a record repeats one before it, in this file or another, or contradicts it, which makes its row a bad one. */
export function repeats(candidate: Candidate, context: ReadContext): Repeated | null {
  return sameId(candidate, context) ?? contradicts(candidate, context);
}

/** Two rows that cannot both be right, though no id says that they are one. */
function contradicts({ row, at, sheet: { kind }, file }: Candidate, { clashes }: ReadContext): Repeated | null {
  const clash = clashes.find({ kind, row } as AnyRow, { file, line: at.line });
  if (clash === null) return null;
  const { field, hint, first } = clash;
  const message = `${clash.message}: ${placeIn(file, first)}`;
  return { counts: 'rejected', level: 'error', field, value: null, saying: { code: 'row/overlap', message, hint } };
}

/** Where an earlier row is, as it is told in a file. */
const placeIn = (file: string, first: { readonly file: string; readonly line: number }): string =>
  first.file === file ? `line ${first.line}` : `${first.file}:${first.line}`;

function sameId(candidate: Candidate, context: ReadContext): Repeated | null {
  const { fields, at, sheet, file } = candidate;
  const { shape } = context;
  const isOrder = sheet.payments === 'orders';
  const field = shape?.kind === sheet.kind ? shape.ownId : isOrder ? 'order_id' : OWN_ID[sheet.kind];
  const id = field === null ? null : (fields[field] ?? null);
  if (field === null || id === null) return null;
  const first = elsewhere(id, candidate, context);
  if (first === null) return null;
  const where = placeIn(file, first);
  if (first.same) {
    const saying = { code: 'row/duplicate', message: `line ${at.line} repeats ${where}: counted once` };
    return { counts: 'duplicates', level: 'warning', field, value: null, saying };
  }
  const message = `{field} {value} is also at ${where}, with other content`;
  const hint =
    field === 'subscription_id'
      ? 'keep the right one; revisions of a subscription are for different days'
      : 'one id is one row: keep the right one';
  return {
    counts: 'rejected',
    level: 'error',
    field,
    value: id,
    saying: { code: 'row/conflicting-id', message, hint },
  };
}

/** The row that a record repeats or contradicts. Revisions of a subscription do neither. */
function elsewhere(
  id: string,
  { fields, row, cells, at, sheet, file }: Candidate,
  { seen, revisions, shape }: ReadContext,
): Elsewhere | null {
  const { kind } = sheet;
  const content = sheet.contentOf(cells);
  let key = sheet.payments === 'orders' ? `order\n${id}` : id;
  for (const part of PARTS[kind]) key += `\n${fields[part] ?? ''}`;
  const first = seen[kind].check(key, content, file, at.line);
  if (first === null || first.same || kind !== 'subscriptions' || shape || !revisions) return first;
  const subscription = row as Subscription;
  const again = seen.subscriptions.check(`${id}\nfrom ${subscription.started}`, content, file, at.line);
  return again?.same ? again : revisions.clash(subscription);
}
