import { describe, expect, test } from 'vitest';
import { adoption } from '../../src/health/components/adoption.ts';
import { ces, csat, nps } from '../../src/health/components/answers.ts';
import type { Outcome, View } from '../../src/health/components/component.ts';
import { growth } from '../../src/health/components/growth.ts';
import { mrrTrend } from '../../src/health/components/mrr-trend.ts';
import { payment } from '../../src/health/components/payment.ts';
import { support } from '../../src/health/components/support.ts';
import { usage } from '../../src/health/components/usage.ts';
import { defaultHealth } from '../../src/health/config.ts';
import { firmsOf, growthAt } from '../../src/records/growth.ts';
import type { Survey } from '../../src/records/row.ts';
import { payment as paid, subscription, survey, ticket } from '../metrics/support.ts';
import { ago, CLOSE, daily, details, event, historyOf, known, type Rows, viewOf } from './support.ts';

// METRICS.md 6.2, component by component: what is just inside a window, what just outside, and when it is missing.

const old = subscription('2023-01-01');
const others = daily(0, 200, { customer_id: 'B' });
const outcome = (component: (view: View) => Outcome, rows: Rows): number | string => {
  const { score, reason } = component(viewOf({ subscriptions: [old], ...rows }));
  return score ?? reason ?? 'neither';
};

describe('usage', () => {
  test.each<[string, Rows, number | string]>([
    ['no export', {}, 'no_usage'],
    ['nobody used it before the close', { usage: [event(-1)] }, 'no_usage'],
    ['the export begins within the window', { usage: daily(0, 26) }, 'usage_too_short'],
    ['it begins with the window: 28 of 12 days, no past', { usage: daily(0, 27) }, 100],
    ['nobody for a week', { usage: daily(7, 200) }, 50 * (1 + 0.5 + Math.log2(21 / 28) / 2)],
    ['nobody for longer', { usage: daily(8, 200) }, 'usage_ends_early'],
    ['a customer for 27 days', { subscriptions: [subscription(ago(27))], usage: others }, 'customer_too_new'],
    ['a customer for 28 days, no use', { subscriptions: [subscription(ago(28))], usage: others }, 0],
    ['as often as ever: full days, level trend', { usage: daily(0, 111) }, 75],
    ['6 of 12 days, no past', { usage: [...daily(0, 5), ...others] }, 50],
    ['12 of 12 days', { usage: [...daily(0, 11), ...others] }, 100],
    ['stopped', { usage: [...daily(28, 111), ...others] }, 0],
    ['the first day of the window', { usage: [event(27), ...others] }, 100 / 12],
    ['the day before it: past', { usage: [event(28), ...others] }, 0],
    ['twice as much', { usage: [...daily(0, 27, { count: '2' }), ...daily(28, 111)] }, 100],
    ['half as much', { usage: [...daily(0, 27), ...daily(28, 111, { count: '2' })] }, 50],
    ['an event of no times is none', { usage: [...daily(0, 11, { count: '0' }), ...others] }, 0],
    ['several a day are one day', { usage: [event(0), event(0), event(0), ...others] }, 100 / 12],
  ])('%s', (_, rows, expected) => {
    const found = outcome(usage, rows);
    if (typeof expected === 'number') expect(found).toBeCloseTo(expected, 9);
    else expect(found).toBe(expected);
  });

  test('without trends the level is all', () => {
    const rows = { subscriptions: [old], usage: daily(0, 111, { count: '3' }) };
    expect(usage(viewOf(rows, {}, false)).score).toBe(100);
  });

  test('a past of less than 28 days is none: 40 days old, 12 of them before the window', () => {
    const rows = { subscriptions: [subscription(ago(40))], usage: [...daily(0, 40, { count: '9' }), ...others] };
    expect(usage(viewOf(rows)).score).toBe(100);
  });

  test('the order of rows changes nothing', () => {
    const rows = daily(0, 150);
    expect(outcome(usage, { usage: rows.toReversed() })).toBe(outcome(usage, { usage: rows }));
  });
});

