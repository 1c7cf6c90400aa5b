import { describe, expect, test } from 'vitest';
import { formatDay } from '../../src/calculator/calendar.ts';
import { askOf } from '../../src/calculator/metric.ts';
import { parsePeriod } from '../../src/calculator/parse-period.ts';
import nrr from '../../src/metrics/nrr.ts';
import { openBook } from '../../src/records/account.ts';
import { dayFrom } from '../calculator/support.ts';
import { account, ds1, measure, observe, ofBook, period, settings, subscription } from './support.ts';

describe('nrr', () => {
  test.each([
    ['stays', account(subscription('2024-01-01')), 10000],
    ['takes more', account(subscription('2024-01-01'), subscription('2024-07-09', null, { amount: '50' })), 15000],
    [
      'takes less',
      account(subscription('2024-01-01', '2024-07-09'), subscription('2024-07-09', null, { amount: '70' })),
      7000,
    ],
    ['leaves on the first day', account(subscription('2024-01-01', '2024-07-01')), 0],
    ['leaves the day after', account(subscription('2024-01-01', '2024-08-01')), 10000],
    [
      'leaves and comes back for less',
      account(subscription('2024-01-01', '2024-07-09'), subscription('2024-07-20', null, { amount: '40' })),
      4000,
    ],
    ['up and down again', account(subscription('2024-01-01'), subscription('2024-07-02', '2024-07-09')), 10000],
    ['comes on the first day: not in it', account(subscription('2024-07-01')), null],
    [
      'comes back from before: not in it',
      account(subscription('2024-01-01', '2024-06-30'), subscription('2024-07-01')),
      null,
    ],
  ])('%s', (_, { ledgers: [ledger] }, part) => {
    expect(observe(nrr, ledger)).toEqual(part === null ? null : { unit: 0, part, whole: 10_000 });
  });

  test('nobody at the start: null', () => {
    expect(ofBook(nrr, subscription('2024-07-01'))).toMatchObject({ value: null, reason: 'no_opening_customers' });
  });

  test('1,000 at the start, 100 left, 200 of upgrades: 110 % [CB-coh]', () => {
    const rows = [
      subscription('2024-01-01', '2024-07-09', { customer_id: 'A', amount: '100' }),
      subscription('2024-01-01', null, { customer_id: 'B', amount: '900' }),
      subscription('2024-07-09', null, { customer_id: 'B', amount: '200' }),
      subscription('2024-07-09', null, { customer_id: 'new', amount: '500' }),
    ];
    expect(ofBook(nrr, ...rows)).toMatchObject({ value: 1.1, numerator: 110_000, denominator: 100_000, n: 2 });
  });

  test('DS-1: 1,090/1,530 (METRICS.md 3.1)', () => {
    const { value, ...parts } = measure(nrr, ds1);
    expect(value).toBeCloseTo(0.712418, 6);
    expect(parts).toMatchObject({ numerator: 109_000, denominator: 153_000, n: 9 });
  });
});

describe('nrr --trailing', () => {
  const yearly = askOf(nrr, 'trailing');

  // METRICS.md 3.5: the totals of mrr-playbook, December 2018 to December 2019. D was not there then.
  const rows = [
    subscription('2018-10-01', '2019-05-01', { customer_id: 'A', amount: '200' }),
    subscription('2019-05-01', null, { customer_id: 'A', amount: '270' }),
    subscription('2018-12-01', '2019-12-01', { customer_id: 'B', amount: '185' }),
    subscription('2018-01-01', '2019-08-01', { customer_id: 'C', amount: '200' }),
    subscription('2019-08-01', null, { customer_id: 'C', amount: '140' }),
    subscription('2019-01-01', null, { customer_id: 'D', amount: '845' }),
  ];

  test.each(['2019-12', '2019-Q4', '2019'])('410/585 by the end of %s', (label) => {
    const result = measure(yearly, { book: openBook(rows) }, { periods: [period(label)] });
    expect(result).toMatchObject({ method: 'trailing', numerator: 41000, denominator: 58_500, n: 3 });
    expect(result.value).toBeCloseTo(0.700855, 6);
  });

  test.each([
    [1, '2024-07', '2024-06-30'],
    [12, '2024-07', '2023-07-31'],
    [12, '2024-02', '2023-02-28'],
    [12, '2023-02', '2022-02-28'],
    [3, '2024-07-01..2024-07-15', '2024-04-15'],
  ])('%i months up to the end of %s begin at the close of %s', (trailingMonths, label, opening) => {
    const of = (last: string) =>
      measure(
        yearly,
        { book: openBook([subscription(last)]) },
        { periods: [period(label)], settings: { ...settings, trailingMonths } },
      ).n;
    const next = formatDay(dayFrom(opening) + 1);
    expect([of(opening), of(next)]).toEqual([1, 0]);
  });

  test('a period that is not over ends today', () => {
    const july = parsePeriod('2024-07', { asOf: dayFrom('2024-07-10') });
    const of = (started: string) => measure(yearly, { book: openBook([subscription(started)]) }, { periods: [july] }).n;
    expect([of('2023-07-10'), of('2023-07-11')]).toEqual([1, 0]);
  });
});
