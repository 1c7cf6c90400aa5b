import { from, type Preset } from './preset.ts';
import { QUALTRICS_FINISHED, QUALTRICS_TEST } from './words.ts';

/** Qualtrics's older layout: V1, V2, ... on line 1 and the names on line 2, as a public test file of it shows. */
export default {
  id: 'qualtrics-legacy-csv',
  vendor: 'Qualtrics',
  kind: 'surveys',
  all: ['ResponseID', 'ResponseSet', 'ExternalDataReference', 'StartDate', 'EndDate', 'Finished'],
  headerRows: 2,
  namesOn: 2,
  isWide: true,
  fields: {
    response_id: from('ResponseID'),
    responded_at: from('EndDate'),
    started_at: from('StartDate'),
    respondent_email: from('EmailAddress'),
    customer_id: from('ExternalDataReference'),
    is_complete: from('Finished', { words: QUALTRICS_FINISHED }),
    is_test: from('Status', { words: QUALTRICS_TEST, otherwise: 'false' }),
  },
} satisfies Preset;
