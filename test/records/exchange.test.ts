import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Calculation } from '../../src/calculator/calculate.ts';
import { type Day, formatDay } from '../../src/calculator/calendar.ts';
import mrr from '../../src/metrics/mrr.ts';
import mrrAtStart from '../../src/metrics/mrr-at-start.ts';
import mrrChurn from '../../src/metrics/mrr-churn.ts';
import mrrContraction from '../../src/metrics/mrr-contraction.ts';
import mrrExpansion from '../../src/metrics/mrr-expansion.ts';
import mrrFxImpact from '../../src/metrics/mrr-fx-impact.ts';
import mrrNew from '../../src/metrics/mrr-new.ts';
import mrrReactivation from '../../src/metrics/mrr-reactivation.ts';
import { openBook } from '../../src/records/account.ts';
import { Exchange, type Fx } from '../../src/records/exchange.ts';
import { rateSchema } from '../../src/records/rate.ts';
import type { Subscription } from '../../src/records/row.ts';
import { dayFrom } from '../calculator/support.ts';
import { july, settings, subscription } from '../metrics/support.ts';
import { accepted } from './support.ts';

const rate = (date: string, currency: string, value: string) => ({
  ...accepted(rateSchema, { date, currency, rate: value }),
  file: 'fx.csv',
  line: 2,
  labels: [],
});

function exchange(fx: Fx, ...rates: readonly (readonly [string, string, string])[]): Exchange {
  const made = new Exchange('USD', fx);
  for (const [date, currency, value] of rates) made.add(rate(date, currency, value));
  return made;
}

describe('an amount', () => {
  const day = dayFrom('2024-07-01');
  test.each<[string, number, string | null, string, number]>([
    ['of the base currency', 1234, 'USD', '2', 1234],
    ['that names none', 1234, null, '2', 1234],
    ['half a cent goes to the even one below', 100, 'EUR', '1.005', 100],
    ['half a cent goes to the even one above', 100, 'EUR', '1.015', 102],
    ['a little more than half goes up', 100, 'EUR', '1.00500001', 101],
    ['of a currency without decimals', 5000, 'JPY', '0.0062', 3100],
    ['of a currency with three', 12_345, 'KWD', '3.25', 4012],
    ['given back', -100, 'EUR', '1.015', -102],
    ['beyond what binary fractions hold', 9_007_199_254_740_991, 'EUR', '1', 9_007_199_254_740_991],
  ])('%s', (_, cents, currency, value, expected) => {
    const rates = exchange('opening', ['2024-07-01', currency ?? 'USD', value]);
    expect(rates.convert(cents, currency, day)).toBe(expected);
    expect(rates.missing).toEqual([]);
  });
});

describe('the rate of a day', () => {
  const rates = [
    ['2024-07-31', 'EUR', '3'],
    ['2024-06-01', 'EUR', '1'],
    ['2024-06-28', 'EUR', '2'],
  ] as const;
  test.each<[string, number, string[], string[]]>([
    ['2024-06-28', 200, [], []],
    ['2024-06-27', 100, [], ['EUR of 2024-06-01 for 2024-06-27']],
    ['2024-07-29', 200, [], ['EUR of 2024-06-28 for 2024-07-29']],
    ['2024-07-31', 300, [], []],
    ['2024-08-31', 300, [], ['EUR of 2024-07-31 for 2024-08-31']],
    ['2024-09-01', 0, ['EUR for 2024-09-01'], []],
    ['2024-05-31', 0, ['EUR for 2024-05-31'], []],
  ])('%s', (day, cents, missing, older) => {
    const each = exchange('opening', ...rates);
    expect([each.convert(100, 'EUR', dayFrom(day)), each.missing, each.older]).toEqual([cents, missing, older]);
  });

  test('a currency without rates, and one day for all', () => {
    const each = exchange({ at: dayFrom('2024-06-28') }, ...rates);
    expect([each.convert(100, 'GBP', dayFrom('2024-07-31')), each.convert(100, 'EUR', dayFrom('2024-07-31'))]).toEqual([
      0, 200,
    ]);
    expect(each.missing).toEqual(['GBP for 2024-06-28']);
  });
});

