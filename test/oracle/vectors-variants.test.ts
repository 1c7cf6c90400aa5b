import { expect, test } from 'vitest';
import { openOracle } from './company.ts';
import type { Family, Rules, Span } from './duckdb.ts';
import { DS1, DS2, DS3, NOTHING } from './examples.ts';
import type { Exports } from './generate.ts';

// The SQL of other methods, options and topics against the worked examples of METRICS.md 3, without csm.

const JULY: Span = { firstDay: '2024-07-01', lastDay: '2024-07-31', asOf: '2024-08-15' };

const oracle = openOracle();

/** The totals of one query as `metric/method: value`. */
async function values(exports: Partial<Exports>, query: Family, rules: Rules = {}) {
  await oracle().load({ ...NOTHING, ...exports });
  const figures = await oracle().figures([query], JULY, rules);
  const totals = figures.filter(({ grp }) => grp === null);
  return Object.fromEntries(
    totals.map(({ metric, method, value }) => [method === null ? metric : `${metric}/${method}`, value]),
  );
}

function close(value: number): unknown {
  return expect.closeTo(value, 6);
}

test('DS-1: churn by every method', async () => {
  expect(await values({ subscriptions: DS1 }, 'churn-methods')).toEqual({
    'customer_churn_rate/start': close(0.444444),
    'customer_churn_rate/cohort-event': close(0.333333),
    'customer_churn_rate/cohort': close(0.222222),
    'customer_churn_rate/start-plus-new': close(0.363636),
    'customer_churn_rate/average': close(0.444444),
    'customer_churn_rate/daily': close(0.422222),
    'gross_mrr_churn_rate/cohort': close(0.320261),
    'net_mrr_churn_rate/cohort': close(1 - 0.712418),
    'gross_mrr_churn_rate/movements': close(0.431373),
    'net_mrr_churn_rate/movements': close(0.267974),
  });
});

test('DS-1: movements in one step', async () => {
  expect(await values({ subscriptions: DS1 }, 'mrr-period')).toMatchObject({
    mrr_at_start: 153000,
    mrr_new: 8000,
    mrr_reactivation: 9000,
    mrr_expansion: 5000,
    mrr_contraction: 14000,
    mrr_churn: 35000,
    mrr: 126000,
  });
});

test('DS-1: quick ratio without reactivation', async () => {
  expect(await values({ subscriptions: DS1 }, 'mrr-methods')).toEqual({
    'quick_ratio/without-reactivation': close(0.287879),
  });
});

test.each([
  [{ churnMonths: 1 }, 63000],
  [{ churnMonths: 1, margin: 0.8 }, 50400],
] as const)('DS-1: lifetime value with %o', async (rules, clv) => {
  expect(await values({ subscriptions: DS1 }, 'clv', rules)).toEqual({ clv: close(clv) });
});

// By hand: D, E, G, K as ever, and L, who is there for the one day of 9 July.
test('DS-1: an end that is the last day with service', async () => {
  expect(await values({ subscriptions: DS1 }, 'churn', { endDate: 'inclusive' })).toMatchObject({
    customers_at_start: 9,
    customers_lost: 5,
    churn_events: 5,
    customers_new: 3,
  });
});

// 2.7: 5 % in a month of 31 days.
test.each([
  ['year', 0.4533],
  ['month', 0.04908],
] as const)('5 %% in 31 days, per %s', async (per, rate) => {
  const rows = Array.from({ length: 20 }, (_, i) => `s${i},c${i},2024-01-01,${i === 0 ? '2024-07-15' : ''},10`);
  const subscriptions = `subscription_id,customer_id,started_at,ended_at,amount\n${rows.join('\n')}\n`;
  expect(await values({ subscriptions }, 'churn-per', { per })).toMatchObject({
    customer_churn_rate: expect.closeTo(rate, 4) as unknown,
    customer_churn_rate_cohort: expect.closeTo(rate, 4) as unknown,
  });
});

test('DS-2: first contact by every method', async () => {
  expect(await values({ tickets: DS2 }, 'fcr-methods')).toEqual({
    'fcr/contact': 0.5,
    'fcr/one-touch': 0.375,
    'fcr/one-touch-lt2': 0.5,
    'fcr/no-customer-reply': close(4 / 7),
  });
  expect(await values({ tickets: DS2 }, 'fcr-methods', { fcrCohort: 'resolved' })).toMatchObject({
    'fcr/contact': close(0.571429),
  });
});

test('DS-3: every answer counts', async () => {
  expect(await values({ surveys: DS3 }, 'nps', { responses: 'all' })).toMatchObject({ nps: close(-14.285714) });
});

test.each([
  ['the account with two minds counts once', 'c1,10\nc1,0\nc2,10', 50],
  ['one large account does not dominate', 'c1,0\nc1,0\nc1,0\nc2,10', 0],
])('NPS by account: %s', async (_, answers, nps) => {
  const rows = answers.split('\n').map((row, i) => `r${i},p${i},nps,2024-07-02,${row}`);
  const surveys = `response_id,respondent_id,kind,responded_at,customer_id,score\n${rows.join('\n')}\n`;
  expect(await values({ surveys }, 'nps-account')).toEqual({ 'nps/account': nps });
});

