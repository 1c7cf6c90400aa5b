import { from, type Preset, rule } from './preset.ts';
import { zonedTime } from './words.ts';

/** Google Forms answers as CSV, a column a question, as public consumers read them; dates by the sheet's locale. */
export default {
  id: 'google-forms-csv',
  vendor: 'Google Forms',
  kind: 'surveys',
  // Forms that do not collect addresses have nothing of their own but the first header: too little to go by.
  all: ['Timestamp', 'Email Address'],
  isWide: true,
  fields: {
    responded_at: rule(['Timestamp'], (row) => zonedTime(row('Timestamp'))),
    respondent_email: from(['Email Address', 'Username']),
  },
} satisfies Preset;
