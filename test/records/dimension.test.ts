import { describe, expect, test } from 'vitest';
import { openBook } from '../../src/records/account.ts';
import { segmentBy } from '../../src/records/dimension.ts';
import { customer, july, subscription, survey } from '../metrics/support.ts';

const by = segmentBy(0);
const book = openBook(
  [
    subscription('2024-01-01', null, { customer_id: 'A' }),
    subscription('2024-01-01', null, { customer_id: 'orphan' }),
    subscription('2024-01-01', null, { customer_id: 'B', by: 'pro' }),
    subscription('2024-01-01', null, { customer_id: 'C', by: '' }),
  ],
  [customer('A', 'smb'), customer('B', 'smb'), customer('C', 'smb'), customer('D', '')],
);
const accountOf = (id: string) => book.byCustomer.get(id) ?? null;

// METRICS.md 9.19 and 9.33: the export's own column, else the customer's; blank is (none), nobody known (unknown).
describe('an account', () => {
  test.each([
    ['A', 'smb'],
    ['B', 'pro'],
    ['C', '(none)'],
    ['D', '(none)'],
    ['orphan', '(unknown)'],
  ])('%s is %s, and so is all that is its own', (id, segment) => {
    const own = accountOf(id);
    expect(own && by(own, july)).toBe(segment);
    for (const row of [...(own?.ledgers ?? []), ...(own?.turns ?? [])]) expect(by(row, july)).toBe(segment);
  });
});

describe('an answer', () => {
  test.each([
    ['its own column', { by: 'email', customer_id: 'A' }, 'A', 'email'],
    ['its own column, blank', { by: '', customer_id: 'A' }, 'A', '(none)'],
    ['its customer', { customer_id: 'A' }, 'A', 'smb'],
    ['its customer, blank there', { customer_id: 'D' }, 'D', '(none)'],
    ['a customer who is not in the export', { customer_id: 'orphan' }, 'orphan', '(unknown)'],
    ['a customer nobody knows', { customer_id: 'X' }, 'X', '(unknown)'],
    ['no customer', { customer_id: '' }, 'X', '(none)'],
  ])('by %s', (_, cells, id, segment) => {
    expect(by({ ...survey('nps', 9, '2024-07-02', cells), account: accountOf(id) }, july)).toBe(segment);
  });
});
