import { describe, expect, test } from 'vitest';
import { calculate } from '../../src/calculator/calculate.ts';
import { askOf } from '../../src/calculator/metric.ts';
import { rescaled } from '../../src/calculator/rescale.ts';
import { registry } from '../../src/commands/topics.ts';
import { openBook } from '../../src/records/account.ts';
import { tablesOf } from '../../src/records/dataset.ts';
import { crowd, ds1, july, measure, period, settings, subscription } from '../metrics/support.ts';

const ask = (id: string, per: 'month' | 'year', method?: string) => {
  const metric = registry.find((each) => each.id === id);
  if (metric === undefined) throw new RangeError(`there is no ${id}`);
  return rescaled(method === undefined ? askOf(metric) : askOf(metric, method), per);
};
const book = (size: number, lost: number) => ({ book: openBook(crowd(size, lost)) });

// METRICS.md 3.5, fight-churn listing 2.5: 5 % over the 31 days of July.
test.each([
  ['customer_churn_rate', 'year', 0.4533],
  ['customer_churn_rate_cohort', 'year', 0.4533],
  ['gross_mrr_churn_rate', 'year', 0.4533],
  ['net_mrr_churn_rate', 'year', 0.4533],
  ['customer_retention_rate', 'year', 1 - 0.4533],
  ['nrr', 'year', 1 - 0.4533],
  ['grr', 'year', 1 - 0.4533],
  ['customer_churn_rate', 'month', 0.04908],
  ['grr', 'month', 1 - 0.04908],
] as const)('%s of 5 %% a month of 31 days, per %s: %f', (id, per, value) => {
  const result = measure(ask(id, per), book(40, 2));
  expect(result.value).toBeCloseTo(value, per === 'year' ? 4 : 5);
  // What was counted stays.
  expect(result.numerator).toBe(measure(askOf(ask(id, per).metric), book(40, 2)).numerator);
  expect(result).toMatchObject({ n: 40, reason: null });
});

// METRICS.md 2.7: by twelfth powers, not by twelve times.
test('50 % a year is 5.61 % a month', () => {
  const rows = [1, 2].map((i) => subscription('2022-01-01', i > 1 ? '2023-07-10' : null, { customer_id: `c${i}` }));
  const result = measure(ask('customer_churn_rate', 'month'), { book: openBook(rows) }, { periods: [period('2023')] });
  expect(result.value).toBeCloseTo(0.0561, 4);
});

test('the bounds of an interval are told as the rate is', () => {
  const low = (low: number) => 1 - (1 - low) ** (365 / 31);
  const plain = measure(
    askOf(registry.find(({ id }) => id === 'customer_churn_rate_cohort') ?? expect.fail()),
    book(40, 2),
  );
  const { interval } = measure(ask('customer_churn_rate_cohort', 'year'), book(40, 2));
  expect(interval?.low).toBeCloseTo(low(plain.interval?.low ?? NaN), 12);
  expect(interval?.high).toBeCloseTo(low(plain.interval?.high ?? NaN), 12);
});

