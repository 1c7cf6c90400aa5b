import { row } from './json-schema.ts';
import { count, input, list, orNull, range, record, type Schema, text, warning } from './schema-words.ts';

// Of csm cohorts, and of its --survival.

/** What every document begins with, and what it ends with. */
const around = {
  version: text('The version of csm'),
  as_of: { type: ['string', 'null'], format: 'date', description: 'What today was, where it has a part' },
  timezone: text('The zone days are counted in'),
  period: record({ ...range, complete: { type: 'boolean', description: 'Whether it is over' } }),
  by: orNull('string', 'The column that --by names'),
};
const place = {
  start: { type: ['string', 'null'], format: 'date', description: 'Its first day' },
  end: { type: ['string', 'null'], format: 'date', description: 'Its last day' },
  by: row.properties.by,
  group: row.properties.group,
};
const document = (schema: string, properties: Readonly<Record<string, Schema>>): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: schema,
  ...record({
    schema: { const: schema },
    version: around.version,
    command: { const: 'cohorts' },
    as_of: around.as_of,
    timezone: around.timezone,
    period: around.period,
    by: around.by,
    ...properties,
    inputs: list(input),
    warnings: list(warning),
  }),
});

/** The JSON Schema of what `csm cohorts --json` prints. */
export const cohortsSchema: Schema = document('csm.cohorts/1', {
  every: { enum: ['month', 'quarter', 'year'] },
  measure: { enum: ['customers', 'mrr'] },
  rows: list(
    record({
      metric: { enum: ['cohort_customer_retention', 'cohort_mrr_retention'] },
      method: orNull('string', 'There is one way'),
      period: orNull('string', 'The period at whose close it is counted; null for the average and beyond the last one'),
      ...place,
      cohort: orNull('string', 'The period its customers first paid in; null: the average of complete cells, weighted'),
      age: count('Whole periods since'),
      size: count('Customers of the cohort'),
      value: orNull(
        'number',
        'What is there, as a share of what was there first; null where there is none, for a reason',
      ),
      unit: { const: 'ratio' },
      currency: orNull('string', 'Of MRR: its ISO 4217 code, where it is known'),
      numerator: orNull('number', 'Customers at the close, or their MRR'),
      denominator: orNull('number', 'Customers of the cohort, or the MRR of their first days'),
      n: count('How many customers the number rests on'),
      low: orNull('number', 'The lower end of the 95 % interval'),
      high: orNull('number', 'Its upper end'),
      complete: { type: 'boolean', description: 'Whether the period is over' },
      reason: orNull('string', 'Why there is no value'),
    }),
  ),
});

/** The JSON Schema of what `csm cohorts --survival --json` prints. */
export const survivalSchema: Schema = document('csm.survival/1', {
  medians: list(
    record({
      by: row.properties.by,
      group: row.properties.group,
      days: orNull('integer', 'The first length by which half of the spells have ended'),
      n: count('Spells'),
      reason: orNull('string', 'Why there is none'),
    }),
  ),
  rows: list(
    record({
      metric: { const: 'survival' },
      method: { const: 'kaplan-meier' },
      period: text('The days watched'),
      ...place,
      time: count('Days since a spell began'),
      value: { type: 'number', minimum: 0, maximum: 1, description: 'The share of spells that last longer' },
      unit: { const: 'ratio' },
      at_risk: count('Spells watched just before'),
      events: count('Spells that ended at this length'),
      censored: count('Spells last seen at this length or later, before the next row'),
      se: orNull('number', "Greenwood's standard error; null when nobody is left"),
      n: count('Spells'),
      low: orNull('number', 'The lower end of the 95 % interval'),
      high: orNull('number', 'Its upper end'),
    }),
  ),
});
