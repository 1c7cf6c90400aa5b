import { describe, expect, test } from 'vitest';
import { openOracle } from './company.ts';
import { FAMILIES, type Family, type Span } from './duckdb.ts';
import { DS1, DS2, DS3, NOTHING, OWNERS } from './examples.ts';
import { dataset, type Exports } from './generate.ts';

// The SQL against the worked examples of METRICS.md 3, without csm: first the oracle has to be right itself.

const JULY: Span = { firstDay: '2024-07-01', lastDay: '2024-07-31', asOf: '2024-08-15' };
const oracle = openOracle();

/** The figures of some families over some exports, as `id: [numerator, denominator, value]` of one group. */
async function answers(exports: Partial<Exports>, families: readonly Family[], span: Span = JULY) {
  await oracle().load({ ...NOTHING, ...exports });
  const figures = await oracle().figures(families, span);
  return (group: string | null) =>
    Object.fromEntries(
      figures
        .filter(({ grp }) => grp === group)
        .map(({ metric, numerator, denominator, value }) => [metric, [numerator, denominator, value]]),
    );
}

function close(value: number): unknown {
  return expect.closeTo(value, 6);
}

describe('DS-1, subscriptions', () => {
  const families = ['churn', 'retention', 'mrr', 'clv'] as const;

  test('total', async () => {
    const figures = await answers({ subscriptions: DS1 }, families);
    expect(figures(null)).toEqual({
      customer_churn_rate: [4, 9, close(0.444444)],
      customer_churn_rate_cohort: [2, 9, close(0.222222)],
      customers_at_start: [null, null, 9],
      customers_new: [null, null, 2],
      customers_reactivated: [null, null, 2],
      customers_lost: [null, null, 4],
      churn_events: [null, null, 4],
      customers_at_end: [null, null, 9],
      gross_mrr_churn_rate: [49000, 153000, close(0.320261)],
      net_mrr_churn_rate: [44000, 153000, close(1 - 0.712418)],
      customer_retention_rate: [7, 9, close(0.777778)],
      nrr: [109000, 153000, close(0.712418)],
      grr: [104000, 153000, close(0.679739)],
      mrr: [null, null, 126000],
      mrr_at_start: [null, null, 153000],
      mrr_new: [null, null, 14000],
      mrr_reactivation: [null, null, 20000],
      mrr_expansion: [null, null, 5000],
      mrr_contraction: [null, null, 14000],
      mrr_churn: [null, null, 52000],
      arr: [null, null, 1512000],
      arpa: [126000, 9, 14000],
      mrr_expansion_rate: [5000, 153000, close(50 / 1530)],
      quick_ratio: [39000, 66000, close(0.590909)],
      clv: [null, null, close(241920)],
    });
  });

  test('by rep', async () => {
    const figures = await answers({ subscriptions: DS1, customers: OWNERS }, families);
    expect(figures('ana')).toMatchObject({
      customer_churn_rate: [0, 5, 0],
      customer_churn_rate_cohort: [0, 5, 0],
      customers_at_start: [null, null, 5],
    });
    expect(figures('ben')).toMatchObject({
      customer_churn_rate: [4, 4, 1],
      customer_churn_rate_cohort: [2, 4, 0.5],
      customers_at_start: [null, null, 4],
    });
  });

  test('customers nobody knows are a group of their own', async () => {
    const figures = await answers({ subscriptions: DS1, customers: 'customer_id,segment\nA,\n' }, families);
    expect(figures('(none)')).toMatchObject({ customers_at_start: [null, null, 1], mrr: [null, null, 10000] });
    expect(figures('(unknown)')).toMatchObject({ customers_at_start: [null, null, 8], mrr: [null, null, 116000] });
  });
});

// METRICS.md 3.3, and 9.11 for the halves.
test.each([
  ['annual $1,200', 'amount,interval', '1200,year', 10000],
  ['$120 a year', 'amount,interval', '120,year', 1000],
  ['$90 per 3 months', 'amount,interval,interval_count', '90,month,3', 3000],
  ['$10 a week', 'amount,interval', '10,week', 4333],
  ['10 times $10', 'unit_amount,quantity', '10,10', 10000],
  ['amount beside quantity is the total', 'amount,quantity', '10,10', 1000],
  ['$10 with a 50 % coupon', 'amount,discount_percent', '10,50', 500],
  ['$150 with $50 off, 100 a month', 'amount,discount_amount', '150,50', 10000],
  ['the coupon is over', 'amount,discount_percent,discount_end', '10,50,2024-07-31', 1000],
  ['the coupon ends tomorrow', 'amount,discount_percent,discount_end', '10,50,2024-08-01', 500],
  ['half a cent to the even side, down', 'amount,interval', '0.30,year', 2],
  ['half a cent to the even side, up', 'amount,interval', '0.42,year', 4],
  ['past due still pays', 'amount,status', '10,past_due', 1000],
  ['paused does not', 'amount,status', '10,paused', 0],
  ['nor does a trial', 'amount,status', '10,trialing', 0],
  ['a trial that converts on the last day', 'amount,status,trial_end', '10,active,2024-07-31', 1000],
  ['a trial that converts the day after', 'amount,status,trial_end', '10,active,2024-08-01', 0],
])('MRR: %s', async (_, columns, cells, cents) => {
  const subscriptions = `subscription_id,customer_id,started_at,${columns}\ns1,A,2024-01-01,${cells}\n`;
  const figures = await answers({ subscriptions }, ['mrr']);
  expect(figures(null)).toMatchObject({ mrr: [null, null, cents] });
});

