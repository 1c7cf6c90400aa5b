import { describe, expect, test } from 'vitest';
import renewalRate from '../../src/metrics/renewal-rate.ts';
import { contractsOf, outcomeOf } from '../../src/records/contract.ts';
import { dayFrom, period } from '../calculator/support.ts';
import { csm } from '../support/csm.ts';
import { folderWith } from '../support/folder.ts';
import { account, measure, ofBook, settings, subscription } from './support.ts';
import { Calculation } from '../../src/calculator/calculate.ts';
import { openBook } from '../../src/records/account.ts';
import type { Subscription } from '../../src/records/row.ts';
import type { Cells } from '../records/support.ts';

/** A contract of a year, due on 15 July 2024. */
const contract = (more: Cells = {}, ended: string | null = null, started = '2023-07-15') =>
  subscription(started, ended, { interval: 'year', amount: '1200', term_end: '2024-07-15', ...more });
/** What comes after it, without a contract of its own. */
const then = (started: string, more: Cells = {}) => subscription(started, null, { interval: 'year', ...more });

const outcomes = (rows: readonly Subscription[], asOf = '2024-12-31', renewalGrace = 30): string[] =>
  contractsOf([account(...rows)]).map((each) => outcomeOf(each, { asOf: dayFrom(asOf), renewalGrace }));

