import { expect, test } from 'vitest';
import comments from '../../src/metrics/comments.ts';
import { measure, settings, survey } from './support.ts';

const said = { comment: 'Slow.' };

test.each([
  ['the day before', '2024-06-30', said, 0],
  ['the first day', '2024-07-01', said, 1],
  ['the last day', '2024-07-31', said, 1],
  ['the day after', '2024-08-01', said, 0],
  ['nothing written', '2024-07-02', {}, 0],
  ['spaces', '2024-07-02', { comment: ' \u00a0 ' }, 0],
  ['a test answer', '2024-07-02', { ...said, is_test: 'yes' }, 0],
])('%s', (_, on, cells, value) => {
  expect(measure(comments, { surveys: [survey('nps', 3, on, cells)] })).toMatchObject({ value, reason: null });
});

test('without a score it counts too, and without a day in no period', () => {
  const at = { responded_at: '2024-07-02', comment: 'Slow.' };
  expect(measure(comments, { surveys: [survey('nps', '', '2024-07-02', at)] }).value).toBe(1);
  expect(measure(comments, { surveys: [survey('nps', '', '2024-07-02', { comment: 'Slow.' })] }).value).toBe(0);
});

test('employees have no part unless they are asked about', () => {
  const surveys = [survey('enps', 3, '2024-07-02', said), survey('csat', 3, '2024-07-02', said)];
  expect(measure(comments, { surveys }).value).toBe(1);
  expect(measure(comments, { surveys }, { settings: { ...settings, commentsOf: 'enps' } }).value).toBe(1);
  expect(measure(comments, { surveys }, { settings: { ...settings, commentsOf: 'nps' } }).value).toBe(0);
});

test('both of one respondent count, and so does the same text again: METRICS.md 2.5', () => {
  const twice = { ...said, respondent_id: 'p1' };
  const surveys = [survey('nps', 3, '2024-07-02', twice), survey('nps', 3, '2024-07-03', twice)];
  expect(measure(comments, { surveys }).value).toBe(2);
});

test('without the column: null', () => {
  const facts = { has: (_: string, field: string) => field !== 'comment' };
  expect(measure(comments, { surveys: [] }, { facts })).toMatchObject({ value: null, reason: 'no_comments' });
});
