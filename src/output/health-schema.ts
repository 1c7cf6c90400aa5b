import { count, list, orNull, record, type Schema, text } from './schema-words.ts';

// What csm health has beside its rows.

const amount = orNull(
  'number',
  'MRR at the close in major units; null where it is not known, or in several currencies',
);
const points = { type: 'object', additionalProperties: { type: 'number' } };
const owner = {
  customer_id: text('The customer'),
  name: orNull('string', 'What it is called'),
  rep: orNull('string', 'Who looks after it at the close'),
  mrr: amount,
};
export const code = orNull('string', 'Of MRR: its ISO 4217 code, where it is known');

/** Which config scores are of. */
export const healthConfig = record(
  {
    version: text('What the config calls itself'),
    hash: text('Of the config in effect: scores of two hashes are not compared'),
    missing: { enum: ['drop', 'neutral', 'worst'] },
    bands: list({ type: 'number' }),
  },
  'Of csm health: which config the scores are of',
  {
    bands_by: record({
      column: text('A column of the customers export'),
      values: { type: 'object', additionalProperties: list({ type: 'number' }), description: 'Bands by its value' },
    }),
  },
);

/** A customer and how it does. */
export const healthEntry = record({
  ...owner,
  score: orNull('number', 'From 0 to 100; null where nothing is known'),
  band: { enum: ['green', 'yellow', 'red', 'unknown'] },
  coverage: { type: 'number', minimum: 0, maximum: 1, description: 'The share of the weights that is known' },
  low: { type: 'number', description: 'The score if all that is missing were 0' },
  high: { type: 'number', description: 'The score if all that is missing were 100' },
  previous: orNull('number', 'The score at the close it is compared with'),
  contributions: { ...points, description: 'By component: they add up to the score less 50' },
  reasons: list(text('Why, in words')),
  currency: code,
  delta: orNull('number', 'The score less the previous one'),
  changes: {
    type: ['object', 'null'],
    additionalProperties: { type: 'number' },
    description: 'By component: delta',
  },
  profile: orNull('string', 'Whose weights count, where they are those of some customers'),
  overrides: list(text('What decides the band whatever the score is')),
  components: list(
    record({
      component: text('Its name'),
      weight: { type: 'number', minimum: 0 },
      score: orNull('number', 'From 0 to 100; null where it is missing, for a reason'),
      reason: orNull('string', 'Why it is missing'),
      why: text('What it rests on, in words'),
    }),
  ),
  days_since_contact: orNull('integer', 'Since its last ticket, answer or use; null where the exports do not tell'),
});

/** Beside the rows of a run on health. */
export const health: Readonly<Record<string, Schema>> = {
  health: healthConfig,
  customers: list(healthEntry),
  expansion_candidates: list(
    record({
      ...owner,
      currency: code,
      score: orNull('number', 'From 0 to 100'),
      active_seats: count('People who used it in 28 days'),
      seats: { type: 'number', description: 'Seats that were bought' },
    }),
  ),
  expansion_rule: record({ band: { const: 'green' }, seat_use: { type: 'number', minimum: 0, maximum: 1 } }),
};