describe('what became of a contract (METRICS.md 2.12)', () => {
  test.each([
    ['said to be renewed', [contract({ renewed: 'true' })], 'renewed'],
    ['said to be renewed, although it ended', [contract({ renewed: 'true' }, '2024-07-15')], 'renewed'],
    ['said not to be, although it runs on', [contract({ renewed: 'false' })], 'lost'],
    ['a blank in the column: nobody has decided', [contract({ renewed: '' })], 'pending'],
    ['a blank, and it ended', [contract({ renewed: '' }, '2024-07-15')], 'lost'],
    ['a blank, and it renews itself', [contract({ renewed: '', auto_renew: 'yes' })], 'renewed'],
    ['no column: service goes on', [contract()], 'renewed'],
    ['service goes on, and it renews itself', [contract({ auto_renew: 'yes' })], 'renewed'],
    ['service goes on, but it does not renew itself', [contract({ auto_renew: 'no' })], 'pending'],
    ['ends the day after it was due', [contract({}, '2024-07-16')], 'renewed'],
    ['ends on the day it was due', [contract({}, '2024-07-15')], 'lost'],
    ['ends long before', [contract({}, '2023-12-01')], 'lost'],
    ['another row begins on the day', [contract({}, '2024-07-15'), then('2024-07-15')], 'renewed'],
    ['renewed early', [contract({}, '2024-06-01'), then('2024-06-01')], 'renewed'],
    ['renewed early, the new one beside the old', [contract({}, '2024-07-15'), then('2024-06-15')], 'renewed'],
    ['renewed a quarter early', [contract({}, '2024-07-15'), then('2024-04-14')], 'renewed'],
    ['another one bought before that, beside it', [contract({}, '2024-07-15'), then('2024-04-13')], 'lost'],
    ['another plan beside it', [contract({ plan: 'a' }, '2024-07-15'), then('2024-06-15', { plan: 'b' })], 'lost'],
    ['one beside it that ends with it', [contract({}, '2024-07-15'), subscription('2024-06-15', '2024-07-15')], 'lost'],
    ['30 days late', [contract({}, '2024-07-15'), then('2024-08-14')], 'renewed'],
    ['31 days late', [contract({}, '2024-07-15'), then('2024-08-15')], 'lost'],
    ['paused without an end', [contract({ status: 'paused', paused_at: '2024-07-01' })], 'lost'],
    ['for a year, billed by the month', [contract({ interval: 'month' })], 'renewed'],
    ['for a year, billed every four weeks', [contract({ interval: 'week', interval_count: '4' })], 'renewed'],
    ['for 31 days, billed by the month', [contract({ interval: 'month' }, null, '2024-06-14')], 'monthly'],
    ['for 32 days, billed by the month', [contract({ interval: 'month' }, null, '2024-06-13')], 'renewed'],
    ['for 31 days, billed by the year', [contract({}, null, '2024-06-14')], 'monthly'],
    ['for 31 days, its billing unsaid', [contract({ interval: '' }, null, '2024-06-14')], 'monthly'],
    ['from month to month for a year by now', [contract({ interval: 'month', term_start: '2024-06-15' })], 'monthly'],
    ['for a year, for the third time', [contract({ term_start: '2023-07-15' }, null, '2021-07-15')], 'renewed'],
    [
      'an older contract that nothing followed, and renewed early',
      [subscription('2022-02-04', '2024-02-04', { interval: 'year' }), contract({}, '2024-07-15'), then('2024-06-25')],
      'renewed',
    ],
    ['broken off, another one begun beside it before', [contract({}, '2024-05-01'), then('2024-02-13')], 'lost'],
    ['past the day due without being renewed, then ended', [contract({ auto_renew: 'no' }, '2024-10-15')], 'lost'],
    ['the same, still open on the day asked', [contract({ auto_renew: 'no' }, '2025-01-01')], 'pending'],
    ['the same, over since that day', [contract({ auto_renew: 'no' }, '2024-12-31')], 'lost'],
    ['past the day due, a blank in the column', [contract({ renewed: '' }, '2024-10-15')], 'lost'],
    [
      'past the day due, and renewed within the grace',
      [contract({ auto_renew: 'no' }, '2024-08-01'), then('2024-08-01')],
      'renewed',
    ],
    [
      'past the day due, and renewed beside it',
      [contract({ auto_renew: 'no' }, '2024-08-01'), then('2024-07-15')],
      'renewed',
    ],
    [
      'past the day due, and followed when the grace was over',
      [contract({ auto_renew: 'no' }, '2024-10-15'), then('2024-10-15')],
      'lost',
    ],
  ])('%s: %s', (_, rows, outcome) => {
    expect(outcomes(rows).at(-1)).toEqual(outcome);
  });

  test('one of several versions is as long as the longest of them', () => {
    const rows = [contract({}, '2024-07-01'), contract({}, null, '2024-07-01')];
    expect(outcomes(rows)).toEqual(['renewed']);
  });

  test.each([
    ['the last day of grace', '2024-08-14', 30, 'pending'],
    ['the day after', '2024-08-15', 30, 'lost'],
    ['no grace: on the day', '2024-07-15', 0, 'pending'],
    ['no grace: the day after', '2024-07-16', 0, 'lost'],
  ])('one that ended, %s', (_, asOf, grace, outcome) => {
    expect(outcomes([contract({}, '2024-07-15')], asOf, grace)).toEqual([outcome]);
  });

  test.each([
    ['2024-07-14', 'pending'],
    ['2024-07-15', 'renewed'],
  ])('one that goes on, on %s: %s', (asOf, outcome) => {
    expect(outcomes([contract()], asOf)).toEqual([outcome]);
  });

  test('what pays nothing, or has no renewal date, is no contract', () => {
    expect(outcomes([contract({ amount: '0' })])).toEqual([]);
    expect(outcomes([contract({ status: 'trialing' })])).toEqual([]);
    expect(outcomes([contract({ term_end: '' })])).toEqual([]);
  });

  test('a new row with the same renewal date is the same contract: due once', () => {
    const changed = contract({ plan: 'team' }, null, '2024-02-01');
    expect(outcomes([contract({ plan: 'solo' }, '2024-02-01'), changed])).toEqual(['renewed']);
    expect(outcomes([contract({ plan: 'solo' }, '2024-02-01'), contract({}, '2024-07-15', '2024-02-01')])).toEqual([
      'lost',
    ]);
  });

  test('a row takes over from one contract only: of its subscription, else of its plan, else the last to end', () => {
    const two = (more: Cells, others: Cells) => [
      contract({ subscription_id: 'a', plan: 'solo' }, '2024-07-15'),
      contract({ subscription_id: 'b', plan: 'team', term_end: '2024-07-20', ...others }, '2024-07-20', '2023-07-20'),
      then('2024-08-01', more),
    ];
    const of = (rows: ReturnType<typeof two>) =>
      Object.fromEntries(
        contractsOf([account(...rows)]).map((each) => [
          each.due === dayFrom('2024-07-15') ? 'a' : 'b',
          outcomeOf(each, { asOf: dayFrom('2024-12-31'), renewalGrace: 30 }),
        ]),
      );
    expect(of(two({}, {}))).toEqual({ a: 'lost', b: 'renewed' });
    expect(of(two({ plan: 'solo' }, {}))).toEqual({ a: 'renewed', b: 'lost' });
    expect(of(two({ subscription_id: 'b', plan: 'solo' }, {}))).toEqual({ a: 'lost', b: 'renewed' });
  });

  test.each([
    ['said to be renewed', { renewed: 'true' }, [1, 1], {}],
    ['said not to be', { renewed: 'false' }, [0, 1], {}],
    ['nothing said: nobody knows yet', {}, [0, 0], { 'renewal/pending': 1 }],
  ])('due later in a period that is not over, %s', (_, more, [numerator, denominator], caveats) => {
    const book = openBook([contract(more, '2024-07-15'), then('2024-09-15')]);
    const periods = [period('2024-07', '2024-07-05')];
    const asOfThen = { ...settings, asOf: dayFrom('2024-07-05') };
    const calculation = new Calculation({ metrics: [renewalRate], periods, settings: asOfThen });
    calculation.addAll({ contracts: contractsOf(book.accounts) });
    expect(calculation.results()[0]).toMatchObject({ numerator, denominator });
    expect(Object.fromEntries(calculation.caveats(periods[0]!))).toEqual(caveats);
  });

  test('a term of several years is due at its end, and not before', () => {
    const rows = openBook([contract({ term_end: '2026-07-15' })]);
    expect(measure(renewalRate, { book: rows })).toMatchObject({ value: null, reason: 'no_renewals_due' });
  });

  test.each([
    ['2024-07', 1],
    ['2024-06', 0],
    ['2024-08', 0],
    ['2024-07-15', 1],
    ['2024-07-16..2024-07-31', 0],
  ])('in %s %i are due: the day due decides, whenever it was renewed', (label, n) => {
    const book = openBook([contract({}, '2024-06-01'), then('2024-06-01')]);
    expect(measure(renewalRate, { book }, { periods: [period(label)] })).toMatchObject({ n });
  });
});

