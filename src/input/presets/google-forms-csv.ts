import { from, type Preset, rule } from './preset.ts';
import { zonedTime } from './words.ts';

/** Google Forms answers as CSV, a column for each question, as their public consumers read them. Dates are as the sheet's locale has them. */
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
