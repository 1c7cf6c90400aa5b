import * as z from 'zod/mini';
import { zoneOf } from '../calculator/zone.ts';
import { type Kind, KINDS } from '../records/dataset.ts';
import type { Holds } from '../records/fields.ts';
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

/** What a column's schema says of itself. */
interface About {
  readonly holds?: Holds;
  readonly values?: readonly string[];
  readonly isOptional?: boolean;
}

/** How a cell is written: in JSON, numbers and yes or no need no quotes. Words are advice, as many others are understood. */
function formOf({ holds = 'text', values, isOptional }: About): object {
  const types: Readonly<Record<Holds, readonly string[]>> = {
    text: values ? ['string'] : ['string', 'number'],
    'whole number': ['string', 'integer'],
    'decimal number': ['string', 'number'],
    'yes or no': ['string', 'boolean', 'integer'],
    date: ['string'],
    'date or time': ['string'],
  };
  const words = holds === 'yes or no' ? ['yes', 'no'] : values;
  // As csm reads dates unless it is told their format.
  const dated = { anyOf: [{ format: 'date' }, { format: 'date-time' }] };
  return {
    type: [...types[holds], ...(isOptional ? ['null'] : [])],
    ...(words && { anyOf: [{ enum: words }, {}] }),
    ...(holds.startsWith('date') && dated),
  };
}

/** What a row is before it is read, made from the schema that reads it. Other columns may be there: they serve `--by`. */
function rowOf(kind: Kind): object {
  const { $schema: _, ...row } = z.toJSONSchema(SCHEMAS[kind](everything), {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const about = z.globalRegistry.get(zodSchema) as About | undefined;
      for (const word of Object.keys(jsonSchema)) if (word !== 'description' && about?.holds) delete jsonSchema[word];
      if (about?.holds) Object.assign(jsonSchema, formOf(about));
    },
  });
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