test('DS-2, tickets', async () => {
  const figures = await answers({ tickets: DS2 }, ['fcr']);
  expect(figures(null)).toEqual({ fcr: [4, 8, 0.5] });
});

// The window counts calendar days, 0 to 7 (9.25).
test.each([
  ['2024-07-02T23:59:59Z', '2024-07-09T00:00:00Z', 0],
  ['2024-07-02T00:00:00Z', '2024-07-09T23:59:59Z', 0],
  ['2024-07-02T23:59:59Z', '2024-07-10T00:00:00Z', 1],
])('FCR: solved %s, reopened %s', async (solved, reopened, numerator) => {
  const tickets = `ticket_id,created_at,first_solved_at,agent_replies,reopened_at\nt1,2024-07-02,${solved},1,${reopened}\n`;
  const figures = await answers({ tickets }, ['fcr']);
  expect(figures(null)).toMatchObject({ fcr: [numerator, 1, numerator] });
});

test('DS-3, NPS in UTC, latest', async () => {
  const figures = await answers({ surveys: DS3 }, ['nps']);
  expect(figures(null)).toEqual({
    nps: [-2, 6, close(-33.333333)],
    nps_promoters: [1, 6, close(1 / 6)],
    nps_passives: [2, 6, close(2 / 6)],
    nps_detractors: [3, 6, close(3 / 6)],
  });
});

// METRICS.md 1.1: an instant falls on its day in UTC, a date without a time is never shifted.
test.each([
  ['2024-06-30', 0],
  ['2024-07-01', 1],
  ['2024-07-31', 1],
  ['2024-08-01', 0],
  ['2024-06-30T23:59:59Z', 0],
  ['2024-07-31T23:59:59Z', 1],
  ['2024-07-01T01:30:00+02:00', 0],
  ['2024-06-30T20:30:00-04:00', 1],
])('answered %s, in July: %i', async (answered, count) => {
  const figures = await answers({ surveys: `response_id,kind,score,responded_at\nr1,nps,9,${answered}\n` }, ['nps']);
  expect(figures(null)).toMatchObject({ nps_promoters: [count, count, count === 0 ? null : 1] });
});

// METRICS.md 3.3: how many answers of each score, from the lowest up.
test.each([
  ['5-star mean and top two of 120', 'csat', [10, 15, 20, 25, 50], { csat: 0.625, csat_mean: 3.75 }],
  ['CES of 1,000', 'ces', [80, 210, 140, 110, 160, 180, 120], { ces: 0.46, ces_mean: 4.08 }],
] as const)('%s', async (_, kind, counts, expected) => {
  const scores = counts.flatMap((count, i) => Array.from({ length: count }, () => i + 1));
  const rows = scores.map((score, i) => `r${i},${kind},${score},2024-07-09,2024-07-08\n`);
  const surveys = `response_id,kind,score,responded_at,sent_at\n${rows.join('')}r,${kind},,,2024-07-08\n`;
  const total = (await answers({ surveys }, [kind]))(null);
  for (const [metric, value] of Object.entries(expected)) expect(total[metric]?.[2], metric).toBeCloseTo(value, 12);
  const rates = await oracle().figures(['response-rate'], JULY);
  expect(rates.find(({ topic, grp }) => topic === kind && grp === null)).toMatchObject({
    numerator: scores.length,
    denominator: scores.length + 1,
  });
});

test('nothing to measure: counts and sums are 0, the rest is null', async () => {
  const figures = await answers({}, FAMILIES);
  for (const [metric, [, , value]] of Object.entries(figures(null))) {
    expect(value, metric).toBe(/^(customers_|churn_events)/.test(metric) ? 0 : null);
  }
});

// What must hold whatever the data: METRICS.md 2.7, 2.10, 2.11.
test.each(Array.from({ length: 20 }, (_, i) => 1001 + i))('seed %i: the books balance', async (seed) => {
  await oracle().load(dataset(seed));
  const span = { firstDay: '2024-02-10', lastDay: '2024-05-03', asOf: '2025-03-01' };
  const families = ['churn', 'retention', 'mrr'] as const;
  const figures = await oracle().figures(families, span);
  for (const { grp, currency } of figures) {
    const book = `${grp} ${currency}`;
    const value = (metric: string) =>
      figures.find((one) => one.metric === metric && one.grp === grp && one.currency === currency)?.value ?? 0;
    const movements = value('mrr_new') + value('mrr_reactivation') + value('mrr_expansion');
    const losses = value('mrr_contraction') + value('mrr_churn');
    expect(value('mrr_at_start') + movements - losses, book).toBe(value('mrr'));
    expect(value('grr'), book).toBeLessThanOrEqual(Math.min(1, value('nrr')));
    const came = value('customers_new') + value('customers_reactivated');
    expect(value('customers_at_start') + came - value('churn_events'), book).toBe(value('customers_at_end'));
  }
});
