import { from, type Preset, rule, type Rule } from './preset.ts';
import { EPOCH, jsonList } from './words.ts';

const kind = from('survey_type', {
  words: { nps: 'nps', csat: 'csat', csat5: 'csat', stars_five: 'csat', ces: 'ces' },
  otherwise: 'other',
});

const SCALES: ReadonlyMap<string | null, readonly [string, string]> = new Map([
  ['nps', ['0', '10']],
  ['csat', ['1', '5']],
  ['ces', ['1', '7']],
]);

const scale = (end: 0 | 1): Rule => rule(['survey_type'], (row) => SCALES.get(kind.read(row))?.[end] ?? null);

/** Responses of Delighted's API, several survey types in one list; meaning by Delighted's API description. */
export default {
  id: 'delighted-responses-api',
  vendor: 'Delighted',
  kind: 'surveys',
  all: ['survey_type', 'score', 'permalink'],
  fields: {
    response_id: from('id'),
    kind,
    score: from('score'),
    scale_min: scale(0),
    scale_max: scale(1),
    responded_at: from('created_at', EPOCH),
    respondent_id: from(['person', 'person.id']),
    respondent_email: from('person.email'),
    customer_id: from('person_properties.customer_id'),
    comment: from('comment'),
    tags: jsonList('tags'),
  },
} satisfies Preset;
