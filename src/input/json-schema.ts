import * as z from 'zod/mini';
import { zoneOf } from '../calculator/zone.ts';
import { type Kind, KINDS } from '../records/dataset.ts';
import type { Reading } from '../records/reading.ts';
import { plainDialect } from './dialect.ts';
import { SCHEMAS } from './sheet.ts';
import { REQUIRED } from './synonyms.ts';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

const every = new Set<string>();
every.has = () => true;

/** A reading of an export that has every column, so that its schema has them all. */
const everything: Reading = {
  zone: zoneOf('UTC'),
  marks: plainDialect,
  scoreLabels: false,
  dateReader: () => null,
  fields: every,
  minor: new Set(),
  zones: new Map(),
  surveyKind: null,
  scale: null,
  currency: null,
  notice: () => undefined,
};

/** What a row is before it is read, made from the schema that reads it. Other columns may be there: they serve `--by`. */
function rowOf(kind: Kind): object {
  const { $schema: _, ...row } = z.toJSONSchema(SCHEMAS[kind](everything), { io: 'input', unrepresentable: 'any' });
  return { ...row, required: REQUIRED[kind], additionalProperties: true };
}

/** The JSON Schema of a row of one kind. */
export const rowJsonSchema = (kind: Kind): object => ({ $schema: DRAFT, title: `a row of ${kind}`, ...rowOf(kind) });

/** The JSON Schemas of the rows of all kinds. */
export const inputSchema = (): object => ({
  $schema: DRAFT,
  title: 'a row of an export',
  anyOf: KINDS.map((kind) => ({ $ref: `#/$defs/${kind}` })),
  $defs: Object.fromEntries(KINDS.map((kind) => [kind, rowOf(kind)])),
});
