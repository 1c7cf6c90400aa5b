import { from, type Preset, rule, type Rule, type Words } from './preset.ts';
import { CHANNEL, list, minutes, minutesBetween, PRIORITY } from './words.ts';

const STATUS: Words = {
  open: 'open',
  pending: 'pending',
  resolved: 'solved',
  closed: 'closed',
  'waiting on customer': 'pending',
  'waiting on third party': 'on_hold',
  'customer responded': 'open',
};

const SURVEY: Words = {
  'extremely happy': 'good',
  'very happy': 'good',
  happy: 'good',
  neutral: 'neutral',
  unhappy: 'bad',
  'very unhappy': 'bad',
  'extremely unhappy': 'bad',
  'no response': null,
};

const SLA: Words = { 'within sla': 'true', 'sla violated': 'false' };

/** A duration written 01:30:00; the column is often blank, where the times around it are not. */
const duration = (stated: string, end: string): Rule =>
  rule([stated, 'Created time', end], (row) => {
    const [, hours, minute, second] = /^(\d+):(\d\d):(\d\d)$/.exec(row(stated) ?? '') ?? [];
    if (hours !== undefined) return minutes(Number(hours) * 60 + Number(minute) + Number(second) / 60);
    const between = minutesBetween(row('Created time'), row(end));
    return between === null ? null : minutes(between);
  });

/** Freshdesk's ticket export as CSV, as its public consumers read it; Freshservice has most of the same columns. */
export default {
  id: 'freshdesk-tickets-csv',
  vendor: 'Freshdesk',
  kind: 'tickets',
  all: ['Ticket ID', 'Status', 'Priority', 'Source'],
  any: ['Created time', 'Resolved time', 'First response time (in hrs)', 'Agent interactions', 'Survey results'],
  atLeast: 2,
  fields: {
    ticket_id: from('Ticket ID'),
    created_at: from('Created time'),
    updated_at: from(['Last update time', 'Last updated time']),
    first_response_at: from('Initial response time'),
    solved_at: from('Resolved time'),
    closed_at: from('Closed time'),
    status: from('Status', { words: STATUS }),
    priority: from('Priority', { words: PRIORITY }),
    channel: from('Source', { words: CHANNEL, otherwise: 'other' }),
    requester_id: from('Contact ID'),
    requester_email: from(['Email', 'Requester Email']),
    customer_name: from(['Company Name', 'Company']),
    rep: from('Agent', { words: { 'no agent': null } }),
    group: from('Group'),
    subject: from('Subject'),
    tags: list('Tags', /,/),
    agent_replies: from('Agent interactions'),
    customer_replies: from('Customer interactions'),
    first_response_minutes: duration('First response time (in hrs)', 'Initial response time'),
    full_resolution_minutes: duration('Resolution time (in hrs)', 'Resolved time'),
    sla_first_response_met: from('First response status', { words: SLA }),
    sla_resolution_met: from('Resolution status', { words: SLA }),
    csat_outcome: from(['Survey results', 'Survey result'], { words: SURVEY }),
  },
} satisfies Preset;
