import { constant, from, type Preset, rule } from './preset.ts';

/** Zendesk's satisfaction ratings by API; meaning by Zendesk's API reference. An `unoffered` one was never sent. */
export default {
  id: 'zendesk-csat-api',
  vendor: 'Zendesk',
  kind: 'surveys',
  records: 'satisfaction_ratings',
  all: ['score', 'ticket_id', 'requester_id'],
  fields: {
    response_id: from('id'),
    kind: constant('csat'),
    score: from('score', { words: { good: '1', bad: '0', offered: null, unoffered: null } }),
    scale_min: constant('0'),
    scale_max: constant('1'),
    responded_at: from('updated_at'),
    sent_at: rule(['created_at', 'score'], (row) => (row('score') === 'unoffered' ? null : row('created_at'))),
    ticket_id: from('ticket_id'),
    respondent_id: from('requester_id'),
    rep: from('assignee_id'),
    comment: from('comment'),
  },
} satisfies Preset;
