import { describe, expect, test } from 'vitest';
import { ChurnKinds } from '../../src/records/churn-kind.ts';
import { openBook } from '../../src/records/account.ts';
import { customer, july, period, subscription, survey } from '../metrics/support.ts';

const by = new ChurnKinds(0).segment;
type Rows = readonly ReturnType<typeof subscription>[];
const kind = (rows: Rows, within = july) => by(openBook(rows).accounts[0], within);
const left = (cancel_reason: string, more = {}) => subscription('2024-01-01', '2024-07-10', { cancel_reason, ...more });

// METRICS.md 2.7: non-payment and the like is involuntary, unknown is unknown, any other reason is the customer's.
test.each([
  ['non-payment', 'involuntary'],
  ['Non Payment', 'involuntary'],
  ['not_paid', 'involuntary'],
  ['payment_failed', 'involuntary'],
  ['tax location invalid', 'involuntary'],
  ['cancellation_requested', 'voluntary'],
  ['too_expensive', 'voluntary'],
  ['other', 'voluntary'],
  ['unknown', 'unknown'],
  ['n/a', 'unknown'],
  ['', 'unknown'],
])('the reason "%s" is %s', (reason, expected) => {
  expect(kind([left(reason)])).toBe(expected);
});

describe('the state at the export', () => {
  test.each([
    ['unpaid', {}, 'involuntary'],
    ['past_due', {}, 'involuntary'],
    ['paused', {}, 'voluntary'],
  ])('%s is %s', (status, more, expected) => {
    expect(kind([left('', { status, ...more })])).toBe(expected);
  });
});

test('who did not leave in the period is in no kind', () => {
  expect(kind([left('too_expensive')], period('2024-06'))).toBe('(none)');
  expect(kind([subscription('2024-01-01')])).toBe('(none)');
});

test('who left twice did as the last time', () => {
  const rows = [
    subscription('2024-01-01', '2024-07-05', { cancel_reason: 'too_expensive' }),
    subscription('2024-07-20', '2024-07-25', { cancel_reason: 'not_paid' }),
  ];
  expect(kind(rows)).toBe('involuntary');
});

test('of several subscriptions that end on the day the largest says it, whatever their order', () => {
  const rows = [left('not_paid', { amount: '10' }), left('too_expensive', { amount: '20' })];
  expect(kind(rows)).toBe('voluntary');
  expect(kind(rows.toReversed())).toBe('voluntary');
  const same = [left('not_paid'), left('too_expensive')];
  expect(kind(same)).toBe(kind(same.toReversed()));
});

test('a subscription that ended before has no part in it', () => {
  const rows = [
    subscription('2024-01-01', '2024-07-01', { cancel_reason: 'not_paid', amount: '900' }),
    left('too_expensive'),
  ];
  expect(kind(rows)).toBe('voluntary');
});

test('where an export has a column of that name it is the column', () => {
  expect(kind([left('not_paid', { by: 'mine' })])).toBe('mine');
  const book = openBook([left('not_paid')], [customer('A', 'ours')]);
  expect(by(book.accounts[0], july)).toBe('ours');
});

test('a column is seen as soon as one row has it', () => {
  const kinds = new ChurnKinds(0);
  kinds.segment(openBook([left('not_paid')]).accounts[0], july);
  expect(kinds.isColumn).toBe(false);
  kinds.segment(openBook([left('not_paid', { by: 'mine' })]).accounts[0], july);
  expect(kinds.isColumn).toBe(true);
});

test('an answer goes by its customer; one of nobody is told so', () => {
  const book = openBook([left('not_paid')]);
  const answer = survey('nps', 9, '2024-07-02', { customer_id: 'A' });
  answer.account = book.byCustomer.get('A') ?? null;
  expect(by(answer, july)).toBe('involuntary');
  expect(by(survey('nps', 9, '2024-07-02', { customer_id: '' }), july)).toBe('(none)');
});
