import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, formatDay } from '../../src/calculator/calendar.ts';
import { type Account, isPayingAt, leadingRow, mrrAt, openBook, sumOf } from '../../src/records/account.ts';
import type { Subscription } from '../../src/records/row.ts';
import { dayFrom } from '../calculator/support.ts';
import { account, customer, DS1, july, subscription } from '../metrics/support.ts';

const turns = ({ turns: all }: Account) => all.map(({ kind, day }) => `${formatDay(day)} ${kind}`);
const movements = ({ ledgers }: Account) =>
  ledgers.flatMap(({ currency, movements: all }) =>
    all.map(({ kind, day, cents }) => `${formatDay(day)} ${kind} ${cents}${currency ? ` ${currency}` : ''}`),
  );
const free = { amount: '0' };
const [USD, EUR] = [{ currency: 'USD' }, { currency: 'EUR' }];

// METRICS.md 1.3 and 2.10: turns are of the customer as a whole, movements of what it pays; a day is netted.
test.each<[string, Subscription[], string[], string[]]>([
  ['nothing', [subscription('2024-01-01', '2024-01-01')], [], []],
  ['free', [subscription('2024-01-01', null, free)], [], []],
  ['stays', [subscription('2024-01-01')], ['2024-01-01 new'], ['2024-01-01 new 10000']],
  [
    'leaves on the first day without service',
    [subscription('2024-01-01', '2024-03-01')],
    ['2024-01-01 new', '2024-03-01 churn'],
    ['2024-01-01 new 10000', '2024-03-01 churn 10000'],
  ],
  [
    'comes back, after a day',
    [subscription('2024-01-01', '2024-03-01'), subscription('2024-03-02')],
    ['2024-01-01 new', '2024-03-01 churn', '2024-03-02 reactivation'],
    ['2024-01-01 new 10000', '2024-03-01 churn 10000', '2024-03-02 reactivation 10000'],
  ],
  [
    'cancels and resubscribes on one day: nothing happened',
    [subscription('2024-01-01', '2024-03-01'), subscription('2024-03-01')],
    ['2024-01-01 new'],
    ['2024-01-01 new 10000'],
  ],
  [
    'swaps for a dearer plan on one day',
    [subscription('2024-01-01', '2024-03-01'), subscription('2024-03-01', null, { amount: '150' })],
    ['2024-01-01 new'],
    ['2024-01-01 new 10000', '2024-03-01 expansion 5000'],
  ],
  [
    'cancels one of two',
    [subscription('2024-01-01'), subscription('2024-02-01', '2024-03-01', { amount: '40' })],
    ['2024-01-01 new'],
    ['2024-01-01 new 10000', '2024-02-01 expansion 4000', '2024-03-01 contraction 4000'],
  ],
  [
    'falls to a free plan: gone',
    [subscription('2024-01-01', '2024-03-01'), subscription('2024-03-01', null, free)],
    ['2024-01-01 new', '2024-03-01 churn'],
    ['2024-01-01 new 10000', '2024-03-01 churn 10000'],
  ],
  [
    'a discount of all of it runs out: new then',
    [subscription('2024-01-01', null, { discount_percent: '100', discount_end: '2024-02-01' })],
    ['2024-02-01 new'],
    ['2024-02-01 new 10000'],
  ],
  [
    'pays in a second currency: expansion there',
    [subscription('2024-01-01', null, USD), subscription('2024-02-01', '2024-03-01', EUR)],
    ['2024-01-01 new'],
    ['2024-02-01 expansion 10000 EUR', '2024-03-01 contraction 10000 EUR', '2024-01-01 new 10000 USD'],
  ],
  [
    'changes currency on one day: not gone, and nothing is added up',
    [subscription('2024-01-01', '2024-02-01', USD), subscription('2024-02-01', null, EUR)],
    ['2024-01-01 new'],
    ['2024-02-01 expansion 10000 EUR', '2024-01-01 new 10000 USD', '2024-02-01 contraction 10000 USD'],
  ],
  [
    'leaves in both currencies',
    [subscription('2024-01-01', '2024-02-01', USD), subscription('2024-01-01', '2024-02-01', EUR)],
    ['2024-01-01 new', '2024-02-01 churn'],
    [
      '2024-01-01 new 10000 EUR',
      '2024-02-01 churn 10000 EUR',
      '2024-01-01 new 10000 USD',
      '2024-02-01 churn 10000 USD',
    ],
  ],
])('%s', (_, rows, expectedTurns, expectedMovements) => {
  expect(turns(account(...rows))).toEqual(expectedTurns);
  expect(movements(account(...rows))).toEqual(expectedMovements);
});

test('without amounts a customer is counted and its ledger has nothing in it', () => {
  const unpriced = account(subscription('2024-01-01', '2024-03-01', {}, ['amount']));
  expect(turns(unpriced)).toEqual(['2024-01-01 new', '2024-03-01 churn']);
  expect(unpriced.ledgers.map(({ cents, movements }) => [cents.days, movements])).toEqual([[[], []]]);
});

