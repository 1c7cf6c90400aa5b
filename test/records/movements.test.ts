import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculate } from '../../src/calculator/calculate.ts';
import { formatDay } from '../../src/calculator/calendar.ts';
import mrr from '../../src/metrics/mrr.ts';
import mrrAtStart from '../../src/metrics/mrr-at-start.ts';
import mrrChurn from '../../src/metrics/mrr-churn.ts';
import mrrContraction from '../../src/metrics/mrr-contraction.ts';
import mrrExpansion from '../../src/metrics/mrr-expansion.ts';
import mrrNew from '../../src/metrics/mrr-new.ts';
import mrrReactivation from '../../src/metrics/mrr-reactivation.ts';
import { openBook } from '../../src/records/account.ts';
import { tablesOf } from '../../src/records/dataset.ts';
import type { Subscription } from '../../src/records/row.ts';
import { dayFrom, period } from '../calculator/support.ts';
import { DS1, july, settings, subscription } from '../metrics/support.ts';

const KINDS = { new: mrrNew, reactivation: mrrReactivation, expansion: mrrExpansion } as const;
const LOSSES = { contraction: mrrContraction, churn: mrrChurn } as const;
const MODES = ['daily', 'period', 'subscription'] as const;
type Mode = (typeof MODES)[number];

/** The movements of July in one currency, in minor units and less those of 0, with how many there are. */
function movements(mode: Mode, rows: readonly Subscription[], over = july, currency: string | null = null) {
  const asks = Object.values({ ...KINDS, ...LOSSES }).map((metric) => ({ metric, method: mode }));
  const metrics = [...asks, mrrAtStart, mrr];
  const results = calculate({ metrics, periods: [over], settings }, tablesOf({ book: openBook(rows) }));
  const own = results.filter((each) => each.currency === currency);
  const of = (id: string) => own.find(({ metric }) => metric === id);
  const told = Object.entries({ ...KINDS, ...LOSSES }).flatMap(([kind, { id }]) => {
    const { value = 0, n = 0 } = of(id) ?? {};
    return value === 0 ? [] : [[kind, [n, value]] as const];
  });
  return { told: Object.fromEntries(told), open: of('mrr_at_start')?.value ?? 0, close: of('mrr')?.value ?? 0 };
}

// METRICS.md 3.1. The third row follows from the dataset: 680 new, 90 back and 950 gone, subscription by subscription.
test.each<[Mode, ReturnType<typeof movements>['told']]>([
  [
    'daily',
    {
      new: [2, 14_000],
      reactivation: [2, 20_000],
      expansion: [1, 5000],
      contraction: [2, 14_000],
      churn: [4, 52_000],
    },
  ],
  [
    'period',
    { new: [1, 8000], reactivation: [1, 9000], expansion: [1, 5000], contraction: [2, 14_000], churn: [2, 35_000] },
  ],
  ['subscription', { new: [7, 68_000], churn: [8, 95_000] }],
])('DS-1 by %s: 1,530 becomes 1,260', (mode, told) => {
  expect(movements(mode, DS1)).toEqual({ told, open: 153_000, close: 126_000 });
});

describe('one change, told in three ways', () => {
  const s = (id: string, from: string, to: string | null, amount: string) =>
    subscription(from, to, { subscription_id: id, amount });
  test.each<[string, readonly Subscription[], Record<Mode, ReturnType<typeof movements>['told']>]>([
    [
      'a second subscription',
      [s('a', '2024-01-01', null, '100'), s('b', '2024-07-01', null, '20')],
      { daily: { expansion: [1, 2000] }, period: { expansion: [1, 2000] }, subscription: { new: [1, 2000] } },
    ],
    [
      'one of two is cancelled on the last day',
      [s('a', '2024-01-01', null, '100'), s('b', '2024-01-01', '2024-07-31', '20')],
      { daily: { contraction: [1, 2000] }, period: { contraction: [1, 2000] }, subscription: { churn: [1, 2000] } },
    ],
    [
      'the day after the last is none',
      [s('a', '2024-01-01', '2024-08-01', '100')],
      { daily: {}, period: {}, subscription: {} },
    ],
    [
      'up and down again',
      [s('a', '2024-01-01', null, '100'), s('b', '2024-07-02', '2024-07-09', '20')],
      {
        daily: { expansion: [1, 2000], contraction: [1, 2000] },
        period: {},
        subscription: { new: [1, 2000], churn: [1, 2000] },
      },
    ],
    [
      'a gap within the period',
      [s('a', '2024-01-01', '2024-07-05', '100'), s('a', '2024-07-22', null, '150')],
      {
        daily: { churn: [1, 10_000], reactivation: [1, 15_000] },
        period: { expansion: [1, 5000] },
        subscription: { churn: [1, 10_000], reactivation: [1, 15_000] },
      },
    ],
    [
      'joins and leaves',
      [s('a', '2024-07-05', '2024-07-22', '100')],
      {
        daily: { new: [1, 10_000], churn: [1, 10_000] },
        period: {},
        subscription: { new: [1, 10_000], churn: [1, 10_000] },
      },
    ],
    [
      'joins, leaves and comes back: new once, over the period as a whole',
      [s('a', '2024-07-05', '2024-07-10', '100'), s('a', '2024-07-22', null, '100')],
      {
        daily: { new: [1, 10_000], churn: [1, 10_000], reactivation: [1, 10_000] },
        period: { new: [1, 10_000] },
        subscription: { new: [1, 10_000], churn: [1, 10_000], reactivation: [1, 10_000] },
      },
    ],
    [
      'a dearer revision',
      [s('a', '2024-01-01', '2024-07-10', '100'), s('a', '2024-07-10', null, '150')],
      { daily: { expansion: [1, 5000] }, period: { expansion: [1, 5000] }, subscription: { expansion: [1, 5000] } },
    ],
    [
      'rows without an id are subscriptions of their own',
      [subscription('2024-01-01', '2024-07-10'), subscription('2024-07-10', null, { amount: '150' })],
      {
        daily: { expansion: [1, 5000] },
        period: { expansion: [1, 5000] },
        subscription: { new: [1, 15_000], churn: [1, 10_000] },
      },
    ],
  ])('%s', (_, rows, told) => {
    expect(Object.fromEntries(MODES.map((mode) => [mode, movements(mode, rows).told]))).toEqual(told);
  });
});