const metrics = [mrrAtStart, mrrNew, mrrReactivation, mrrExpansion, mrrContraction, mrrChurn, mrrFxImpact, mrr];

/** Every figure of July in the order of the identity, in minor units of the base currency. */
function figures(rates: Exchange, rows: readonly Subscription[], method: string): number[] {
  const asks = metrics.map((metric) => ({ metric, method: metric.methods === undefined ? null : method }));
  const calculation = new Calculation({ metrics: asks, periods: [july], settings });
  calculation.addIn(july, rates.tablesOf(openBook(rows), july, july.firstDay));
  return calculation.results().map(({ value }) => value ?? Number.NaN);
}

test('a currency that nobody pays in during the period needs no rate', () => {
  const rows = [
    subscription('2024-01-01', '2024-06-30', { currency: 'GBP' }),
    subscription('2024-08-01', null, { currency: 'EUR' }),
    subscription('2024-01-01', null, { currency: 'USD', customer_id: 'B' }),
  ];
  const rates = exchange('opening');
  expect([figures(rates, rows, 'daily'), rates.missing]).toEqual([[10_000, 0, 0, 0, 0, 0, 0, 10_000], []]);
});

test('who paid in a currency that is gone comes back', () => {
  const rows = [
    subscription('2024-01-01', '2024-02-01', { currency: 'GBP' }),
    subscription('2024-07-09', null, { currency: 'USD' }),
  ];
  expect(figures(exchange('opening'), rows, 'daily')).toEqual([0, 0, 10_000, 0, 0, 0, 0, 10_000]);
});

test('a swap of currencies on one day is told as one', () => {
  const rows = [
    subscription('2024-01-01', '2024-07-09', { currency: 'EUR' }),
    subscription('2024-07-09', null, { currency: 'USD', amount: '110' }),
  ];
  const rates = [
    ['2024-06-30', 'EUR', '1.07'],
    ['2024-07-31', 'EUR', '1.12'],
  ] as const;
  expect(figures(exchange('opening', ...rates), rows, 'daily')).toEqual([10_700, 0, 0, 300, 0, 0, 0, 11_000]);
  expect(figures(exchange('period-end', ...rates), rows, 'daily')).toEqual([10_700, 0, 0, 0, 200, 0, 500, 11_000]);
});

// METRICS.md 2.9 and 2.10: the identity holds to the minor unit, whatever the rates and however they are used.
test('opening + movements + fx = closing', () => {
  const first: Day = dayFrom('2024-06-01');
  const row = fc
    .record({
      customer_id: fc.constantFrom('A', 'B'),
      subscription_id: fc.constantFrom('', 's1', 's2'),
      from: fc.nat(80),
      days: fc.option(fc.nat(50), { nil: null }),
      amount: fc.constantFrom('0', '10', '1235', '99'),
      interval: fc.constantFrom('', 'year'),
      currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'),
    })
    .map(({ from, days, ...cells }) =>
      subscription(formatDay(first + from), days === null ? null : formatDay(first + from + days), cells),
    );
  const value = fc.integer({ min: 1, max: 5_000_000 }).map((millionths) => (millionths / 1e6).toFixed(6));
  const ways = fc.constantFrom<Fx[]>('opening', 'period-end', { at: dayFrom('2024-07-15') });
  const mode = fc.constantFrom('daily', 'period', 'subscription');
  const values = fc.array(value, { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 10 }), ways, mode, values, (rows, fx, method, each) => {
      const days = ['2024-06-30', '2024-07-15', '2024-07-31'];
      const table = ['EUR', 'JPY', 'KWD'].flatMap((currency, i) =>
        days.map((day, j) => [day, currency, each[3 * i + j] ?? '1'] as const),
      );
      const rates = exchange(fx, ...table);
      const [open = 0, gained = 0, back = 0, more = 0, less = 0, lost = 0, impact = 0, close] = figures(
        rates,
        rows,
        method,
      );
      expect(open + gained + back + more - less - lost + impact).toBe(close);
      expect(rates.missing).toEqual([]);
      if (typeof fx === 'object') expect(impact).toBe(0);
    }),
    { numRuns: 300 },
  );
});
