import { from, type Preset, type Row, rule, type Rule } from './preset.ts';
import { CHANNEL, list, minutes, minutesBetween, PRIORITY } from './words.ts';

const CREATED = ['Created datetime', 'Created at'];
const CLOSED = ['Closed datetime', 'Closed at'];
const TO_CLOSE = 'Full resolution time (minutes)';
const [created, closed] = [from(CREATED), from(CLOSED)];

/** Files say minutes and hold seconds: what a row's own times say decides, and a row without them gives none. */
function duration(header: string): Rule {
  return rule([header, ...CREATED, ...CLOSED], (row) => {
    const [stated, isSeconds] = [row(header), holdsSeconds(row)];
    return stated === null || isSeconds === null ? null : minutes(Number(stated) / (isSeconds ? 60 : 1));
  });
}

function holdsSeconds(row: Row): boolean | null {
  const passed = minutesBetween(created.read(row), closed.read(row));
  const stated = Number(row(TO_CLOSE));
  return passed === null || passed === 0 || !(stated > 0) ? null : stated / passed > Math.sqrt(60);
}

/** Gorgias's ticket export as CSV, as its public consumers read it; that snoozed counts as closed is Gorgias's word. */
export default {
  id: 'gorgias-tickets-csv',
  vendor: 'Gorgias',
  kind: 'tickets',
  all: ['Status', 'Channel'],
  any: [
    'Ticket url',
    'Messages count',
    'First response time (minutes)',
    'Full resolution time (minutes)',
    'Ticket field: AI Intent',
    'Ticket field: Contact Reason',
  ],
  atLeast: 2,
  fields: {
    ticket_id: from(['Ticket id', 'id']),
    created_at: from(CREATED),
    solved_at: from(CLOSED),
    status: from('Status', { words: { snoozed: 'closed' } }),
    priority: from('Priority', { words: PRIORITY }),
    channel: from('Channel', { words: CHANNEL, otherwise: 'other' }),
    requester_email: from('Customer email'),
    rep: from('Assignee name'),
    subject: from('Subject'),
    tags: list('Tags', /[,;]/),
    first_response_minutes: duration('First response time (minutes)'),
    full_resolution_minutes: duration(TO_CLOSE),
    csat_score: from('Satisfaction score'),
    csat_comment: from('Survey comment'),
  },
} satisfies Preset;