test('a sum is of what has an amount', () => {
  const [ledger] = account(subscription('2024-01-01', null, {}, ['amount']), subscription('2024-02-01')).ledgers;
  expect(ledger && sumOf(ledger, () => true)).toBe(10_000);
});

test('ledgers go by currency, the one that is not named first, whatever came first', () => {
  const [named, unnamed] = [subscription('2024-01-01', null, USD), subscription('2024-02-01')];
  for (const rows of [
    [named, unnamed],
    [{ ...unnamed, terms: named.terms }, named],
  ]) {
    expect(account(...rows).ledgers.map(({ currency }) => currency)).toEqual([null, 'USD']);
  }
});

// METRICS.md 1.2: active at the close of a day iff it began by then and has not ended by then.
test.each([
  ['2023-12-31', false, 0],
  ['2024-01-01', true, 10_000],
  ['2024-02-29', true, 10_000],
  ['2024-03-01', false, 0],
  ['2024-04-01', true, 15_000],
  ['2030-01-01', true, 15_000],
])('at the close of %s: pays %s, %i', (day, pays, cents) => {
  const paid = account(
    subscription('2024-01-01', '2024-03-01'),
    subscription('2024-04-01'),
    subscription('2024-04-01', null, { amount: '50' }),
  );
  const [ledger] = paid.ledgers;
  expect([isPayingAt(paid, dayFrom(day)), ledger && mrrAt(ledger, dayFrom(day))]).toEqual([pays, cents]);
});

describe('a book', () => {
  test('has its accounts by id, customers without subscriptions too, and names its currencies', () => {
    const rows = ['b', 'a', 'B'].map((id) =>
      subscription('2024-01-01', null, { customer_id: id, currency: id === 'a' ? 'EUR' : '' }),
    );
    const book = openBook(rows, [customer('c', 'x'), customer('a', 'y')]);
    expect(book.accounts.map(({ customer: id, index, rows: own }) => [id, index, own.length])).toEqual([
      ['B', 0, 1],
      ['a', 1, 1],
      ['b', 2, 1],
      ['c', 3, 0],
    ]);
    expect(book.accounts.map(({ details }) => details?.labels[0])).toEqual([undefined, 'y', undefined, 'x']);
    expect([book.currencies, book.byCustomer.get('a')?.customer, book.byCustomer.get('d')]).toEqual([
      [null, 'EUR'],
      'a',
      undefined,
    ]);
  });

  // METRICS.md 3.1
  test('of DS-1 opens with 9 customers and 1,530.00, and closes with 9 and 1,260.00', () => {
    const { accounts } = openBook(DS1);
    const at = (day: Day) => [
      accounts.filter((each) => isPayingAt(each, day)).length,
      accounts.flatMap(({ ledgers }) => ledgers).reduce((sum, ledger) => sum + mrrAt(ledger, day), 0),
    ];
    expect([at(july.firstDay - 1), at(july.lastDay)]).toEqual([
      [9, 153_000],
      [9, 126_000],
    ]);
  });
});

