import { expect, test } from 'vitest';
import { customerSchema } from '../../src/records/customer.ts';
import { accepted, refused } from './support.ts';

test('a customer is its id; the rest may be blank', () => {
  const cells = { customer_id: '007', name: '', employees: '12', created_at: '1970-01-02' };
  expect(accepted(customerSchema, cells)).toMatchObject({
    customer_id: '007',
    name: null,
    employees: 12,
    created_at: 1,
  });
});

test.each([
  ['customer_id', '', 'field/missing'],
  ['employees', '-1', 'field/out-of-range'],
  ['seats_purchased', 'many', 'field/type'],
  ['created_at', '2024-02-30', 'date/not-in-calendar'],
])('%s "%s": %s', (column, cell, code) => {
  expect(refused(customerSchema, { customer_id: 'A', [column]: cell })).toEqual([`${column}: ${code}`]);
});
