import { describe, expect, test } from 'vitest';
import { daysSinceContact } from '../../src/health/contact.ts';
import { survey, ticket } from '../metrics/support.ts';
import { ago, CLOSE, daily, details, event, historyOf, known, type Rows } from './support.ts';

// Days since the last ticket, answer or use of customer A at the close of July. Somebody else is heard of every day.

const others = daily(0, 100, { customer_id: 'B' });
const days = ({ usage = [], ...rows }: Rows, day = CLOSE): number | null => {
  const history = historyOf({
    customers: [details('A', { created_at: ago(60) })],
    usage: [...others, ...usage],
    ...rows,
  });
  return daysSinceContact(history, known(history), day);
};

describe('the latest sign of life counts', () => {
  test.each<[string, Rows, number]>([
    ['use on the day', { usage: [event(0)] }, 0],
    ['use', { usage: [event(40), event(12)] }, 12],
    ['a ticket', { usage: [event(40)], tickets: [ticket(ago(7), { customer_id: 'A' })] }, 7],
    ['an answer', { usage: [event(40)], surveys: [survey('nps', 3, ago(5), { customer_id: 'A' })] }, 5],
    ['none: since it is a customer', {}, 60],
    [
      'none, and a customer for longer than the exports reach',
      { customers: [details('A', { created_at: ago(400) })] },
      100,
    ],
  ])('%s', (_, rows, expected) => {
    expect(days(rows)).toBe(expected);
  });

  test('what comes after the day has no part', () => {
    expect(days({ usage: [event(30), event(1)] }, CLOSE - 10)).toBe(20);
  });
});

test.each<[string, Rows, number | null]>([
  ['nothing is known of anybody', { usage: [], customers: [details('A')] }, null],
  ['the exports end a week before', { usage: [event(7)] }, 7],
  ['the exports end earlier', { usage: [event(8)] }, null],
])('%s', (_, rows, expected) => {
  const history = historyOf(rows);
  expect(daysSinceContact(history, known(history), CLOSE)).toBe(expected);
});
