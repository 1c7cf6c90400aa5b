import { from, type Preset, rule } from './preset.ts';
import { CHANNEL, list, PRIORITY, ZENDESK_CSAT, ZENDESK_STATUS } from './words.ts';

/** Zendesk's account export as CSV (Reports > Export); fields and meaning by Zendesk's help centre. Times are local. */
export default {
  id: 'zendesk-tickets-csv',
  vendor: 'Zendesk',
  kind: 'tickets',
  all: ['Requester id', 'Satisfaction Score', 'Ticket type', 'Reopens', 'Full resolution time in minutes'],
  fields: {
    ticket_id: from('Id'),
    created_at: from('Created at'),
    updated_at: from('Updated at'),
    solved_at: from('Solved at'),
    status: from('Status', { words: ZENDESK_STATUS }),
    priority: from('Priority', { words: PRIORITY }),
    channel: from('Via', { words: CHANNEL, otherwise: 'other' }),
    requester_id: from('Requester id'),
    requester_email: from('Requester email'),
    customer_external_id: from('Requester external id'),
    customer_name: from('Organization'),
    rep: from('Assignee'),
    group: from('Group'),
    subject: from('Subject'),
    tags: list('Tags', /[\s,]+/),
    reopens: from('Reopens'),
    agent_replies: from('Replies'),
    first_response_minutes: from('First reply time in minutes'),
    first_response_business_minutes: from('First reply time in minutes within business hours'),
    first_resolution_minutes: from('First resolution time in minutes'),
    full_resolution_minutes: from('Full resolution time in minutes'),
    full_resolution_business_minutes: from('Full resolution time in minutes within business hours'),
    csat_outcome: from('Satisfaction Score', { words: ZENDESK_CSAT, otherwise: null }),
    // Newer accounts put the answer itself here, 1 to 5.
    csat_score: rule(['Satisfaction Score'], (row) => /^[1-5]$/.exec(row('Satisfaction Score') ?? '')?.[0] ?? null),
  },
} satisfies Preset;
