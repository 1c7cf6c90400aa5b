import { code, healthConfig, healthEntry } from './health-schema.ts';
import { count, input, list, orNull, range, record, type Schema, text, warning } from './schema-words.ts';

// The JSON Schema of the card that customer.ts writes; a test holds the two together.

const date = (description: string): Schema => ({ type: 'string', format: 'date', description });
const dateOrNull = (description: string): Schema => ({ type: ['string', 'null'], format: 'date', description });
const orMissing = (schema: object, description: string): Schema => ({
  ...schema,
  type: ['object', 'null'],
  description,
});
const yes = (description: string): Schema => ({ type: 'boolean', description });

/** The JSON Schema (draft 2020-12) of what `csm customer --json` prints. */
export const customerSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'csm.customer/1',
  ...record({
    schema: { const: 'csm.customer/1' },
    version: text('The version of csm'),
    command: { const: 'customer' },
    as_of: dateOrNull('What today was, where it has a part'),
    timezone: text('The zone days are counted in'),
    period: record({ ...range, complete: yes('Whether it is over') }),
    compare: orMissing(record(range), 'The period whose close the score is compared with'),
    customer: {
      type: 'object',
      description: 'What the customers export says of it, by field',
      additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
    },
    since: dateOrNull('Its first paid day, else since when the customers export says'),
    health: orMissing(healthConfig, 'Which config the score is of'),
    score: orMissing(healthEntry, 'As in csm health; null where it is no customer at the close'),
    subscriptions: list(
      record({
        subscription_id: orNull('string', 'Which'),
        plan: orNull('string', 'What is subscribed to'),
        status: text('As at the export'),
        quantity: orNull('number', 'How many units'),
        currency: code,
        started_at: dateOrNull('The first day of service'),
        ended_at: dateOrNull('The first day without'),
        mrr: orNull('number', 'At the close'),
        is_active: yes('Whether it pays at the close'),
      }),
    ),
    movements: list(
      record({
        date: date('When its MRR changed'),
        kind: { enum: ['new', 'reactivation', 'expansion', 'contraction', 'churn'] },
        currency: code,
        amount: { type: 'number', description: 'By how much' },
        mrr: { type: 'number', description: 'What it was then' },
      }),
    ),
    answers: list(
      record({
        response_id: orNull('string', 'Which'),
        kind: { enum: ['nps', 'csat', 'ces', 'enps', 'other'] },
        score: orNull('number', 'The answer'),
        date: date('When it was given'),
        respondent_id: orNull('string', 'Who answered; an address or a telephone number is named, unless shown'),
        comment: orNull('string', 'What they wrote; personal data are named, unless shown'),
      }),
    ),
    tickets: list(
      record({
        ticket_id: text('Which'),
        created_at: date('When it was opened'),
        solved_at: dateOrNull('When it was first solved, by the close'),
        is_open: yes('Whether it is open at the close'),
        priority: orNull('string', 'How urgent it is'),
        topic: orNull('string', 'What it is about'),
        rep: orNull('string', 'Who it is assigned to'),
      }),
    ),
    payments: list(
      record({
        payment_id: orNull('string', 'Which'),
        date: date('When it was paid, charged or issued'),
        currency: code,
        kind: { enum: ['one_off', 'recurring', 'refund', 'setup', null] },
        due_at: dateOrNull('When it is to be paid'),
        status: { enum: ['paid', 'open', 'failed', 'refunded', 'void', 'draft', null] },
        settled_at: dateOrNull('When it was paid, by the close'),
        amount: { type: 'number', description: 'In major units' },
      }),
    ),
    usage: record({
      active_days: count('Days with use, of 28'),
      events: { type: 'number', description: 'How often in these days' },
      users: count('By how many people'),
      last_used: dateOrNull('The last day with use, by the close'),
    }),
    inputs: list(input),
    warnings: list(warning),
  }),
};
