import type * as z from 'zod/mini';
import { zoneOf } from '../../src/calculator/zone.ts';
import type { RowSchema } from '../../src/records/fields.ts';
import type { Reading, Refusal } from '../../src/records/reading.ts';

/** A row of an export as text, by column. A column that is not here is not in the export; '' is a blank cell. */
export type Cells = Readonly<Record<string, string>>;

/** UTC, ISO dates, plain numbers, and no columns, unless told. */
export function reading(more: Partial<Reading> = {}): Reading {
  return {
    zone: zoneOf('UTC'),
    marks: { decimal: '.', thousands: '' },
    scoreLabels: false,
    dateReader: () => null,
    fields: new Set(),
    minor: new Set(),
    zones: new Map(),
    surveyKind: null,
    scale: null,
    currency: null,
    notice: () => undefined,
    ...more,
  };
}

type SchemaOf<Row> = (reading: Reading) => RowSchema<Row>;

/** Schemas by what they are of and their columns: making one takes longer than a hundred rows. */
const schemas = new Map<SchemaOf<unknown>, Map<string, RowSchema<unknown>>>();

function schemaFor<Row>(schemaOf: SchemaOf<Row>, columns: readonly string[], more: Partial<Reading>): RowSchema<Row> {
  const make = (): RowSchema<Row> => schemaOf(reading({ fields: new Set(columns), ...more }));
  if (Object.keys(more).length > 0) return make();
  const known = schemas.get(schemaOf) ?? new Map<string, RowSchema<unknown>>();
  schemas.set(schemaOf, known);
  const schema = known.get(columns.join()) ?? make();
  known.set(columns.join(), schema);
  return schema as RowSchema<Row>;
}

function parse<Row>(schemaOf: SchemaOf<Row>, cells: Cells, more: Partial<Reading>) {
  const input = Object.entries(cells).map(([column, cell]) => [column, cell === '' ? null : cell]);
  return schemaFor(schemaOf, Object.keys(cells), more).safeParse(Object.fromEntries(input));
}

/** The row that cells make. */
export function accepted<Row>(schemaOf: SchemaOf<Row>, cells: Cells, more: Partial<Reading> = {}): Row {
  const parsed = parse(schemaOf, cells, more);
  if (parsed.success) return parsed.data;
  throw new TypeError(`${JSON.stringify(cells)} is refused: ${parsed.error.message}`);
}

/** Why cells are refused, as `column: code`; nothing when they are not. */
export function refused<Row>(schemaOf: SchemaOf<Row>, cells: Cells, more: Partial<Reading> = {}): string[] {
  const issues = parse(schemaOf, cells, more).error?.issues ?? [];
  return issues.map(
    (issue) => `${issue.path.join('.')}: ${issue.code === 'custom' ? refusal(issue).code : issue.code}`,
  );
}

const refusal = (issue: { readonly params?: unknown }): Refusal => issue.params as Refusal;

/** What a column that must be filled makes of a cell: its value, or its refusal. */
export function fieldOf<Value>(field: { required(description: string): z.ZodMiniType<Value, string | null> }) {
  const schema = field.required('A column');
  return (cell: string | null): { readonly value: Value } | Refusal => {
    const parsed = schema.safeParse(cell);
    if (parsed.success) return { value: parsed.data };
    const [issue] = parsed.error.issues;
    if (issue?.code !== 'custom') throw parsed.error;
    return refusal(issue);
  };
}
