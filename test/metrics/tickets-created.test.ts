import { expect, test } from 'vitest';
import ticketsCreated from '../../src/metrics/tickets-created.ts';
import { DS2, measure, ticket } from './support.ts';

test.each([
  ['the day before', '2024-06-30', {}, 0],
  ['the first day', '2024-07-01', {}, 1],
  ['the last day, not solved', '2024-07-31', { first_solved_at: '' }, 1],
  ['the day after', '2024-08-01', {}, 0],
  ['spam', '2024-07-02', { is_spam: 'yes' }, 0],
  ['merged', '2024-07-02', { merged_into: 't9' }, 0],
  ['deleted', '2024-07-02', { status: 'deleted' }, 0],
  ['begun by an agent', '2024-07-02', { submitter_role: 'agent' }, 0],
])('%s', (_, created, cells, value) => {
  expect(measure(ticketsCreated, { tickets: [ticket(created, cells)] })).toMatchObject({ value });
});

test('DS-2: 8 in the created cohort (METRICS.md 3.4)', () => {
  expect(measure(ticketsCreated, { tickets: DS2 })).toMatchObject({ value: 8, reason: null });
});
