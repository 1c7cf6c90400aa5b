import { from, type Preset, rule } from './preset.ts';
import { UTC } from './words.ts';

/** Typeform's responses as CSV, a column a question, as consumers read them. Older files have no response type. */
export default {
  id: 'typeform-csv',
  vendor: 'Typeform',
  kind: 'surveys',
  all: ['#', 'Submit Date (UTC)'],
  any: ['Network ID', 'Start Date (UTC)'],
  atLeast: 1,
  isWide: true,
  fields: {
    response_id: from('#'),
    responded_at: from('Submit Date (UTC)', UTC),
    started_at: from('Start Date (UTC)', UTC),
    respondent_email: from('email'),
    is_complete: rule(['Response Type'], (row) => String(/^completed$/i.test(row('Response Type') ?? 'completed'))),
    tags: from('Tags'),
  },
} satisfies Preset;
