import { describe, expect, test } from 'vitest';
import { formatDay } from '../../src/calculator/calendar.ts';
import { openBook } from '../../src/records/account.ts';
import { bridgeGaps } from '../../src/records/gaps.ts';
import { subscription } from '../metrics/support.ts';

/** The turns of customer A, when gaps of so many days are none. */
function turns(days: number, ...rows: readonly ReturnType<typeof subscription>[]): string[] {
  bridgeGaps(rows, days);
  const { byCustomer } = openBook(rows);
  return (byCustomer.get('A')?.turns ?? []).map(({ day, kind }) => `${formatDay(day)} ${kind}`);
}
const spell = (from: string, until: string | null, more = {}) => subscription(from, until, more);
const whole = ['2024-01-01 new'];
const torn = ['2024-01-01 new', '2024-07-10 churn', '2024-07-15 reactivation'];

// METRICS.md 1.3: from 10 July to 14 July there are five days without a subscription.
describe('a gap of five days', () => {
  test.each([
    [0, torn],
    [4, torn],
    [5, whole],
    [31, whole],
  ])('with %i days: %j', (days, expected) => {
    expect(turns(days, spell('2024-01-01', '2024-07-10'), spell('2024-07-15', null))).toEqual(expected);
  });

  test('whatever the order of the rows', () => {
    expect(turns(5, spell('2024-07-15', null), spell('2024-01-01', '2024-07-10'))).toEqual(whole);
  });

  test('is no gap when another subscription goes on', () => {
    const rows = [spell('2024-01-01', '2024-07-10'), spell('2024-03-01', '2024-07-12'), spell('2024-07-15', null)];
    expect(turns(3, ...rows)).toEqual(whole);
    const [first, longer] = rows.map(({ terms }) => terms[0]?.until ?? 0);
    expect([first, longer].map((day) => formatDay(day ?? 0))).toEqual(['2024-07-10', '2024-07-15']);
  });

  test('is not bridged by somebody else, nor by what is free', () => {
    const other = spell('2024-07-12', null, { customer_id: 'B' });
    const free = spell('2024-07-10', '2024-07-15', { amount: '0' });
    expect(turns(3, spell('2024-01-01', '2024-07-10'), other, free, spell('2024-07-15', null))).toEqual(torn);
  });
});

test('each gap is told by itself, and after the last one there is none', () => {
  const rows = [
    spell('2024-01-01', '2024-02-01'),
    spell('2024-02-06', '2024-03-01'),
    spell('2024-03-20', '2024-04-01'),
  ];
  expect(turns(5, ...rows)).toEqual([
    '2024-01-01 new',
    '2024-03-01 churn',
    '2024-03-20 reactivation',
    '2024-04-01 churn',
  ]);
});

test('what a customer paid goes on over the gap, and the movements add up', () => {
  const rows = [spell('2024-01-01', '2024-07-10', { amount: '60' }), spell('2024-07-15', null, { amount: '90' })];
  bridgeGaps(rows, 5);
  const movements = openBook(rows).accounts.flatMap(({ ledgers }) => ledgers.flatMap((each) => each.movements));
  expect(movements.map(({ day, kind, cents }) => `${formatDay(day)} ${kind} ${cents}`)).toEqual([
    '2024-01-01 new 6000',
    '2024-07-15 expansion 3000',
  ]);
});

test('without amounts a spell is one all the same', () => {
  const rows = [spell('2024-01-01', '2024-07-10'), spell('2024-07-15', null)].map((row) => ({
    ...row,
    terms: row.terms.map((term) => ({ ...term, cents: null })),
  }));
  expect(turns(5, ...rows)).toEqual(whole);
});
