import { expect, test } from 'vitest';
import { ticketSchema } from '../../src/records/ticket.ts';
import { accepted, type Cells, refused } from './support.ts';

const base: Cells = { ticket_id: 't1', created_at: '2024-07-02T10:00:00Z' };

test.each([
  ['new', 'new'],
  ['Open', 'open'],
  ['in_progress', 'open'],
  ['Waiting', 'pending'],
  ['snoozed', 'pending'],
  ['on-hold', 'on_hold'],
  ['Hold', 'on_hold'],
  ['Resolved', 'solved'],
  ['done', 'solved'],
  ['solved', 'solved'],
  ['CLOSED', 'closed'],
  ['', null],
])('status "%s" is %s', (word, status) => {
  expect(accepted(ticketSchema, { ...base, status: word })).toMatchObject({ status, counted: true });
});

test.each(['escalated', 'constructor', 'toString', '__proto__', 'valueOf'])(
  'status %s is not known: open, with a notice',
  (status) => {
    const notices: string[] = [];
    const notice = (code: string, field: string, message: string) => notices.push(`${field}: ${code}: ${message}`);
    expect(accepted(ticketSchema, { ...base, status }, { notice }).status).toBe('open');
    expect(notices).toEqual([`status: field/unknown-value: status "${status}" is not known: read as open`]);
  },
);

// METRICS.md 2.6: eligible = not spam, not merged away, not deleted, not begun by an agent.
test.each<[string, Cells, boolean]>([
  ['a ticket', {}, true],
  ['blank marks', { is_spam: '', is_deleted: '', merged_into: '', submitter_role: '' }, true],
  ['no marks', { is_spam: 'no', is_deleted: '0', submitter_role: 'end-user' }, true],
  ['spam', { is_spam: 'yes' }, false],
  ['spam by status', { status: 'Spam' }, false],
  ['deleted', { is_deleted: '1' }, false],
  ['deleted by status', { status: 'deleted' }, false],
  ['merged', { merged_into: 't2' }, false],
  ['begun by an agent', { submitter_role: 'Agent' }, false],
  ['begun by an administrator', { submitter_role: 'admin' }, false],
  ['begun by a customer', { submitter_role: 'Customer' }, true],
])('%s is counted: %s', (_, cells, counted) => {
  expect(accepted(ticketSchema, { ...base, ...cells }).counted).toBe(counted);
});

test.each<[string, Cells, string[]]>([
  ['no id', { ticket_id: '' }, ['ticket_id: field/missing']],
  ['no creation', { created_at: '' }, ['created_at: field/missing']],
  ['solved at once', { solved_at: '2024-07-02T10:00:00Z' }, []],
  ['solved on that day', { solved_at: '2024-07-02' }, []],
  ['solved before', { solved_at: '2024-07-02T09:59:59Z' }, ['solved_at: row/negative-duration']],
  ['solved the day before', { first_solved_at: '2024-07-01' }, ['first_solved_at: row/negative-duration']],
  ['answered before', { first_response_at: '2024-07-01' }, ['first_response_at: row/negative-duration']],
  ['reopened before', { reopened_at: '2024-07-01' }, ['reopened_at: row/negative-duration']],
  ['less than no replies', { agent_replies: '-1' }, ['agent_replies: field/out-of-range']],
  ['half a reply', { agent_replies_before_solve: '0.5' }, ['agent_replies_before_solve: field/not-integer']],
  ['words for a count', { reopens: 'twice' }, ['reopens: field/type']],
  ['neither yes nor no', { first_contact_resolved: 'maybe' }, ['first_contact_resolved: field/enum']],
])('%s', (_, cells, expected) => {
  expect(refused(ticketSchema, { ...base, ...cells })).toEqual(expected);
});
