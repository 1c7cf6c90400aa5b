import { from, type Preset } from './preset.ts';
import { EPOCH, fromSeconds, INTERCOM_PRIORITY, INTERCOM_STATE, jsonList } from './words.ts';

/** Conversations of Intercom's API, by its reference: seconds since the epoch, durations in seconds. */
export default {
  id: 'intercom-conversations-api',
  vendor: 'Intercom',
  kind: 'tickets',
  records: 'conversations',
  all: ['id', 'state', 'priority', 'created_at'],
  any: ['statistics', 'statistics.time_to_admin_reply', 'statistics.last_close_at', 'source.author.id', 'open'],
  atLeast: 1,
  fields: {
    ticket_id: from('id'),
    created_at: from('created_at', EPOCH),
    updated_at: from('updated_at', EPOCH),
    first_response_at: from('statistics.first_admin_reply_at', EPOCH),
    first_solved_at: from('statistics.first_close_at', EPOCH),
    solved_at: from('statistics.last_close_at', EPOCH),
    status: from('state', { words: INTERCOM_STATE }),
    priority: from('priority', { words: INTERCOM_PRIORITY }),
    requester_id: from('source.author.id'),
    requester_email: from('source.author.email'),
    rep: from('admin_assignee_id'),
    group: from('team_assignee_id'),
    subject: from(['title', 'source.subject']),
    tags: jsonList('tags.tags', 'name'),
    reopens: from('statistics.count_reopens'),
    first_response_minutes: fromSeconds('statistics.time_to_admin_reply'),
    first_resolution_minutes: fromSeconds('statistics.time_to_first_close'),
    full_resolution_minutes: fromSeconds('statistics.time_to_last_close'),
    csat_score: from('conversation_rating.rating'),
    csat_comment: from('conversation_rating.remark'),
  },
} satisfies Preset;
