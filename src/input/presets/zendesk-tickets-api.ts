import { from, type Preset } from './preset.ts';
import { CHANNEL, jsonList, PRIORITY, ZENDESK_CSAT, ZENDESK_STATUS } from './words.ts';

/** Tickets of Zendesk's API with their metric sets, which the reader joins; meaning by Zendesk's API reference. */
export default {
  id: 'zendesk-tickets-api',
  vendor: 'Zendesk',
  kind: 'tickets',
  records: 'tickets',
  all: ['requester_id', 'via.channel'],
  fields: {
    ticket_id: from('id'),
    created_at: from('created_at'),
    updated_at: from('updated_at'),
    solved_at: from('metric_set.solved_at'),
    status: from('status', { words: ZENDESK_STATUS }),
    priority: from('priority', { words: PRIORITY }),
    channel: from('via.channel', { words: CHANNEL, otherwise: 'other' }),
    customer_id: from('organization_id'),
    requester_id: from('requester_id'),
    ticket_external_id: from('external_id'),
    rep: from('assignee_id'),
    group: from('group_id'),
    subject: from('subject'),
    tags: jsonList('tags'),
    reopens: from('metric_set.reopens'),
    agent_replies: from('metric_set.replies'),
    first_response_minutes: from('metric_set.reply_time_in_minutes.calendar'),
    first_response_business_minutes: from('metric_set.reply_time_in_minutes.business'),
    first_resolution_minutes: from('metric_set.first_resolution_time_in_minutes.calendar'),
    full_resolution_minutes: from('metric_set.full_resolution_time_in_minutes.calendar'),
    full_resolution_business_minutes: from('metric_set.full_resolution_time_in_minutes.business'),
    csat_outcome: from(['satisfaction_rating.score', 'satisfaction_rating'], {
      words: ZENDESK_CSAT,
      otherwise: null,
    }),
    csat_comment: from('satisfaction_rating.comment'),
  },
} satisfies Preset;