describe('adoption', () => {
  const users = (count: number, days = 3) =>
    Array.from({ length: count }, (_, i) => event(days, { user_id: `u${i}`, feature: i === 0 ? 'export' : 'login' }));
  const seats = (quantity: string) => [subscription('2023-01-01', null, { quantity, amount: '100' })];
  test.each<[string, Rows, number | string]>([
    ['no export', { subscriptions: seats('10') }, 'no_usage'],
    ['no seats, no key features', { usage: [...users(3), ...others] }, 'no_seats'],
    ['a quantity of 1 may be a flat price', { subscriptions: seats('1'), usage: [...users(3), ...others] }, 'no_seats'],
    ['5 of 10', { subscriptions: seats('10'), usage: [...users(5), ...others] }, 50],
    ['more than were bought', { subscriptions: seats('2'), usage: [...users(5), ...others] }, 100],
    ['one person on two days', { subscriptions: seats('2'), usage: [...users(1), ...users(1, 9), ...others] }, 50],
    ['on the first day of the window', { subscriptions: seats('2'), usage: [...users(1, 27), ...others] }, 50],
    [
      'before it',
      { subscriptions: seats('2'), usage: [...users(1, 28), event(3, { customer_id: 'B', user_id: 'b' }), ...others] },
      0,
    ],
    ['nobody is named', { subscriptions: seats('2'), usage: [event(3), ...others] }, 'no_seats'],
  ])('%s', (_, rows, expected) => {
    expect(outcome(adoption, rows)).toBe(expected);
  });

  test('seats of the customers export have no day: that is said', () => {
    const rows = { customers: [details('A', { seats_purchased: '4' })], usage: [...users(3), ...others] };
    expect(adoption(viewOf({ subscriptions: [old], ...rows }))).toMatchObject({ score: 75, isStatic: true });
  });

  test('key features: one of two, averaged with the seats', () => {
    const targets = { ...defaultHealth.targets, keyFeatures: ['export', 'share'] };
    const rows = { subscriptions: seats('10'), usage: [...users(10), ...others] };
    expect(adoption(viewOf(rows, { targets })).score).toBe(75);
    const featuresOnly = { subscriptions: [old], usage: [...users(10), ...others] };
    expect(adoption(viewOf(featuresOnly, { targets })).score).toBe(50);
  });
});

describe('support', () => {
  const of = (days: number, more = {}) => ticket(ago(days), { customer_id: 'A', ...more });
  const open = { first_solved_at: '', status: 'open' };
  const elsewhere = ticket('2023-01-01', { customer_id: 'B' });
  test.each<[string, Rows, number | string]>([
    ['no export', {}, 'no_tickets'],
    ['nobody had one by then', { tickets: [of(-1)] }, 'no_tickets'],
    ['none of its own', { tickets: [elsewhere] }, 100],
    ['one open, of high priority', { tickets: [elsewhere, of(40, { ...open, priority: 'High' })] }, 80],
    ['one open, of normal priority', { tickets: [elsewhere, of(40, { ...open, priority: 'normal' })] }, 100],
    ['solved on the close', { tickets: [elsewhere, of(40, { priority: 'urgent', first_solved_at: ago(0) })] }, 100],
    ['solved the day after', { tickets: [elsewhere, of(40, { priority: 'urgent', first_solved_at: ago(-1) })] }, 80],
    [
      'open again',
      {
        tickets: [
          elsewhere,
          of(80, { priority: 'high', first_solved_at: ago(70), reopened_at: ago(60), solved_at: ago(-1) }),
        ],
      },
      80,
    ],
    ['reopened on the first day', { tickets: [elsewhere, of(80, { reopened_at: ago(27), solved_at: ago(1) })] }, 90],
    ['reopened before', { tickets: [elsewhere, of(80, { reopened_at: ago(28), solved_at: ago(1) })] }, 100],
    ['three, and none before', { tickets: [elsewhere, of(1), of(2), of(27)] }, 85],
    ['as many as usual', { tickets: [elsewhere, of(1), of(30), of(60), of(90)] }, 100],
    ['spam is none', { tickets: [elsewhere, of(1, { is_spam: 'yes' })] }, 100],
    [
      'never below 0',
      { tickets: [elsewhere, ...Array.from({ length: 6 }, () => of(40, { ...open, priority: 'p1' }))] },
      0,
    ],
  ])('%s', (_, rows, expected) => {
    expect(outcome(support, rows)).toBe(expected);
  });

  test('a customer of some weeks has no usual number of tickets', () => {
    const rows = { subscriptions: [subscription(ago(50))], tickets: [elsewhere, of(1), of(2), of(3)] };
    expect(outcome(support, rows)).toBe(100);
  });
});

