import { describe, expect, test } from 'vitest';
import { formatDay } from '../../src/calculator/calendar.ts';
import { openBook } from '../../src/records/account.ts';
import type { Rules } from '../../src/records/rules.ts';
import { subscriptionSchema } from '../../src/records/subscription.ts';
import { subscription } from '../metrics/support.ts';
import { accepted, type Cells, refused } from './support.ts';

// What each rule makes of a row: METRICS.md 1.2, 1.3 and 2.9. Without a rule a row is read as it always was.

const base: Cells = { customer_id: 'A', started_at: '2024-04-15', ended_at: '', amount: '10' };
const date = (day: number | null) => (day === null ? '' : formatDay(day));
/** When a row pays and how much, as `from..until cents`. */
const terms = (cells: Cells, rules: Rules) =>
  accepted(subscriptionSchema, { ...base, ...cells }, { rules, fields: new Set(Object.keys({ ...base, ...cells })) })
    .terms.map(({ from, until, cents }) => `${date(from)}..${date(until)} ${cents}`)
    .join(', ');

const left: Cells = { canceled_at: '2024-06-08', ended_at: '2024-06-15', status: 'canceled' };

describe('--churn-at', () => {
  test.each<[string, Rules['churnAt'], Cells, string]>([
    ['the end by default', undefined, left, '2024-04-15..2024-06-15 1000'],
    ['the end', 'end', left, '2024-04-15..2024-06-15 1000'],
    ['the request', 'cancel-request', left, '2024-04-15..2024-06-08 1000'],
    ['no request', 'cancel-request', { ended_at: '2024-06-15', canceled_at: '' }, '2024-04-15..2024-06-15 1000'],
    ['a request and no end yet', 'cancel-request', { canceled_at: '2024-06-08' }, '2024-04-15..2024-06-08 1000'],
    ['canceled without an end', 'cancel-request', { ...left, ended_at: '' }, '2024-04-15..2024-06-08 1000'],
    [
      'a request after the end',
      'cancel-request',
      { ...left, canceled_at: '2024-06-20' },
      '2024-04-15..2024-06-15 1000',
    ],
    [
      'a request on the day of the end',
      'cancel-request',
      { ...left, canceled_at: '2024-06-15' },
      '2024-04-15..2024-06-15 1000',
    ],
    ['a request before the start', 'cancel-request', { ...left, canceled_at: '2024-04-01' }, ''],
    ['a revision after the request', 'cancel-request', { ...left, valid_from: '2024-06-10', valid_to: '' }, ''],
    ['effective, unsaid', 'cancel-effective', left, '2024-04-15..2024-06-15 1000'],
    [
      'effective at once',
      'cancel-effective',
      { ...left, cancel_at_period_end: 'false' },
      '2024-04-15..2024-06-08 1000',
    ],
    [
      'effective at the end',
      'cancel-effective',
      { ...left, cancel_at_period_end: 'true' },
      '2024-04-15..2024-06-15 1000',
    ],
    ['effective, blank', 'cancel-effective', { ...left, cancel_at_period_end: '' }, '2024-04-15..2024-06-15 1000'],
    ['at once, but by the end', 'end', { ...left, cancel_at_period_end: 'false' }, '2024-04-15..2024-06-15 1000'],
  ])('%s', (_, churnAt, cells, expected) => {
    expect(terms(cells, churnAt === undefined ? {} : { churnAt })).toBe(expected);
  });

  test('canceled without any date is refused, whichever counts', () => {
    const cells = { ...base, status: 'canceled', canceled_at: '' };
    for (const rules of [{}, { churnAt: 'cancel-request' }] as const) {
      const how = { rules, fields: new Set(Object.keys(cells)) };
      expect(refused(subscriptionSchema, cells, how)).toEqual(['ended_at: field/missing']);
    }
  });
});

