import { from, type Preset } from './preset.ts';
import { QUALTRICS_FINISHED, QUALTRICS_TEST } from './words.ts';

/** Qualtrics's responses as CSV or TSV, a column a question under three header lines, by Qualtrics's help. */
export default {
  id: 'qualtrics-csv',
  vendor: 'Qualtrics',
  kind: 'surveys',
  all: ['StartDate', 'EndDate', 'RecordedDate', 'ResponseId', 'DistributionChannel'],
  headerRows: 3,
  isWide: true,
  fields: {
    response_id: from('ResponseId'),
    responded_at: from('RecordedDate'),
    started_at: from('StartDate'),
    respondent_email: from('RecipientEmail'),
    customer_id: from('ExternalReference'),
    is_complete: from('Finished', { words: QUALTRICS_FINISHED }),
    is_test: from('Status', { words: QUALTRICS_TEST, otherwise: 'false' }),
    channel: from('DistributionChannel'),
    language: from('UserLanguage'),
  },
} satisfies Preset;