/** So many answers of each score, from the lowest up. */
function answered(kind: string, counts: readonly number[]): string {
  const scores = counts.flatMap((count, i) => Array.from({ length: count }, () => i + 1));
  const rows = scores.map((score, i) => `r${i},${kind},${score},2024-07-10`);
  return `response_id,kind,score,responded_at\n${rows.join('\n')}\n`;
}

test('5-star answers by every method', async () => {
  expect(await values({ surveys: answered('csat', [10, 15, 20, 25, 50]) }, 'csat-methods')).toEqual({
    'csat/top2': 0.625,
    'csat/top-box': close(50 / 120),
    'csat/mean': 3.75,
    'csat/scaled-mean': close(2.75 / 4),
    'csat/net': close(50 / 120),
  });
});

test('effort by every method', async () => {
  expect(await values({ surveys: answered('ces', [80, 210, 140, 110, 160, 180, 120]) }, 'ces-methods')).toEqual({
    'ces/mean': 4.08,
    'ces/net': close(0.03),
  });
});

test('$100 kept by 95 % a month, at 1 %', async () => {
  const rows = Array.from({ length: 20 }, (_, i) => `s${i},c${i},2024-01-01,${i === 0 ? '2024-07-15' : ''},100`);
  const subscriptions = `subscription_id,customer_id,started_at,ended_at,amount\n${rows.join('\n')}\n`;
  expect(await values({ subscriptions }, 'clv-discounted', { churnMonths: 1 })).toEqual({
    'clv/discounted': expect.closeTo(168333.33, 2) as unknown,
  });
});

test('$50 a month for 12 months', async () => {
  const payments = 'payment_id,customer_id,at,amount\np1,A,2024-07-05,50\np2,A,2024-06-05,50\n';
  expect(await values({ payments }, 'clv-payments')).toEqual({ 'clv/simple': 60000, 'clv/historic': 10000 });
});

// R's survival::aml: who is censored began so many days before the end.
test('Kaplan and Meier', async () => {
  const day = (date: string, days: number) => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
  const gone = [9, 13, 18, 23, 31, 34, 48].map((days) => ['2024-01-01', day('2024-01-01', days)]);
  const there = [13, 28, 45, 161].map((days) => [day('2024-12-31', -days), '']);
  const rows = [...gone, ...there].map(([start, end], i) => `s${i},c${i},${start},${end},10`);
  const subscriptions = `subscription_id,customer_id,started_at,ended_at,amount\n${rows.join('\n')}\n`;
  await oracle().load({ ...NOTHING, subscriptions });
  const curve = await oracle().table('survival', { firstDay: '2023-01-01', lastDay: '2024-12-31', asOf: '2025-01-01' });
  const total = curve.filter(({ group }) => group === null).map(({ value, se }) => [value, se].map(Number));
  const three = (numbers: readonly number[]) => numbers.map((one) => expect.closeTo(one, 3) as unknown);
  expect(total.map(([value]) => value)).toEqual(three([0.909, 0.818, 0.716, 0.614, 0.491, 0.368, 0.184]));
  expect(total.map(([, se]) => se)).toEqual(
    [0.0867, 0.1163, 0.1397, 0.1526, 0.1642, 0.1627, 0.1535].map((one) => expect.closeTo(one, 4) as unknown),
  );
});

// 2.12: 22 of 24.
test('renewals', async () => {
  const rows = Array.from({ length: 24 }, (_, i) => `s${i},c${i},2023-07-10,2024-07-10,1200,year,2024-07-10,${i < 22}`);
  const subscriptions = `subscription_id,customer_id,started_at,ended_at,amount,interval,term_end,renewed\n${rows.join('\n')}\n`;
  expect(await values({ subscriptions }, 'renewals')).toMatchObject({ renewal_rate: close(22 / 24) });
});

test('support', async () => {
  const tickets = `ticket_id,created_at,first_response_at,first_solved_at,solved_at,reopens,reopened_at,rep
t1,2024-07-01T00:00:00Z,2024-07-01T01:00:00Z,2024-07-01T10:00:00Z,2024-07-01T10:00:00Z,0,,ana
t2,2024-07-02T00:00:00Z,2024-07-02T03:00:00Z,2024-07-02T10:00:00Z,2024-07-03T00:00:00Z,1,2024-07-02T12:00:00Z,ben
t3,2024-06-02T00:00:00Z,,2024-07-31T23:59:59Z,2024-07-31T23:59:59Z,0,,ana
t4,2024-07-31T23:59:59Z,,2024-08-01T00:00:00Z,2024-08-01T00:00:00Z,0,,ana
`;
  expect(await values({ tickets, subscriptions: DS1 }, 'support')).toEqual({
    tickets_created: 3,
    tickets_solved: 3,
    ticket_backlog: 1,
    reopen_rate: close(1 / 3),
    first_response_time: 2,
    first_response_time_p90: close(2.8),
    resolution_time: 24,
    resolution_time_p90: expect.any(Number) as unknown,
    tickets_per_100_customers: close(300 / 9),
    tickets_solved_per_rep_day: close(3 / (2 * 31)),
  });
});