describe('--end-date', () => {
  test.each<[string, Rules['endDate'], Cells, string]>([
    ['exclusive by default', undefined, { ended_at: '2024-06-30' }, '2024-04-15..2024-06-30 1000'],
    ['exclusive', 'exclusive', { ended_at: '2024-06-30' }, '2024-04-15..2024-06-30 1000'],
    ['inclusive', 'inclusive', { ended_at: '2024-06-30' }, '2024-04-15..2024-07-01 1000'],
    ['one day', 'inclusive', { ended_at: '2024-04-15' }, '2024-04-15..2024-04-16 1000'],
    ['a leap day', 'inclusive', { ended_at: '2024-02-28', started_at: '2024-02-01' }, '2024-02-01..2024-02-29 1000'],
    ['no end', 'inclusive', {}, '2024-04-15.. 1000'],
    ['a revision', 'inclusive', { valid_from: '2024-05-01', valid_to: '2024-05-31' }, '2024-05-01..2024-06-01 1000'],
    ['a time stamp', 'inclusive', { ended_at: '2024-06-30T23:59:59' }, '2024-04-15..2024-07-01 1000'],
  ])('%s', (_, endDate, cells, expected) => {
    expect(terms(cells, endDate === undefined ? {} : { endDate })).toBe(expected);
  });

  test('canceled_at is the end where it stands for it, and never as a request', () => {
    const cells = { customer_id: 'A', started_at: '2024-04-15', canceled_at: '2024-06-08', amount: '10' };
    const read = (rules: Rules, own: Cells) => {
      const how = { rules, fields: new Set(Object.keys(own)) };
      return accepted(subscriptionSchema, own, how).terms.map(({ until }) => date(until));
    };
    expect(read({ endDate: 'inclusive' }, cells)).toEqual(['2024-06-09']);
    const both = { ...base, ...left };
    expect(read({ endDate: 'inclusive', churnAt: 'cancel-request' }, both)).toEqual(['2024-06-08']);
  });

  test('an end before the start is refused, by a day too', () => {
    const cells = { ...base, ended_at: '2024-04-14' };
    const how = { rules: { endDate: 'inclusive' as const }, fields: new Set(Object.keys(cells)) };
    expect(refused(subscriptionSchema, cells, how)).toEqual(['ended_at: row/negative-duration']);
  });
});

describe('states at the export', () => {
  const late: Cells = { status: 'past_due', past_due_at: '2024-06-01' };
  test.each<[string, Rules, Cells, string]>([
    ['paused', {}, { status: 'paused' }, ''],
    [
      '--paused churn',
      { paused: 'churn' },
      { status: 'paused', paused_at: '2024-05-01' },
      '2024-04-15..2024-05-01 1000',
    ],
    ['--paused active', { paused: 'active' }, { status: 'paused', paused_at: '2024-05-01' }, '2024-04-15.. 1000'],
    ['--paused active is not unpaid', { paused: 'active' }, { status: 'unpaid' }, ''],
    [
      '--paused active, ended',
      { paused: 'active' },
      { status: 'paused', ended_at: '2024-06-01' },
      '2024-04-15..2024-06-01 1000',
    ],
    ['past due', {}, late, '2024-04-15.. 1000'],
    ['--past-due keep', { pastDue: 'keep' }, late, '2024-04-15.. 1000'],
    ['--past-due exclude', { pastDue: 'exclude' }, late, '2024-04-15..2024-06-01 1000'],
    ['--past-due exclude, nobody knows since when', { pastDue: 'exclude' }, { status: 'past_due' }, ''],
    [
      '--past-due exclude, with an end',
      { pastDue: 'exclude' },
      { ...late, ended_at: '2024-05-20' },
      '2024-04-15..2024-05-20 1000',
    ],
    [
      '--past-due exclude, an end alone',
      { pastDue: 'exclude' },
      { status: 'past_due', ended_at: '2024-05-20' },
      '2024-04-15..2024-05-20 1000',
    ],
    ['--past-due exclude is of that state', { pastDue: 'exclude' }, { ...late, status: 'active' }, '2024-04-15.. 1000'],
    // Past due on the day 30 is not for more than 30 days.
    ['--delinquent-days 30', { delinquentDays: 30 }, late, '2024-04-15..2024-07-02 1000'],
    ['--delinquent-days 0', { delinquentDays: 0 }, late, '2024-04-15..2024-06-02 1000'],
    [
      '--delinquent-days 30, ended before',
      { delinquentDays: 30 },
      { ...late, ended_at: '2024-06-09' },
      '2024-04-15..2024-06-09 1000',
    ],
    [
      '--delinquent-days 30, nobody knows since when',
      { delinquentDays: 30 },
      { status: 'past_due' },
      '2024-04-15.. 1000',
    ],
    [
      '--delinquent-days 30 is of that state',
      { delinquentDays: 30 },
      { ...late, status: 'active' },
      '2024-04-15.. 1000',
    ],
    ['metered', {}, { usage_type: 'metered' }, ''],
    ['licensed', {}, { usage_type: 'licensed' }, '2024-04-15.. 1000'],
    ['--metered exclude', { metered: 'exclude' }, { usage_type: 'metered' }, ''],
    ['--metered committed', { metered: 'committed' }, { usage_type: 'metered' }, '2024-04-15.. 1000'],
  ])('%s', (_, rules, cells, expected) => {
    expect(terms(cells, rules)).toBe(expected);
  });
});

