import { count, input, list, orNull, record, type Schema, text, warning } from './schema-words.ts';

// The JSON Schema of what `csm anomalies --json` prints; a test holds the two together.

const LEVELS = ['response', 'customer', 'period', 'theme', 'rep'];
const number = (description: string): Schema => orNull('number', description);

const anomaly = record({
  level: { enum: LEVELS, description: 'What it is of' },
  kind: {
    enum: [
      'score_text_mismatch',
      'duplicate_text',
      'all_alike',
      'score_drop',
      'score_rise',
      'first_detractor',
      'silent',
      'share_out_of_limits',
      'value_out_of_limits',
      'theme_shift',
      'rep_outside_funnel',
    ],
    description: 'The rule that fired',
  },
  metric: orNull('string', 'The id of the metric, or the kind of answer; null of texts'),
  method: orNull('string', 'Of the metric: of response_rate the kind of survey; null for the default'),
  period: text('The period looked at'),
  customer_id: orNull('string', 'The customer it is of, where it is of one that is known'),
  group: orNull('string', 'The theme or the rep'),
  unit: { enum: ['ratio', 'points', 'score', 'hours', 'money', 'count', 'days', null] },
  currency: orNull('string', 'Of money: its ISO 4217 code, where it is known'),
  value: number('What was found: ratios from 0 to 1, money in major units'),
  baseline: number('What it is held against: the share of the periods before, their median, the answer before'),
  limit_low: number('Below this it is atypical; null where nothing bounds it'),
  limit_high: number('Above this it is atypical'),
  n: count('How many cases, comments or answers the value rests on'),
  p: number('How often chance alone would go so far, to either side; null where no test was made'),
  q: number('Of findings up to this q that share is chance (Benjamini-Hochberg over all tests of the level)'),
  message: text('The finding in a sentence'),
  rows: list(
    record({
      id: orNull('string', 'Of the answer, the ticket or the customer'),
      file: text('The export'),
      line: count('The line in it'),
    }),
  ),
});

const date = (description: string): Schema => ({ type: ['string', 'null'], format: 'date', description });

/** The JSON Schema (draft 2020-12) of the answer. */
export const anomaliesSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'csm.report/1',
  ...record({
    schema: { const: 'csm.report/1' },
    version: text('The version of csm'),
    command: { const: 'anomalies' },
    as_of: date('What today was; null where it has no part'),
    timezone: text('The zone days are counted in'),
    period: record({
      label: text('The period looked at'),
      start: { type: 'string', format: 'date' },
      end: { type: 'string', format: 'date' },
      complete: { type: 'boolean', description: 'Whether it is over; numbers of a period that is not are not tested' },
    }),
    compare: { type: 'null' },
    rows: list({ type: 'object' }),
    models: list({ type: 'object' }),
    inputs: list(input),
    warnings: list(warning),
    anomalies: list(anomaly),
    levels: list(
      record({
        level: { enum: LEVELS },
        tests: count('Tests made, which q is over; 0 where there was nothing to test, or the rules are no tests'),
        found: count('Findings, before --limit'),
        could_be_chance: count('Beyond their limits, and left out for q is above 0.05'),
      }),
    ),
  }),
};
