import { expect, test } from 'vitest';
import { assignmentSchema } from '../../src/records/assignment.ts';
import { accepted, type Cells, refused } from './support.ts';

const base: Cells = { customer_id: 'c1', rep: 'ana', from: '2024-01-01' };
const day = (month: number): number => Date.UTC(2024, month - 1, 1) / 86_400_000;

test.each<[Cells, number | null]>([
  [{}, null],
  [{ to: '' }, null],
  [{ to: '2024-02-01' }, day(2)],
  [{ to: '2024-01-01' }, day(1)],
])('%j ends %s', (cells, to) => {
  expect(accepted(assignmentSchema, { ...base, ...cells })).toEqual({
    customer_id: 'c1',
    rep: 'ana',
    from: day(1),
    to,
  });
});

test.each<[string, Cells, string[]]>([
  ['no customer', { customer_id: '' }, ['customer_id: field/missing']],
  ['no rep', { rep: '' }, ['rep: field/missing']],
  ['no first day', { from: '' }, ['from: field/missing']],
  ['the end before the beginning', { to: '2023-12-31' }, ['to: row/negative-duration']],
])('%s is refused', (_, cells, expected) => {
  expect(refused(assignmentSchema, { ...base, ...cells })).toEqual(expected);
});
