import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDay } from '../../src/calculator/calendar.ts';
import { openBook } from '../../src/records/account.ts';
import { bridgeGaps } from '../../src/records/gaps.ts';
import { dayFrom } from '../calculator/support.ts';
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
  const rows = [
    subscription('2024-01-01', '2024-07-10', {}, ['amount']),
    subscription('2024-07-15', null, {}, ['amount']),
  ];
  expect(turns(4, ...rows)).toEqual(torn);
  expect(turns(5, ...rows)).toEqual(whole);
});

// METRICS.md 2.7 and 2.10, whatever the rules of an account.
test('customers and MRR add up with gaps bridged and free plans kept', () => {
  const row = fc.record({
    customer_id: fc.constantFrom('A', 'B'),
    start: fc.nat(60),
    length: fc.option(fc.nat(30), { nil: null }),
    amount: fc.constantFrom('0', '10', '25'),
  });
  const freeAs = fc.constantFrom('churn' as const, 'contraction' as const);
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), fc.nat(12), freeAs, (rows, days, as) => {
      const day = (number: number) => formatDay(dayFrom('2024-06-01') + number);
      const book = rows.map(({ start, length, ...cells }) =>
        subscription(day(start), length === null ? null : day(start + length), cells),
      );
      bridgeGaps(book, days);
      const dataset = { book: openBook(book, [], { freeAs: as }) };
      const { accounts } = dataset.book;
      for (const { turns: own, paying, rows: held } of accounts) {
        expect(own.map(({ kind }) => kind === 'churn')).toEqual(own.map((_, i) => i % 2 === 1));
        expect(paying.values).toEqual(own.map(({ kind }) => kind !== 'churn'));
        const ends = own.flatMap((turn, i) => (turn.kind === 'reactivation' ? turn.day - (own[i - 1]?.day ?? 0) : []));
        if (as === 'churn') for (const gap of ends) expect(gap).toBeGreaterThan(days);
        expect(held.length).toBeGreaterThan(0);
      }
      for (const { cents, movements } of accounts.flatMap(({ ledgers }) => ledgers)) {
        const sign = { new: 1, reactivation: 1, expansion: 1, contraction: -1, churn: -1 };
        expect(movements.reduce((sum, each) => sum + sign[each.kind] * each.cents, 0)).toBe(cents.values.at(-1) ?? 0);
      }
    }),
  );
});