describe('whatever the subscriptions', () => {
  const start = dayFrom('2024-01-01');
  const last = start + 60;
  const row = fc
    .record({
      customer_id: fc.constantFrom('A', 'B', 'C'),
      from: fc.integer({ min: 1, max: 40 }),
      days: fc.option(fc.nat(20), { nil: null }),
      amount: fc.constantFrom('0', '10', '20', '30'),
      currency: fc.constantFrom('USD', 'EUR'),
      plan: fc.constantFrom('solo', 'team'),
    })
    .map(({ from, days, plan, ...cells }) =>
      subscription(formatDay(start + from), days === null ? null : formatDay(start + from + days), {
        ...cells,
        by: plan,
      }),
    );
  const rows = fc.array(row, { maxLength: 10 });
  const days = Array.from({ length: 61 }, (_, i) => start + i);

  /** What an account pays at the close of a day in one currency, straight from its rows. */
  const paidAt = (all: readonly Subscription[], currency: string | null, day: Day) =>
    all
      .filter((each) => each.currency === currency)
      .flatMap(({ terms }) => terms)
      .filter(({ from, until }) => from <= day && (until === null || day < until))
      .reduce((sum, { cents }) => sum + (cents ?? 0), 0);

  test('every close is the sum of the rows that run', () => {
    fc.assert(
      fc.property(rows, (all) => {
        for (const each of openBook(all).accounts) {
          for (const day of days) {
            const paid = ['USD', 'EUR'].map((currency) => paidAt(each.rows, currency, day));
            const ledgers = ['USD', 'EUR'].map((name) => each.ledgers.find(({ currency }) => currency === name));
            expect(ledgers.map((ledger) => (ledger ? mrrAt(ledger, day) : 0))).toEqual(paid);
            expect(isPayingAt(each, day)).toBe(paid.some((cents) => cents > 0));
          }
        }
      }),
    );
  });

  // METRICS.md 2.10 and 2.7: opening + new + reactivation + expansion - contraction - churn = closing.
  test('between any two closes the movements add up, and so do the customers', () => {
    const sign = { new: 1, reactivation: 1, expansion: 1, contraction: -1, churn: -1 } as const;
    fc.assert(
      fc.property(rows, fc.nat(60), fc.nat(60), (all, a, b) => {
        const [open, close] = [start + Math.min(a, b), start + Math.max(a, b)];
        const within = ({ day }: { day: Day }) => day > open && day <= close;
        for (const each of openBook(all).accounts) {
          for (const ledger of each.ledgers) {
            const moved = ledger.movements.filter(within).reduce((sum, { kind, cents }) => sum + sign[kind] * cents, 0);
            expect(mrrAt(ledger, open) + moved).toBe(mrrAt(ledger, close));
            expect(ledger.movements.every(({ cents }) => cents > 0)).toBe(true);
          }
          const came = each.turns.filter(within).reduce((sum, { kind }) => sum + sign[kind], 0);
          expect(Number(isPayingAt(each, open)) + came).toBe(Number(isPayingAt(each, close)));
          expect(each.turns.filter(({ kind }) => kind === 'new').length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('the order of the rows changes nothing', () => {
    const shuffled = rows.chain((all) =>
      fc.shuffledSubarray(all, { minLength: all.length }).map((other) => [all, other] as const),
    );
    const shown = (all: readonly Subscription[]) =>
      openBook(all).accounts.map((each) => [each.customer, each.index, turns(each), movements(each)]);
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(shown(other)).toEqual(shown(all));
      }),
    );
  });

  test('nothing happens after the last of their days', () => {
    fc.assert(
      fc.property(rows, (all) => {
        for (const each of openBook(all).accounts) {
          for (const { day } of [...each.turns, ...each.ledgers.flatMap((ledger) => ledger.movements)]) {
            expect(day).toBeGreaterThan(start);
            expect(day).toBeLessThanOrEqual(last);
          }
        }
      }),
    );
  });
});

// METRICS.md 9.33: the largest at the opening close, else the first of the period.
test.each<[string, Subscription[], string | undefined]>([
  ['no rows', [], undefined],
  [
    'the larger of two at the opening',
    [subscription('2024-01-01', null, { by: 'a' }), subscription('2024-06-30', null, { by: 'b', amount: '101' })],
    'b',
  ],
  [
    'what ends as the period begins was there at its opening',
    [
      subscription('2024-01-01', '2024-07-01', { by: 'a' }),
      subscription('2024-07-01', null, { by: 'b', amount: '900' }),
    ],
    'a',
  ],
  [
    'a free one at the opening before a paid one that comes',
    [subscription('2024-01-01', null, { by: 'a', amount: '0' }), subscription('2024-07-01', null, { by: 'b' })],
    'a',
  ],
  [
    'the first of the period, not the largest',
    [subscription('2024-07-20', null, { by: 'a', amount: '900' }), subscription('2024-07-02', null, { by: 'b' })],
    'b',
  ],
  [
    'the first of the period, not what was over before',
    [
      subscription('2024-01-01', '2024-06-30', { by: 'a', amount: '900' }),
      subscription('2024-07-02', null, { by: 'b' }),
    ],
    'b',
  ],
  [
    'all over: the largest there ever was',
    [
      subscription('2024-01-01', '2024-02-01', { by: 'a' }),
      subscription('2024-02-01', '2024-03-01', { by: 'b', amount: '900' }),
    ],
    'b',
  ],
  [
    'all over, without amounts: the first there was',
    [
      subscription('2024-02-01', '2024-03-01', { by: 'b' }, ['amount']),
      subscription('2024-01-01', '2024-02-01', { by: 'a' }, ['amount']),
    ],
    'a',
  ],
  [
    'equals: the smaller id',
    [
      subscription('2024-01-01', null, { by: 'a', subscription_id: 's2' }),
      subscription('2024-01-01', null, { by: 'b', subscription_id: 's1' }),
    ],
    'b',
  ],
])('the leading row: %s', (_, rows, expected) => {
  const [only] = openBook(rows, [customer('A', '')]).accounts;
  expect(only && leadingRow(only, july)?.labels[0]).toBe(expected);
});

test('the leading row: of rows that nothing but the amount tells apart the larger one, in any order', () => {
  const [a, b] = [subscription('2024-01-01'), subscription('2024-01-01', null, { amount: '101' })];
  for (const rows of [
    [a, b],
    [b, a],
  ]) {
    expect(leadingRow(account(...rows), july)).toBe(b);
  }
});

// An export without subscription ids: row order must not decide which plan a customer belongs to.
test('the leading row: rows alike in all but the plan, in any order', () => {
  const [a, b] = [subscription('2024-01-01', null, { by: 'a' }), subscription('2024-01-01', null, { by: 'b' })];
  expect(leadingRow(account(a, b), july)?.labels).toEqual(leadingRow(account(b, a), july)?.labels);
});
