import { from, namedMonth, type Preset, rule, type Rule, type Words } from './preset.ts';
import { PRIORITY } from './words.ts';

const STATUS: Words = {
  'to do': 'new',
  open: 'open',
  'in progress': 'open',
  'waiting for support': 'open',
  'waiting for customer': 'pending',
  pending: 'pending',
  escalated: 'open',
  reopened: 'open',
  resolved: 'solved',
  done: 'solved',
  closed: 'closed',
  canceled: 'closed',
  declined: 'closed',
};
const known = from('Status', { words: STATUS, otherwise: null });
const category = from('Status Category', { words: STATUS, otherwise: null });

/** Time left on a goal, written 1:15; below zero the goal was missed. It is not how long something took. */
const isMet = (header: string): Rule =>
  rule([header], (row) => {
    const left = row(header);
    return left === null ? null : String(!left.startsWith('-'));
  });

/** A column for each label, all of the same name. */
const LABELS = ['Labels', ...Array.from({ length: 20 }, (_, index) => `Labels[${index}]`)];

/** Jira and Jira Service Management issues as CSV, as their public consumers read them. Times are the user's. */
export default {
  id: 'jira-csv',
  vendor: 'Jira',
  kind: 'tickets',
  all: ['Issue key', 'Issue id', 'Summary'],
  isRagged: true,
  fields: {
    ticket_id: from('Issue key'),
    created_at: from('Created', { dates: namedMonth }),
    updated_at: from('Updated', { dates: namedMonth }),
    first_response_at: from('Custom field ([CHART] Date of First Response)', { dates: namedMonth }),
    solved_at: from('Resolved', { dates: namedMonth }),
    // Workflows name their own states; the category, where it is exported, says what an unknown one means.
    status: rule(['Status', 'Status Category'], (row) => known.read(row) ?? category.read(row) ?? row('Status')),
    priority: from('Priority', { words: PRIORITY }),
    requester_id: from('Reporter'),
    customer_name: from('Custom field (Organizations)'),
    rep: from('Assignee'),
    subject: from('Summary'),
    tags: rule(LABELS, (row) => [...new Set(LABELS.map(row).filter((label) => label !== null))].join(', ') || null),
    sla_first_response_met: isMet('Custom field (Time to first response)'),
    sla_resolution_met: isMet('Custom field (Time to resolution)'),
    csat_score: from('Satisfaction rating'),
  },
} satisfies Preset;
