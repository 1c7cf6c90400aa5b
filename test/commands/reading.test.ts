import { expect, test } from 'vitest';
import { total } from '../../src/calculator/fold.ts';
import type { Source } from '../../src/calculator/metric.ts';
import { Problems } from '../../src/input/problems.ts';
import { conclude } from '../../src/commands/conclude.ts';
import { Reading } from '../../src/commands/reading.ts';
import { Window } from '../../src/commands/window.ts';
import { calculate } from '../../src/calculator/calculate.ts';
import { type Dataset, defineMetric, KINDS, tablesOf } from '../../src/records/dataset.ts';
import { assignmentSchema } from '../../src/records/assignment.ts';
import { paymentSchema } from '../../src/records/payment.ts';
import { rateSchema } from '../../src/records/rate.ts';
import { defaultSettings, type Settings } from '../../src/records/settings.ts';
import { usageSchema } from '../../src/records/usage.ts';
import { dayFrom, period } from '../calculator/support.ts';
import { accepted } from '../records/support.ts';
import { csm } from '../support/csm.ts';
import { folderWith } from '../support/folder.ts';

// A metric over any export is one record: its rows come by the name of the export, dated ones into their period.

const origin = { file: 'rows.csv', line: 2, labels: [] };
const payment = (at: string) => ({
  ...accepted(paymentSchema, { customer_id: 'c1', at, amount: '9.50' }),
  ...origin,
  account: null,
});
const event = (at: string) => ({ ...accepted(usageSchema, { customer_id: 'c1', at }), ...origin, account: null });
const assignment = { ...accepted(assignmentSchema, { customer_id: 'c1', rep: 'ana', from: '2024-01-01' }), ...origin };
const rate = { ...accepted(rateSchema, { date: '2024-01-01', currency: 'EUR', rate: '1.1' }), ...origin };

const settings = defaultSettings(dayFrom('2024-09-01'));
const counting = (from: Source<never, Settings>) =>
  defineMetric<never, number>({
    id: `rows_of_${from.table}`,
    title: 'Rows',
    question: 'How many rows are there?',
    formula: 'rows',
    topic: from.table,
    rank: 1,
    unit: 'count',
    better: 'neither',
    empty: 'no_rows',
    from,
    fold: total(),
    observe: () => 1,
  });
const metrics = [
  counting({ table: 'payments', day: ({ at }: { at: number }) => at }),
  counting({ table: 'usage', day: ({ at }: { at: { day: number } }) => at.day }),
  counting({ table: 'assignments' }),
  counting({ table: 'fx' }),
];

test('through a run, with the latest month of the data for its period', () => {
  const window = new Window({ period: null, compare: 'none', asOf: settings.asOf, fiscalYearStart: 1 });
  const options = { timezone: 'UTC', color: 'never', compare: 'none', responses: 'latest' } as const;
  const request = { command: 'report', topics: [], files: [], options, version: '0' };
  const asks = metrics.map((metric) => ({ metric, method: null }));
  const about = { request, asks, window, settings, ratings: null, rules: null };
  const reading = new Reading(about);
  const days = [
    reading.take({ kind: 'assignments', row: assignment }),
    reading.take({ kind: 'fx', row: rate }),
    reading.take({ kind: 'payments', row: payment('2024-06-30') }),
    reading.take({ kind: 'payments', row: payment('2024-07-01') }),
    reading.take({ kind: 'usage', row: event('2024-07-31T23:59:59Z') }),
    reading.take({ kind: 'usage', row: event('2024-08-01') }),
    reading.take({ kind: 'usage', row: event('2024-08-02') }),
  ];
  expect(days).toEqual([
    null,
    null,
    ...['2024-06-30', '2024-07-01', '2024-07-31', '2024-08-01', '2024-08-02'].map(dayFrom),
  ]);
  const { results, period: told } = conclude(reading.gathered(), about, {
    reports: [],
    problems: new Problems(),
    reshaped: {},
  });
  expect([told.label, results.map(({ metric, value }) => [metric, value])]).toEqual([
    '2024-08',
    [
      ['rows_of_payments', 0],
      ['rows_of_usage', 2],
      ['rows_of_assignments', 1],
      ['rows_of_fx', 1],
    ],
  ]);
});

test('over a dataset', () => {
  const dataset: Dataset = {
    payments: [payment('2024-06-30'), payment('2024-07-01')],
    usage: [event('2024-07-01'), event('2024-07-02'), event('2024-08-01')],
    assignments: [assignment],
    fx: [rate],
  };
  const results = calculate({ metrics, periods: [period('2024-07')], settings }, tablesOf(dataset));
  expect(results.map(({ value }) => value)).toEqual([1, 2, 1, 1]);
});

test('exports are read in an order: what is joined comes before what passes through', () => {
  expect(KINDS).toEqual([
    'customers',
    'subscriptions',
    'assignments',
    'fx',
    'history',
    'tickets',
    'surveys',
    'payments',
    'usage',
  ]);
});

test.each([
  ['all', false],
  [' ALL ', false],
  ['..2024-07', true],
  ['2024-07', true],
])('whether -p "%s" ends after the data do: %s', async (when, isEarly) => {
  const cwd = folderWith({ 's.csv': 'response_id,respondent_id,kind,score,responded_at\nr1,p,nps,9,2024-07-02\n' });
  const { stderr } = await csm(['nps', 's.csv', '-p', when, '--as-of', '2024-12-31'], { cwd });
  expect(stderr.includes('data/ends-early')).toBe(isEarly);
});