// METRICS.md 2.10: opening + new + reactivation + expansion - contraction - churn = closing.
test('whatever the subscriptions, every mode adds up from the opening to the close', () => {
  const first = dayFrom('2024-06-01');
  const row = fc
    .record({
      customer_id: fc.constantFrom('A', 'B', 'C'),
      subscription_id: fc.constantFrom('', 's1', 's2', 's3'),
      from: fc.nat(80),
      days: fc.option(fc.nat(50), { nil: null }),
      amount: fc.constantFrom('0', '10', '12.34', '99'),
      interval: fc.constantFrom('', 'year', 'quarter'),
      currency: fc.constantFrom('USD', 'EUR'),
      discount_percent: fc.constantFrom('', '50', '100'),
      discount_after: fc.nat(60),
    })
    .map(({ from, days, discount_after, ...cells }) =>
      subscription(formatDay(first + from), days === null ? null : formatDay(first + from + days), {
        ...cells,
        discount_end: formatDay(first + from + discount_after),
      }),
    );
  const periods = ['2024-07', '2024-06', '2024', '2024-07-05..2024-07-05'].map((text) => period(text));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), fc.constantFrom(...periods), (rows, over) => {
      for (const mode of MODES) {
        for (const currency of ['USD', 'EUR']) {
          const { told, open, close } = movements(mode, rows, over, currency);
          const of = (kind: string): number => told[kind]?.[1] ?? 0;
          const sum = open + of('new') + of('reactivation') + of('expansion') - of('contraction') - of('churn');
          expect([mode, currency, sum]).toEqual([mode, currency, close]);
        }
      }
    }),
    { numRuns: 200 },
  );
});

// METRICS.md 2.10: traps seen in the code of published packages.
describe.each(['daily', 'period'] as const)('traps, by %s', (mode) => {
  test('dbt_recurly: a drop to 0 is churn and not contraction, a return from 0 reactivation and not expansion', () => {
    expect(movements(mode, [subscription('2024-01-01', '2024-07-09')]).told).toEqual({ churn: [1, 10_000] });
    const back = [subscription('2024-01-01', '2024-02-01'), subscription('2024-07-09')];
    expect(movements(mode, back).told).toEqual({ reactivation: [1, 10_000] });
  });

  test('dbt_recurly: a customer without a charge in the period is still there', () => {
    const yearly = [subscription('2024-01-01', null, { amount: '1200', interval: 'year' })];
    expect(movements(mode, yearly)).toEqual({ told: {}, open: 10_000, close: 10_000 });
    const between = [subscription('2024-01-01', '2024-06-01'), subscription('2024-08-01')];
    expect(movements(mode, between)).toEqual({ told: {}, open: 0, close: 0 });
  });

  test('dbt_stripe: reactivation fires, for it is told before expansion', () => {
    const back = [subscription('2024-01-01', '2024-06-30', { amount: '50' }), subscription('2024-07-01')];
    expect(movements(mode, back).told).toEqual({ reactivation: [1, 10_000] });
  });

  test('mrr-playbook: a customer whose rows have no end has its months', () => {
    expect(movements(mode, [subscription('2024-07-09')])).toMatchObject({ told: { new: [1, 10_000] }, close: 10_000 });
    expect(movements(mode, [subscription('2024-01-01')])).toEqual({ told: {}, open: 10_000, close: 10_000 });
  });

  test('Ghost: a subscription that is cancelled is taken off once', () => {
    const cancelled = { status: 'canceled', canceled_at: '2024-07-05' };
    const [first, second] = [{ subscription_id: 'a' }, { subscription_id: 'b' }];
    const rows = [
      subscription('2024-01-01', '2024-07-09', { ...first, ...cancelled }),
      subscription('2024-01-01', null, second),
    ];
    expect(movements(mode, rows)).toEqual({ told: { contraction: [1, 10_000] }, open: 20_000, close: 10_000 });
    const both = [rows[0] as Subscription, subscription('2024-01-01', '2024-07-09', { ...second, ...cancelled })];
    expect(movements(mode, both)).toEqual({
      told: { churn: [1, 20_000] },
      open: 20_000,
      close: 0,
    });
  });
});
