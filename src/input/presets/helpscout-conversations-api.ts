import { from, type Preset, rule } from './preset.ts';
import { CHANNEL, jsonList } from './words.ts';

/** Conversations of Help Scout's Mailbox API 2; meaning by Help Scout's API reference. */
export default {
  id: 'helpscout-conversations-api',
  vendor: 'Help Scout',
  kind: 'tickets',
  records: '_embedded.conversations',
  all: ['number', 'status', 'createdAt', 'primaryCustomer.id'],
  fields: {
    ticket_id: from('number'),
    created_at: from('createdAt'),
    updated_at: from('userUpdatedAt'),
    solved_at: from('closedAt'),
    status: from('status', { words: { active: 'open' } }),
    channel: from('type', { words: CHANNEL, otherwise: 'other' }),
    requester_id: from('primaryCustomer.id'),
    requester_email: from('primaryCustomer.email'),
    rep: rule(
      ['assignee.first', 'assignee.last'],
      (row) => [row('assignee.first'), row('assignee.last')].filter((name) => name !== null).join(' ') || null,
    ),
    subject: from('subject'),
    tags: jsonList('tags', 'tag'),
  },
} satisfies Preset;
