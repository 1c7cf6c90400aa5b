import { CsmError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { KINDS } from '../records/dataset.ts';
import type { World } from './world.ts';

/** Each schema that `csm schema` prints, by what follows: loaded when it is asked for. */
const SCHEMAS: Readonly<Record<string, { readonly names: readonly string[]; make(name?: string): Promise<object> }>> = {
  config: {
    names: [],
    async make() {
      const { configJsonSchema } = await import('../config/schema.ts');
      return configJsonSchema((await import('./known.ts')).known);
    },
  },
  input: {
    names: KINDS,
    async make(name) {
      const { inputSchema, rowJsonSchema } = await import('../input/json-schema.ts');
      const kind = KINDS.find((each) => each === name);
      return kind === undefined ? inputSchema() : rowJsonSchema(kind);
    },
  },
  output: {
    names: ['report', 'cohorts', 'survival', 'customer', 'backtest', 'fit', 'trend', 'anomalies'],
    async make(name) {
      if (name === 'customer') return (await import('../output/customer-schema.ts')).customerSchema;
      if (name === 'backtest' || name === 'fit') return (await import('../output/backtest-schema.ts')).schemaOf(name);
      if (name === 'trend') return (await import('../output/trend-schema.ts')).trendSchema;
      if (name === 'anomalies') return (await import('../output/anomalies-schema.ts')).anomaliesSchema;
      if (name === 'report') return (await import('../output/json-schema.ts')).reportSchema;
      const { cohortsSchema, survivalSchema } = await import('../output/cohorts-schema.ts');
      return name === 'cohorts' ? cohortsSchema : survivalSchema;
    },
  },
};

/** Prints a JSON Schema (draft 2020-12). */
export async function runSchema(what: string | undefined, name: string | undefined, world: World): Promise<void> {
  const known = Object.keys(SCHEMAS);
  const schema = SCHEMAS[what ?? ''];
  if (schema === undefined) {
    throw new CsmError('usage/schema', what === undefined ? 'a schema of what?' : `there is no schema of ${what}`, {
      hint: (what === undefined ? undefined : nearest(what, known)) ?? `csm schema ${known.join(', csm schema ')}`,
    });
  }
  if (name !== undefined && !schema.names.includes(name)) {
    throw new CsmError('usage/schema', `there is no schema of ${what} ${name}`, {
      hint:
        nearest(name, schema.names) ??
        (schema.names.length === 0 ? `csm schema ${what}` : `one of ${schema.names.join(', ')}`),
    });
  }
  await world.stdout.write(`${JSON.stringify(await schema.make(name), null, 2)}\n`);
}