test('nothing due: null', () => {
  expect(ofBook(renewalRate, subscription('2024-01-01'))).toMatchObject({ value: null, reason: 'no_renewals_due' });
});

// METRICS.md 3.3: [REN-2] and [REN-4], from a file to the row that is printed.
describe.each([
  [22, 24, 0.916667],
  [85, 100, 0.85],
])('%i of %i', (renewed, due, value) => {
  const rows = Array.from(
    { length: due },
    (_, i) => `s${i},c${i},2023-07-15,,100,year,2024-07-15,${i < renewed ? 'yes' : 'no'}`,
  );
  const file = ['subscription_id,customer_id,started_at,ended_at,amount,interval,renewal_date,renewed', ...rows, ''];

  test.each(['2024-07', '2024-Q3', '2024-07-15'])('in %s', async (when) => {
    const cwd = folderWith({ 's.csv': file.join('\n') });
    const { code, stdout } = await csm(['renewals', 's.csv', '-p', when, '--json', '-q'], { cwd });
    const { rows: answer } = JSON.parse(stdout) as { rows: readonly { metric: string; value: number }[] };
    expect(code).toBe(0);
    expect(answer[0]).toMatchObject({ metric: 'renewal_rate', numerator: renewed, denominator: due, n: due });
    expect(answer[0]?.value).toBeCloseTo(value, 6);
  });
});

test('without a period it is the last complete month in which anything was due', async () => {
  const line = 's1,c1,2023-07-15,,100,year,2024-07-15';
  const cwd = folderWith({
    's.csv': `subscription_id,customer_id,started_at,ended_at,amount,interval,term_end\n${line}\n`,
  });
  const periodOf = async (command: string) => {
    const { stdout } = await csm([command, 's.csv', '--json', '-q'], { cwd });
    return (JSON.parse(stdout) as { period: { label: string } }).period.label;
  };
  expect([await periodOf('renewals'), await periodOf('churn')]).toEqual(['2024-07', '2023-07']);
});

test('an export without renewal dates: null, and the table says why', async () => {
  const cwd = folderWith({ 's.csv': 'customer_id,started_at,ended_at,amount\nc1,2024-01-01,,10\n' });
  const { stdout } = await csm(['renewals', 's.csv', '-p', '2024-07', '-q'], { cwd });
  expect(stdout).toMatch(/^Renewal rate +n\/a .*no term end$/m);
  const report = await csm(['report', 's.csv', '-p', '2024-07', '-q'], { cwd });
  expect(report.stdout).not.toContain('Renewal');
});
