import { from, type Preset } from './preset.ts';
import { CHANNEL, fromSeconds, INTERCOM_PRIORITY, INTERCOM_STATE, list } from './words.ts';

/** Intercom's conversations dataset as CSV, by Intercom's help centre; the headers of times name the zone. */
export default {
  id: 'intercom-conversations-csv',
  vendor: 'Intercom',
  kind: 'tickets',
  all: ['Conversation ID'],
  any: [
    'Conversation started at',
    'Conversation created at',
    'Current conversation state',
    'Teammate currently assigned',
  ],
  atLeast: 2,
  fields: {
    ticket_id: from('Conversation ID'),
    created_at: from(['Conversation started at', 'Conversation created at']),
    updated_at: from('Conversation updated at'),
    first_response_at: from('Conversation first replied at'),
    first_solved_at: from('Conversation first closed at'),
    solved_at: from(['Conversation last closed at', 'Conversation first closed at']),
    status: from('Current conversation state', { words: INTERCOM_STATE }),
    priority: from('Conversation priority', { words: INTERCOM_PRIORITY }),
    channel: from('Channel', { words: CHANNEL, otherwise: 'other' }),
    customer_id: from('Company ID'),
    customer_name: from('Company name'),
    requester_id: from('User ID'),
    requester_email: from('User email'),
    rep: from('Teammate currently assigned'),
    group: from('Team currently assigned'),
    subject: from('Title'),
    tags: list('Conversation tag', /[;,]/),
    agent_replies: from('Replies to close a conversation'),
    first_contact_resolved: from('Resolved on first contact'),
    first_response_minutes: fromSeconds('First response time (seconds)'),
    first_resolution_minutes: fromSeconds('Time to first close (seconds)'),
    full_resolution_minutes: fromSeconds('Time to close (seconds)'),
    csat_score: from('Last teammate rating'),
    csat_comment: from('Last teammate rating remark'),
  },
} satisfies Preset;
