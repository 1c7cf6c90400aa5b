import { expect, test } from 'vitest';
import { firstContact } from '../../src/records/contact.ts';
import { dayFrom } from '../calculator/support.ts';
import { settings, ticket } from '../metrics/support.ts';
import type { Cells } from './support.ts';

const resolved = { resolved: true, caveat: null };
const not = { resolved: false, caveat: null };

// METRICS.md 2.6 and 9.25: one public reply before the first solve, not reopened on days 0 to 7 after it.
test.each<[string, Cells, ReturnType<typeof firstContact>]>([
  ['one reply', {}, resolved],
  ['no reply', { agent_replies: '0' }, not],
  ['two replies', { agent_replies: '2' }, not],
  ['two replies, one of them before the solve', { agent_replies: '2', agent_replies_before_solve: '1' }, resolved],
  ['one reply, none of them before the solve', { agent_replies: '1', agent_replies_before_solve: '0' }, not],
  ['before the solve: blank', { agent_replies: '1', agent_replies_before_solve: '' }, resolved],
  ['nobody counted the replies', { agent_replies: '' }, { resolved: false, caveat: 'fcr/unknown-replies' }],
  ['not solved', { first_solved_at: '' }, { resolved: false, caveat: 'fcr/open' }],
  [
    'not solved, and nobody counted',
    { first_solved_at: '', agent_replies: '' },
    { resolved: false, caveat: 'fcr/open' },
  ],
  ['solved by its last date', { first_solved_at: '', solved_at: '2024-07-03' }, resolved],
  ['solved by its status', { first_solved_at: '', status: 'solved' }, resolved],
  ['closed by its status, two replies', { first_solved_at: '', status: 'closed', agent_replies: '2' }, not],
  ['open by its status', { first_solved_at: '', status: 'pending' }, { resolved: false, caveat: 'fcr/open' }],
  ['reopened on that day', { reopened_at: '2024-07-02' }, not],
  ['reopened on day 6', { reopened_at: '2024-07-08' }, not],
  ['reopened on day 7', { reopened_at: '2024-07-09' }, not],
  ['reopened on day 8', { reopened_at: '2024-07-10' }, resolved],
  ['reopened late on day 7', { first_solved_at: '2024-07-02T00:00Z', reopened_at: '2024-07-09T23:59Z' }, not],
  ['reopened early on day 8', { first_solved_at: '2024-07-02T23:59Z', reopened_at: '2024-07-10T00:00Z' }, resolved],
  ['reopened once, on day 8', { reopened_at: '2024-07-10', reopens: '1' }, resolved],
  ['reopened, nobody knows when', { reopens: '1' }, not],
  ['never reopened', { reopens: '0' }, resolved],
  [
    'solved by its status, and reopened one day',
    { first_solved_at: '', status: 'solved', reopened_at: '2024-07-30' },
    not,
  ],
  [
    'stated: yes, whatever the replies',
    { first_contact_resolved: 'yes', agent_replies: '9' },
    { resolved: true, caveat: 'fcr/stated' },
  ],
  ['stated: no', { first_contact_resolved: 'no' }, { resolved: false, caveat: 'fcr/stated' }],
  ['stated: blank', { first_contact_resolved: '' }, resolved],
])('%s', (_, cells, expected) => {
  expect(firstContact(ticket('2024-07-02', cells), settings)).toEqual(expected);
});

// Solved on 1 August; with W = 7 its window ends with the 8th.
test.each([
  ['2024-08-01', 'fcr/immature'],
  ['2024-08-08', 'fcr/immature'],
  ['2024-08-09', null],
])('as of %s: %s', (asOf, caveat) => {
  const seen = { ...settings, asOf: dayFrom(asOf) };
  const cells = { first_solved_at: '2024-08-01' };
  expect(firstContact(ticket('2024-07-31', cells), seen)).toEqual({ resolved: true, caveat });
  // What is none anyway cannot become none (METRICS.md 3.4, t10).
  expect(firstContact(ticket('2024-07-31', { ...cells, agent_replies: '0' }), seen)).toEqual(not);
});

test.each([
  [0, '2024-07-02', false],
  [0, '2024-07-03', true],
  [1, '2024-07-03', false],
  [30, '2024-08-01', false],
  [30, '2024-08-02', true],
])('a window of %i days, reopened %s: %s', (reopenWindow, reopened_at, expected) => {
  const row = ticket('2024-07-02', { reopened_at });
  expect(firstContact(row, { ...settings, asOf: dayFrom('2024-12-31'), reopenWindow }).resolved).toBe(expected);
});

// METRICS.md 2.6 [ZD-1t-ko]: a thank you reopens a ticket, which is closed without another reply.
const thanked = { agent_replies: '1', agent_replies_before_solve: '1', reopened_at: '2024-07-03', status: 'closed' };
test.each<[string, Cells, ReturnType<typeof firstContact>]>([
  ['closed again without a reply', {}, resolved],
  ['solved again, by the day of it', { status: '', solved_at: '2024-07-04' }, resolved],
  ['reopened so many times, nobody knows when', { reopened_at: '', reopens: '2' }, resolved],
  ['a reply after it', { agent_replies: '2' }, not],
  ['still open: a reply may come', { status: 'open' }, not],
  ['not closed since, as far as the days tell', { status: '' }, not],
  ['two replies before the solve', { agent_replies: '2', agent_replies_before_solve: '2' }, not],
  [
    'replies before the solve: blank',
    { agent_replies_before_solve: '' },
    { resolved: false, caveat: 'fcr/unknown-thankyou' },
  ],
  ['replies in all: blank', { agent_replies: '' }, { resolved: false, caveat: 'fcr/unknown-thankyou' }],
  ['blank, and never reopened', { agent_replies_before_solve: '', reopened_at: '' }, resolved],
  ['stated: no', { first_contact_resolved: 'no' }, { resolved: false, caveat: 'fcr/stated' }],
])('--ignore-thankyou: %s', (_, cells, expected) => {
  const row = ticket('2024-07-02', { ...thanked, ...cells });
  expect(firstContact(row, { ...settings, ignoreThankyou: true })).toEqual(expected);
});

test('without --ignore-thankyou a thank you is a reopening', () => {
  expect(firstContact(ticket('2024-07-02', thanked), settings)).toEqual(not);
});
