import { healthConfig } from './health-schema.ts';
import { count, input, list, orNull, range, record, type Schema, text, warning } from './schema-words.ts';

/** The JSON Schema of what `csm health trend --json` prints; a test holds the two together. */
export const trendSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'csm.trend/1',
  ...record({
    schema: { const: 'csm.trend/1' },
    version: text('The version of csm'),
    command: { const: 'health trend' },
    as_of: { type: ['string', 'null'], format: 'date', description: 'What today was, where it is said' },
    timezone: text('The zone days are counted in'),
    period: record({ ...range, complete: { type: 'boolean', description: 'Whether it is over' } }),
    every: { enum: ['month', 'quarter', 'year'] },
    health: healthConfig,
    rows: list(
      record({
        metric: { enum: ['health_score', 'health_green', 'health_yellow', 'health_red', 'health_unknown'] },
        method: { type: 'null', description: 'There is one way' },
        period: text('The period at whose close it is'),
        start: { type: ['string', 'null'], format: 'date', description: 'Its first day' },
        end: { type: ['string', 'null'], format: 'date', description: 'Its last day' },
        value: orNull('number', 'The number; null where there is none, for a reason'),
        unit: { enum: ['score', 'count'] },
        n: count('How many customers the number rests on'),
        previous: orNull('number', 'The value at the close before, of the same config'),
        delta: orNull('number', 'The value less the previous one'),
        reason: orNull('string', 'Why there is no value'),
        config: text('What the config calls itself'),
        hash: text('Of the config: another hash is another series'),
      }),
    ),
    inputs: list(input),
    warnings: list(warning),
  }),
};