describe('refused', () => {
  test.each([0, -1, NaN])('over %d days', (days) => {
    const metric = registry.find(({ id }) => id === 'customer_churn_rate') ?? expect.fail();
    const result = measure(
      rescaled(askOf(metric), 'year', () => days),
      book(40, 2),
    );
    expect(result).toMatchObject({ value: null, interval: null, n: 40, reason: 'no_dates' });
  });

  const joiners = [
    subscription('2024-01-01', '2024-07-10', { customer_id: 'A' }),
    subscription('2024-07-02', '2024-07-10', { customer_id: 'B' }),
  ];
  test('above 1: more left than there were', () => {
    const result = measure(ask('customer_churn_rate', 'year'), { book: openBook(joiners) });
    expect(result).toMatchObject({
      value: null,
      interval: null,
      reason: 'rate_above_one',
      numerator: 2,
      denominator: 1,
    });
  });
  test('above 1, where a power of it would be a number', () => {
    const all = { periods: [period('2023')] };
    const rows = [
      subscription('2022-01-01', '2023-07-10', { customer_id: 'A' }),
      subscription('2023-07-02', '2023-07-10', { customer_id: 'B' }),
    ];
    expect(measure(ask('customer_churn_rate', 'year'), { book: openBook(rows) }, all).reason).toBe('rate_above_one');
  });
  test('a bound below 0, which has no such power: no interval', () => {
    const summary = {
      value: 0.5,
      numerator: 1,
      denominator: 2,
      n: 2,
      interval: { low: -0.1, high: 1.1 },
      reason: null,
    };
    const told = ask('nrr', 'year').metric.told?.(summary, july);
    expect(told).toEqual({ ...summary, value: 0.5 ** (365 / 31), interval: null });
  });
  test('nothing to measure keeps its own reason', () => {
    expect(measure(ask('customer_churn_rate', 'year'), book(0, 0))).toMatchObject({
      value: null,
      reason: 'no_opening_customers',
    });
  });
  test('a period without days', () => {
    const whole = { ...july, firstDay: -Infinity, lastDay: Infinity, closeDay: Infinity };
    const result = measure(ask('customer_retention_rate', 'year'), book(4, 1), { periods: [whole] });
    expect(result.value).toBeNull();
  });
});

test('a rate worked out from others is told as well', () => {
  const clv = registry.find(({ id }) => id === 'clv') ?? expect.fail();
  const { metric } = rescaled({ metric: { ...clv, id: 'grr' }, method: null }, 'year');
  const summary = { value: 0.9, numerator: 9, denominator: 10, n: 10, interval: null, reason: null };
  expect(metric.told?.(summary, july)).toEqual({ ...summary, value: 0.9 ** (365 / 31) });
  expect(metric).toMatchObject({ per: 'year', title: `${clv.title}, per year` });
  expect(metric).not.toHaveProperty('fold');
});

test('everybody left, or nobody, is so for any time', () => {
  expect(measure(ask('customer_churn_rate', 'year'), book(4, 4)).value).toBe(1);
  expect(measure(ask('customer_churn_rate', 'year'), book(4, 0)).value).toBe(0);
  expect(measure(ask('customer_retention_rate', 'month'), book(4, 4)).value).toBe(0);
});

test('a gain is told as one: net churn below 0', () => {
  const rows = [subscription('2024-01-01', '2024-07-10'), subscription('2024-07-10', null, { amount: '110' })];
  const result = measure(ask('net_mrr_churn_rate', 'year'), { book: openBook(rows) });
  expect(result.value).toBeCloseTo(1 - 1.1 ** (365 / 31), 12);
});

test('every method is told, and all other metrics stay as they are', () => {
  const start = measure(ask('customer_churn_rate', 'year', 'cohort-event'), ds1);
  expect(start).toMatchObject({ method: 'cohort-event', numerator: 3, denominator: 9 });
  expect(start.value).toBeCloseTo(1 - (2 / 3) ** (365 / 31), 12);
  const others = registry.filter(({ topic, unit }) => topic !== 'churn' && topic !== 'retention' && unit !== 'points');
  for (const metric of others) expect(rescaled(askOf(metric), 'year').metric).toBe(metric);
});

test('changes are of told rates, and have no verdict', () => {
  const query = { metrics: [ask('customer_churn_rate', 'year')], periods: [july], settings };
  expect(calculate(query, tablesOf(book(400, 40)))[0]?.value).toBeCloseTo(1 - 0.9 ** (365 / 31), 12);
});

test('of nobody there is no rate for any time; a rate goes by the days it was measured over', () => {
  expect(measure(ask('customer_churn_rate', 'year'), book(0, 0))).toMatchObject({
    value: null,
    reason: 'no_opening_customers',
  });
  const metric = registry.find(({ id }) => id === 'grr')!;
  const overYear = rescaled(askOf(metric), 'year', () => 365);
  expect(measure(overYear, book(40, 2)).value).toBeCloseTo(0.95, 12);
});