describe('answers', () => {
  const of = (kind: 'nps' | 'csat' | 'ces', score: number, days: number, more = {}): Survey =>
    survey(kind, score, ago(days), { customer_id: 'A', ...more });
  test.each<[string, (view: View) => Outcome, Survey[], number | string]>([
    ['NPS: none', nps, [], 'no_answers'],
    ['NPS x 10', nps, [of('nps', 9, 3)], 90],
    ['NPS: of 179 days ago', nps, [of('nps', 9, 179)], 90],
    ['NPS: of 180 days ago', nps, [of('nps', 9, 180)], 'no_answers'],
    ['NPS: after the close', nps, [of('nps', 9, -1)], 'no_answers'],
    ['NPS: mean over respondents', nps, [of('nps', 9, 3), of('nps', 6, 3)], 75],
    [
      'NPS: the latest of each',
      nps,
      [of('nps', 2, 3, { respondent_id: 'p' }), of('nps', 8, 2, { respondent_id: 'p' })],
      80,
    ],
    ['NPS: a CSAT answer is none', nps, [of('csat', 5, 3)], 'no_answers'],
    ['NPS: of another customer', nps, [survey('nps', 9, ago(3), { customer_id: 'B' })], 'no_answers'],
    ['CSAT: 1 of 1-5', csat, [of('csat', 1, 3)], 0],
    ['CSAT: 4 of 1-5', csat, [of('csat', 4, 3)], 75],
    ['CSAT: 7 of 0-10', csat, [of('csat', 7, 3, { scale: '0-10' })], 70],
    ['CSAT: of 89 days ago', csat, [of('csat', 5, 89)], 100],
    ['CSAT: of 90 days ago', csat, [of('csat', 5, 90)], 'no_answers'],
    [
      'CSAT: one of each ticket',
      csat,
      [
        of('csat', 1, 5, { respondent_id: 'p', ticket_id: 't1' }),
        of('csat', 5, 4, { respondent_id: 'p', ticket_id: 't2' }),
      ],
      50,
    ],
    ['CES: 7 of 1-7', ces, [of('ces', 7, 3)], 100],
    ['CES: 2 of 1-5, asked as effort', ces, [of('ces', 2, 3, { scale: '1-5', direction: 'effort' })], 75],
    ['CES: of 90 days ago', ces, [of('ces', 7, 90)], 'no_answers'],
  ])('%s', (_, component, surveys, expected) => {
    expect(outcome(component, { customers: [details('A')], surveys })).toBe(expected);
  });

  test('where rows do not say it, the direction is that of the run', () => {
    const history = historyOf({ customers: [details('A')], surveys: [of('ces', 1, 3)] }, 'effort');
    const view = { history, customer: known(history), day: CLOSE, config: defaultHealth, trends: true };
    expect(ces(view).score).toBe(100);
  });
});

describe('payment', () => {
  const bill = (days: number, due: number, more = {}) => paid(ago(days), { due_at: ago(due), ...more });
  test.each<[string, Rows, number | string]>([
    ['no billing data', {}, 'no_payments'],
    ['of another customer', { payments: [paid(ago(3), { customer_id: 'B' })] }, 'no_payments'],
    ['billed after the close', { payments: [paid(ago(-1))] }, 'no_payments'],
    ['paid', { payments: [paid(ago(3), { status: 'paid' })] }, 100],
    ['open, not due yet', { payments: [bill(20, -5, { status: 'open' })] }, 100],
    ['open, due on the close', { payments: [bill(20, 0, { status: 'open' })] }, 100],
    ['a day past due', { payments: [bill(20, 1, { status: 'open' })] }, 100 - 100 / 30],
    ['15 days past due', { payments: [bill(45, 15, { status: 'open' })] }, 50],
    ['30 days past due', { payments: [bill(60, 30, { status: 'open' })] }, 0],
    ['90 days past due', { payments: [bill(120, 90, { status: 'open' })] }, 0],
    ['settled on the close', { payments: [bill(60, 30, { status: 'paid', settled_at: ago(0) })] }, 100],
    ['settled the day after', { payments: [bill(60, 30, { status: 'paid', settled_at: ago(-1) })] }, 0],
    ['failed', { payments: [paid(ago(15), { status: 'failed' })] }, 50],
    [
      'failed, and paid later',
      { payments: [paid(ago(15), { status: 'failed' }), paid(ago(2), { status: 'paid' })] },
      100,
    ],
    ['failed, and paid after the close', { payments: [paid(ago(15), { status: 'failed' }), paid(ago(-2))] }, 50],
    [
      'failed, another document is paid',
      { payments: [paid(ago(15), { status: 'failed', document: 'd1' }), paid(ago(2), { document: 'd2' })] },
      50,
    ],
    ['a refund is no bill', { payments: [paid(ago(3), { kind: 'refund' })] }, 'no_payments'],
    [
      'a subscription past due',
      { subscriptions: [subscription('2023-01-01', null, { status: 'past_due', past_due_at: ago(6) })] },
      80,
    ],
    [
      'past due after the close',
      { subscriptions: [subscription('2023-01-01', null, { status: 'past_due', past_due_at: ago(-1) })] },
      'no_payments',
    ],
  ])('%s', (_, rows, expected) => {
    const found = outcome(payment, rows);
    if (typeof expected === 'number') expect(found).toBeCloseTo(expected, 9);
    else expect(found).toBe(expected);
  });
});

