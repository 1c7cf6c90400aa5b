import { feedback } from './feedback-schema.ts';
import { health } from './health-schema.ts';
import { count, day, input, list, orNull, range, record, type Schema, share, text, warning } from './schema-words.ts';

// The JSON Schema of the envelope that json.ts writes; a test holds the two together.

/** A row: one number with all that belongs to it. */
export const row = record({
  metric: text('Its id: csm help names them by topic'),
  method: orNull('string', 'Which way it was measured, where there are several'),
  period: text('The period measured'),
  start: day('Its first day'),
  end: day('Its last day'),
  by: orNull('string', 'The column that --by names; null for the total'),
  group: orNull('string', 'The value of that column; null for the total'),
  value: orNull(
    'number',
    'The number: ratios from 0 to 1, money in major units; null where there is none, for a reason',
  ),
  unit: { enum: ['ratio', 'points', 'score', 'hours', 'money', 'count'] },
  currency: orNull('string', 'Of money: its ISO 4217 code, where it is known'),
  numerator: orNull('number', 'What was divided'),
  denominator: orNull('number', 'What it was divided by'),
  n: { type: 'number', minimum: 0, description: 'How many cases the number rests on' },
  low: orNull('number', 'The lower end of the 95 % interval'),
  high: orNull('number', 'Its upper end; null beside a low end where nothing bounds it from above'),
  previous: orNull('number', 'The value in the period it is compared with'),
  delta: orNull('number', 'The value less the previous one'),
  delta_pct: orNull('number', 'The change as a share of the previous value; null for ratios and points'),
  verdict: { enum: ['better', 'worse', 'same', null], description: 'same: inside the noise' },
  reason: orNull('string', 'Why there is no value'),
});

const rep = record({
  rep: text('Who; (none) for customers of nobody, (unknown) for those of whom nothing is known'),
  n: count('Customers they had at the start'),
  lost: count('Those who were gone at the end'),
  rate: share('lost / n: the cohort churn'),
  low: share('The lower end of its 95 % interval'),
  high: share('Its upper end'),
  shrunken: share('(lost + m pooled) / (n + m): the rate drawn towards that of all'),
  m: orNull('number', 'By the method of moments; null: the reps differ by chance only, and shrunken is pooled'),
  pooled: share('The rate of all'),
  limit_low: share('pooled - 3 sqrt(pooled (1 - pooled) / n), 0 at least'),
  limit_high: share('pooled + 3 sqrt(pooled (1 - pooled) / n), 1 at most'),
  flag: { enum: ['above', 'below', 'inside', null], description: 'Where the rate lies; null with fewer than 5' },
  rank: orNull(
    'integer',
    'From the lowest shrunken rate up; null with fewer than 5, or where there is nothing to rank',
  ),
  low_n: { type: 'boolean', description: 'Whether they are fewer than 30' },
});

/** Beside the rows of a run by rep over customers. */
const reps: Readonly<Record<string, Schema>> = {
  attribution: {
    enum: ['opening', 'churn-time', 'current-owner'],
    description: 'By rep: whose a customer is; current-owner where no export says who was before',
  },
  reps: { ...list(rep), description: 'By rep: churn of each beside the others; empty where churn is not asked' },
  reassigned: list(
    record({
      customer_id: text('A customer who went to another rep in the period'),
      from: text('The rep before'),
      to: text('The rep after'),
      date: day('The first day with the new one'),
    }),
  ),
};

/** Beside the rows of a run by all methods. */
const differences: Schema = {
  ...list(
    record({
      metric: text('A metric measured from rows by several methods'),
      currency: orNull('string', 'Of money: its ISO 4217 code, where it is known'),
      member: { enum: ['customer', 'ticket', 'answer'] },
      id: text('Its id; of an answer without one its respondent, else its file and line'),
      counts: {
        type: 'object',
        description: 'By method (default: the one without a name); null where the method has no value',
        additionalProperties: {
          ...record({
            numerator: { type: 'number', description: 'What it adds above the line, or to a sum' },
            denominator: orNull('number', 'What it adds below the line; null in a sum'),
          }),
          type: ['object', 'null'],
        },
      },
    }),
  ),
  description: 'By all methods: whom they count differently, by metric, currency and id',
};

/** With `--against`: figures that are not what they were. */
const restated: Schema = {
  ...list(
    record({
      metric: row.properties.metric,
      method: row.properties.method,
      period: row.properties.period,
      start: row.properties.start,
      end: row.properties.end,
      by: row.properties.by,
      group: row.properties.group,
      unit: row.properties.unit,
      currency: row.properties.currency,
      old: orNull('number', 'The value in the answer that was kept; null where it had none'),
      new: orNull('number', 'The value now'),
      difference: orNull('number', 'The new value less the old one'),
    }),
  ),
  description: 'With --against: the figures that are not what they were in the answer that was kept',
};

/** A model that a row rests on. */
const model = record({
  metric: text('The metric of the row'),
  method: orNull('string', 'Its method'),
  period: text('The period measured'),
  by: orNull('string', 'The column that --by names; null for the total'),
  group: orNull('string', 'The value of that column; null for the total'),
  currency: orNull('string', 'Of money: its ISO 4217 code, where it is known'),
  model: text('What it is called: sbg, bg-nbd, gamma-gamma'),
  unit: { enum: ['day', 'month', 'quarter', 'year'], description: 'The unit of its time' },
  n: count('How many customers it was fitted to'),
  parameters: list(record({ name: text(), value: { type: 'number' } })),
  log_likelihood: { type: 'number', description: 'Of the parameters, the highest there is' },
  figures: list(
    record({
      figure: text('What the model says'),
      at: orNull('number', 'When: the renewal, or so many units ahead'),
      value: { type: 'number' },
      observed: orNull('number', 'What was seen, where it can be'),
    }),
  ),
});

/** The JSON Schema (draft 2020-12) of what `--json` prints. */
export const reportSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'csm.report/1',
  ...record(
    {
      schema: { const: 'csm.report/1' },
      version: text('The version of csm'),
      command: text('What was asked'),
      as_of: { type: ['string', 'null'], format: 'date', description: 'What today was, where it has a part' },
      timezone: text('The zone days are counted in'),
      period: record({ ...range, complete: { type: 'boolean', description: 'Whether it is over' } }),
      compare: { ...record(range, 'The period it is compared with'), type: ['object', 'null'] },
      rows: list(row),
      models: list(model),
      inputs: list(input),
      warnings: list(warning),
    },
    undefined,
    { ...reps, differences, restated, ...health, ...feedback },
  ),
};
