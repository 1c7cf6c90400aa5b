import { from, type Preset } from './preset.ts';
import { CHANNEL, jsonList, PRIORITY, ZENDESK_CSAT, ZENDESK_STATUS } from './words.ts';

/** Zendesk's full export, JSON Lines of { ticket: ... } by Zendesk's help centre; metric_set as consumers show it. */
export default {
  id: 'zendesk-tickets-ndjson',
  vendor: 'Zendesk',
  kind: 'tickets',
  all: ['ticket.requester_id', 'ticket.via.channel'],
  fields: {
    ticket_id: from('ticket.id'),
    created_at: from('ticket.created_at'),
    updated_at: from('ticket.updated_at'),
    solved_at: from('ticket.metric_set.solved_at'),
    status: from('ticket.status', { words: ZENDESK_STATUS }),
    priority: from('ticket.priority', { words: PRIORITY }),
    channel: from('ticket.via.channel', { words: CHANNEL, otherwise: 'other' }),
    customer_id: from('ticket.organization_id'),
    requester_id: from('ticket.requester_id'),
    ticket_external_id: from('ticket.external_id'),
    rep: from('ticket.assignee_id'),
    group: from('ticket.group_id'),
    subject: from('ticket.subject'),
    tags: jsonList('ticket.tags'),
    reopens: from('ticket.metric_set.reopens'),
    agent_replies: from('ticket.metric_set.replies'),
    first_response_minutes: from('ticket.metric_set.reply_time_in_minutes.calendar'),
    first_response_business_minutes: from('ticket.metric_set.reply_time_in_minutes.business'),
    first_resolution_minutes: from('ticket.metric_set.first_resolution_time_in_minutes.calendar'),
    full_resolution_minutes: from('ticket.metric_set.full_resolution_time_in_minutes.calendar'),
    full_resolution_business_minutes: from('ticket.metric_set.full_resolution_time_in_minutes.business'),
    csat_outcome: from(['ticket.satisfaction_rating.score', 'ticket.satisfaction_rating'], {
      words: ZENDESK_CSAT,
      otherwise: null,
    }),
    csat_comment: from('ticket.satisfaction_rating.comment'),
  },
} satisfies Preset;
