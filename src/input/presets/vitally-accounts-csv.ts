import { from, type Preset, type Rule } from './preset.ts';

/** A column in which `null` is written out. */
const column = (header: string): Rule => from(header, { words: { null: null } });

/** Vitally's accounts: the columns of its import template, by its documentation, and traits as users name them. */
export default {
  id: 'vitally-accounts-csv',
  vendor: 'Vitally',
  kind: 'customers',
  // `external_id` and `name` alone are in many files.
  all: ['externalId', 'name', 'industry', 'phoneNumber'],
  fields: {
    customer_id: column('externalId'),
    name: column('name'),
    industry: column('industry'),
    mrr: column('mrr'),
    health_score: column('healthScore'),
    renewal_date: column('nextRenewalDate'),
  },
} satisfies Preset;