describe('MRR trend', () => {
  const at = (amount: string, from: string, until: string | null = null) => subscription(from, until, { amount });
  test.each<[string, Rows, number | string]>([
    ['no subscriptions', { subscriptions: [], customers: [details('A')] }, 'no_subscriptions'],
    ['the same', {}, 50],
    ['a customer for 89 days', { subscriptions: [at('100', ago(89))] }, 'customer_too_new'],
    ['a customer for 90 days', { subscriptions: [at('100', ago(90))] }, 50],
    ['twice as much', { subscriptions: [at('100', '2023-01-01'), at('100', ago(10))] }, 100],
    ['five times as much', { subscriptions: [at('100', '2023-01-01'), at('400', ago(10))] }, 100],
    ['half of it', { subscriptions: [at('100', '2023-01-01'), at('100', '2023-01-01', ago(10))] }, 25],
    ['a tenth more', { subscriptions: [at('100', '2023-01-01'), at('10', ago(0))] }, 55],
    ['more from tomorrow', { subscriptions: [at('100', '2023-01-01'), at('10', ago(-1))] }, 50],
    [
      'back since a month',
      { subscriptions: [at('100', '2023-01-01', ago(120)), at('100', ago(30))] },
      'customer_too_new',
    ],
    [
      'two currencies',
      { subscriptions: [at('100', '2023-01-01'), subscription('2023-01-01', null, { currency: 'EUR' })] },
      'mixed_currencies',
    ],
    ['no amounts', { subscriptions: [subscription('2023-01-01', null, {}, ['amount'])] }, 'no_amounts'],
  ])('%s', (_, rows, expected) => {
    const found = outcome(mrrTrend, rows);
    if (typeof expected === 'number') expect(found).toBeCloseTo(expected, 9);
    else expect(found).toBe(expected);
  });
});

describe('growth of its business', () => {
  const told = (employees: string, baseline: string, asOf: string): number | string => {
    const cells = { employees, baseline_employees: baseline, as_of: asOf };
    const rows = { subscriptions: [old], customers: [details('A', cells)] };
    const view = viewOf(rows);
    const { account } = view.customer;
    const [firm] = firmsOf(account === null ? [] : [account], [], { exportDay: null, isBooked: true });
    view.history.growth = (_, day) => (firm === undefined ? null : growthAt(firm.facts, day));
    const { score, reason } = growth(view);
    return score ?? reason ?? 'neither';
  };
  test.each([
    ['as at the purchase', '100', '100', ago(30), 50],
    ['a tenth more', '110', '100', ago(30), 60],
    ['twice as much, and no more than 100', '200', '100', ago(30), 100],
    ['half: no less than 0', '40', '100', ago(30), 0],
    ['after the close', '110', '100', ago(-1), 'no_current_value'],
    ['older than 12 months', '110', '100', '2023-07-30', 'stale_value'],
    ['of no day', '110', '100', '', 'no_growth_data'],
  ])('%s', (_, now, then, asOf, expected) => {
    expect(told(now, then, asOf)).toBe(expected);
  });

  test('nothing tells it', () => {
    expect(outcome(growth, {})).toBe('no_growth_data');
  });
});
