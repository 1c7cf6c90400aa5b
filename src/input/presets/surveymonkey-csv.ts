import { from, mdy, type Preset } from './preset.ts';

/** SurveyMonkey's responses as CSV, a column for each question, as their public consumers read them. */
export default {
  id: 'surveymonkey-csv',
  vendor: 'SurveyMonkey',
  kind: 'surveys',
  all: ['Respondent ID', 'Collector ID', 'Start Date', 'End Date'],
  headerRows: 2,
  isWide: true,
  fields: {
    response_id: from('Respondent ID'),
    responded_at: from('End Date', { dates: mdy }),
    started_at: from('Start Date', { dates: mdy }),
    respondent_email: from('Email Address'),
    customer_id: from(['Custom Data 1', 'Custom Data']),
    channel: from('Collector ID'),
  },
} satisfies Preset;