describe('--discounts', () => {
  const ends: Cells = { discount_percent: '50', discount_end: '2024-06-01' };
  const stays: Cells = { discount_percent: '50', discount_end: '' };
  test.each<[Rules['discounts'], Cells, string]>([
    [undefined, ends, '2024-04-15..2024-06-01 500, 2024-06-01.. 1000'],
    ['subtract', ends, '2024-04-15..2024-06-01 500, 2024-06-01.. 1000'],
    ['subtract', stays, '2024-04-15.. 500'],
    ['forever', ends, '2024-04-15.. 1000'],
    ['forever', stays, '2024-04-15.. 500'],
    ['forever', { discount_amount: '3' }, '2024-04-15.. 700'],
    ['ignore', ends, '2024-04-15.. 1000'],
    ['ignore', stays, '2024-04-15.. 1000'],
    ['ignore', { discount_amount: '3' }, '2024-04-15.. 1000'],
  ])('%s of %j: %s', (discounts, cells, expected) => {
    expect(terms(cells, discounts === undefined ? {} : { discounts })).toBe(expected);
  });
});

describe('--free-as', () => {
  const paid = subscription('2024-01-01', '2024-07-10');
  const free = (from: string, until: string | null = null) => subscription(from, until, { amount: '0' });
  const turned = (freeAs: 'churn' | 'contraction', ...rows: readonly ReturnType<typeof subscription>[]) => {
    const account = openBook(rows, [], { freeAs }).accounts[0];
    return {
      turns: account?.turns.map(({ day, kind }) => `${date(day)} ${kind}`),
      movements: account?.ledgers.flatMap(({ movements }) => movements.map(({ kind, cents }) => `${kind} ${cents}`)),
    };
  };
  test('churn: who pays nothing is no customer', () => {
    expect(turned('churn', paid, free('2024-07-10'))).toEqual({
      turns: ['2024-01-01 new', '2024-07-10 churn'],
      movements: ['new 10000', 'churn 10000'],
    });
  });
  test('contraction: a free plan keeps a customer, until it ends too', () => {
    expect(turned('contraction', paid, free('2024-07-10', '2024-08-01'))).toEqual({
      turns: ['2024-01-01 new', '2024-08-01 churn'],
      movements: ['new 10000', 'contraction 10000'],
    });
  });
  test('contraction: back from a free plan is expansion', () => {
    const back = subscription('2024-08-01', null, { amount: '50' });
    expect(turned('contraction', paid, free('2024-07-10', '2024-08-01'), back)).toEqual({
      turns: ['2024-01-01 new'],
      movements: ['new 10000', 'contraction 10000', 'expansion 5000'],
    });
  });
  test('contraction: who never paid, or came back to a free plan later, is no customer', () => {
    expect(turned('contraction', free('2024-01-01')).turns).toEqual([]);
    expect(turned('contraction', paid, free('2024-07-11')).turns).toEqual(['2024-01-01 new', '2024-07-10 churn']);
  });
});
