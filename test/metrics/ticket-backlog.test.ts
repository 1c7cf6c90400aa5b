import { expect, test } from 'vitest';
import ticketBacklog from '../../src/metrics/ticket-backlog.ts';
import { DS2, measure, ticket } from './support.ts';

const solved = (first: string, last = '', more = {}) => ({ first_solved_at: first, solved_at: last, ...more });

test.each([
  ['years old and never solved', '2020-01-01', solved(''), 1],
  ['created on the last day', '2024-07-31', solved(''), 1],
  ['created the day after', '2024-08-01', solved(''), 0],
  ['solved on the last day', '2024-07-02', solved('2024-07-31'), 0],
  ['solved the day after', '2024-07-02', solved('2024-08-01'), 1],
  ['solved by its status, nobody knows when', '2024-07-02', solved('', '', { status: 'closed' }), 0],
  ['open again at the close', '2024-07-02', solved('2024-07-03', '', { reopened_at: '2024-07-31' }), 1],
  ['solved again by the close', '2024-07-02', solved('2024-07-03', '2024-07-31', { reopened_at: '2024-07-30' }), 0],
  ['solved again after it', '2024-07-02', solved('2024-07-03', '2024-08-02', { reopened_at: '2024-07-30' }), 1],
  ['open again after it', '2024-07-02', solved('2024-07-03', '', { reopened_at: '2024-08-01' }), 0],
  ['spam', '2024-07-02', solved('', '', { is_spam: 'yes' }), 0],
])('%s', (_, created, cells, value) => {
  expect(measure(ticketBacklog, { tickets: [ticket(created, cells)] })).toMatchObject({ value });
});

// t3 and t4 are open again, as far as the data tell; t7 is solved on 1 August, t9 never.
test('DS-2: t3, t4, t7 and t9 (METRICS.md 3.4)', () => {
  expect(measure(ticketBacklog, { tickets: DS2 })).toMatchObject({ value: 4 });
  expect(measure(ticketBacklog, { tickets: DS2 }, { facts: { has: () => false } }).reason).toBe('no_solve_dates');
});
