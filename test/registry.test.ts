import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculate, type Query, type Result } from '../src/calculator/calculate.ts';
import { formatDay } from '../src/calculator/calendar.ts';
import { type Ask, isDerived } from '../src/calculator/metric.ts';
import { split } from '../src/calculator/period.ts';
import { TOPICS, asksOf, registry } from '../src/commands/topics.ts';
import { openBook } from '../src/records/account.ts';
import { type Dataset, tablesOf } from '../src/records/dataset.ts';
import { segmentBy } from '../src/records/dimension.ts';
import type { Survey, Ticket } from '../src/records/row.ts';
import type { Settings } from '../src/records/settings.ts';
import { dayFrom, period } from './calculator/support.ts';
import { customer, july, settings, subscription, survey, ticket } from './metrics/support.ts';

// The contract of DESIGN.md 3.8, over every metric there is.

/** METRICS.md 10, without what is not built yet. */
const IDENTIFIERS = `
  nps: nps nps_promoters nps_passives nps_detractors
  csat: csat csat_mean
  ces: ces ces_mean
  enps: enps
  surveys: response_rate survey_coverage
  fcr: fcr
  support: tickets_created tickets_solved ticket_backlog reopen_rate first_response_time first_response_time_p90
    resolution_time resolution_time_p90 tickets_per_100_customers tickets_solved_per_rep_day
  feedback: comments comment_rate theme_share
  churn: customer_churn_rate customer_churn_rate_cohort customers_at_start customers_new customers_reactivated
    customers_lost churn_events customers_at_end gross_mrr_churn_rate net_mrr_churn_rate
  retention: customer_retention_rate nrr grr
  mrr: mrr mrr_at_start mrr_new mrr_reactivation mrr_expansion mrr_contraction mrr_churn arr arpa mrr_expansion_rate
    quick_ratio one_off_expansion_revenue mrr_fx_impact past_due_mrr cmrr mrr_expansion_upsell mrr_expansion_seats
    mrr_expansion_cross_sell mrr_expansion_price mrr_expansion_discount_end mrr_expansion_other
  renewals: renewal_rate renewal_rate_gross renewal_rate_net
  clv: clv
  health: health_score health_green health_yellow health_red health_unknown health_mrr_green health_mrr_yellow
    health_mrr_red health_mrr_unknown health_score_mrr_weighted
  growth: customer_growth_index customers_growing growth_coverage customers_hiring customers_taking_on_business
    customers_improving_retention`;

test('the metrics are those of METRICS.md 10, each under its topic, in order', () => {
  const topics = [...new Set(registry.map(({ topic }) => topic))];
  const idsOf = (name: string) => registry.flatMap(({ topic, id }) => (topic === name ? id : []));
  const found = topics.flatMap((name) => [`${name}:`].concat(idsOf(name)));
  expect(found).toEqual(IDENTIFIERS.trim().split(/\s+/));
});

describe.each(registry.map((metric) => ({ id: metric.id, metric })))('$id', ({ id, metric }) => {
  test('says what it is', () => {
    expect(id).toMatch(/^[a-z]+(_[a-z\d]+)*$/);
    expect(metric.title).toMatch(/^[A-Z]/);
    expect(metric.question).toMatch(/^[A-Z].*\?$/);
    expect(metric.formula).toMatch(/\S{2}/);
    expect(metric.empty).toMatch(/^no_[a-z_]+$/);
    expect(metric.unit).toBeOneOf(['ratio', 'points', 'score', 'hours', 'money', 'count']);
    expect(metric.better).toBeOneOf(['higher', 'lower', 'neither']);
    const methods = metric.methods ?? [];
    expect(new Set(methods).size).toBe(methods.length);
    for (const method of methods) expect(method).toMatch(/^[a-z\d]+(-[a-z\d]+)*$/);
  });

  test('is alone with its id, and with its rank and title within its topic', () => {
    expect(registry.filter((other) => other.id === id)).toEqual([metric]);
    const topic = registry.filter((other) => other.topic === metric.topic);
    expect(topic.filter(({ rank }) => rank === metric.rank)).toEqual([metric]);
    expect(topic.filter(({ title }) => title === metric.title)).toEqual([metric]);
    expect(topic.map(({ rank }) => rank)).toEqual(topic.map((_, i) => i + 1));
  });

  test('over nothing is null with a reason, or 0 when it counts or adds up', () => {
    const [result, ...others] = calculate({ metrics: [metric], periods: [july], settings }, {});
    expect(others).toEqual([]);
    expect(result).toMatchObject({ n: 0, interval: null });
    const adds =
      !isDerived(metric) &&
      !/^(ratio|hours)$/.test(metric.unit) &&
      metric.parts === undefined &&
      result?.numerator === null;
    if (adds) expect(result).toMatchObject({ value: 0, reason: null });
    else expect(result).toMatchObject({ value: null, reason: expect.stringMatching(/^no_[a-z_]+$/) as string });
  });

  test('says what it lacks when an export has no columns', () => {
    const reason = metric.lacks?.({ has: () => false }) ?? null;
    if (reason !== null) expect(reason).toMatch(/^no_[a-z_]+$/);
    expect(metric.lacks?.({ has: () => true }) ?? null).toBeNull();
  });
});

// Four exports as text, through the real schemas. Few customers and few days, so that things coincide.

const FIRST = dayFrom('2024-06-01');
const date = fc.integer({ min: 0, max: 80 }).map((days) => formatDay(FIRST + days));
const time = fc.constantFrom('', 'T00:00:00Z', 'T23:59:59Z', 'T08:30:00+09:00');
const id = fc.constantFrom('A', 'B', 'C', 'D', 'orphan');
const maybe = (...words: string[]) => fc.constantFrom('', ...words);
const after = (start: string, days: number | null) => (days === null ? '' : formatDay(dayFrom(start) + days));
const days = (max: number) => fc.option(fc.nat(max), { nil: null });

const subscriptions = fc.array(
  fc.record({
    customer_id: id,
    started: date,
    length: days(50),
    amount: fc.constantFrom('0', '10', '12.34', '99', '10', '99'),
    interval: maybe('year', 'quarter'),
    currency: fc.constantFrom('USD', 'EUR'),
    status: maybe('active', 'past_due', 'paused', 'trialing'),
    discount_percent: maybe('50', '100'),
    discount_after: days(40),
    plan: maybe('solo', 'team'),
    quantity: maybe('1', '2'),
    due_after: days(60),
    renewed: maybe('yes', 'no'),
    auto_renew: maybe('yes', 'no'),
  }),
  { maxLength: 12, size: 'max' },
);
const tickets = fc.array(
  fc.record({
    customer_id: fc.oneof(id, fc.constant('')),
    created: date,
    time,
    solved_after: days(9),
    reopened_after: days(9),
    agent_replies: maybe('0', '1', '1', '2'),
    rep: maybe('ana', 'ben'),
    answered_after: days(3),
    is_spam: maybe('yes', 'no'),
  }),
  { maxLength: 12, size: 'max' },
);
const surveys = fc.array(
  fc.record({
    kind: fc.constantFrom('nps' as const, 'csat' as const, 'ces' as const),
    score: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.constantFrom('' as const, 9, 10)),
    answered: date,
    time,
    sent_before: days(20),
    customer_id: fc.oneof(id, fc.constant('')),
    respondent_id: maybe('r1', 'r2', 'r3'),
    ticket_id: maybe('t1', 't2'),
    direction: maybe('effort'),
  }),
  { maxLength: 25, size: 'max' },
);
const segments = fc.tuple(...['A', 'B', 'C', 'D'].map(() => maybe('smb', 'enterprise')));
/** What is split by: a column of the customers export, or one of the subscriptions export. */
const exports_ = fc.record({ subscriptions, tickets, surveys, segments, byPlan: fc.boolean() });
type Exports = typeof exports_ extends fc.Arbitrary<infer Value> ? Value : never;

/** Reads the exports; `order` puts the rows of each into another order. */
function read(given: Exports, order = <T>(rows: readonly T[]): readonly T[] => rows): Dataset {
  const subscriptionRows = given.subscriptions.map(
    ({ started, length, discount_after, due_after, plan, ...cells }, i) =>
      subscription(started, after(started, length), {
        ...cells,
        plan,
        subscription_id: `s${i}`,
        discount_end: after(started, discount_after),
        term_end: after(started, due_after),
        ...(given.byPlan && { by: plan }),
      }),
  );
  const customers = given.segments.map((segment, i) => customer('ABCD'.charAt(i), segment));
  const book = openBook(order(subscriptionRows), order(customers));
  const join = <Row extends Ticket | Survey>(row: Row): Row => {
    row.account = row.customer_id === null ? null : (book.byCustomer.get(row.customer_id) ?? null);
    return row;
  };
  const ticketRows = given.tickets.map(
    ({ created, time: at, solved_after, reopened_after, answered_after, ...cells }) =>
      ticket(created + at, {
        ...cells,
        // A day later: in UTC the creation may be the day after the one that is written.
        first_solved_at: after(created, solved_after === null ? null : solved_after + 1),
        reopened_at: after(created, reopened_after === null ? null : reopened_after + 1),
        first_response_at: answered_after === null ? '' : `${after(created, answered_after + 1)}T12:00:00Z`,
      }),
  );
  const scales = { nps: 10, csat: 5, ces: 7 };
  const surveyRows = given.surveys.map(({ kind, score, answered, time: at, sent_before, ...cells }, i) =>
    survey(kind, score === '' ? '' : Math.min(score, scales[kind]), answered + at, {
      ...cells,
      response_id: `r${i}`,
      sent_at: after(answered, sent_before === null ? null : -1 - sent_before),
    }),
  );
  return {
    book,
    tickets: order(ticketRows.map(join)),
    surveys: order(surveyRows.map(join)),
  };
}

const asks: readonly Ask<Settings>[] = asksOf(TOPICS, [], ['reasons', 'cmrr']);
const bySegment = { by: segmentBy(0) };
const nameOf = ({ metric, method, currency }: Pick<Result, 'metric' | 'method' | 'currency'>) =>
  [metric, method ?? '', currency ?? ''].join(' ');
function answer(dataset: Dataset, more: Partial<Omit<Query<Settings>, 'metrics'>> = {}): Result[] {
  return calculate({ metrics: asks, periods: [july], settings, ...more }, tablesOf(dataset));
}

describe('whatever the exports', () => {
  test('the order of the rows changes nothing', () => {
    fc.assert(
      fc.property(exports_, fc.nat(20), (given, by) => {
        const turned = <T>(rows: readonly T[]) =>
          [...rows.slice(by % (rows.length || 1)), ...rows.slice(0, by % (rows.length || 1))].toReversed();
        expect(answer(read(given, turned), bySegment)).toEqual(answer(read(given), bySegment));
      }),
    );
  });

  // Not of medians, nor of what is worked out from others, but for the quick ratio, whose parts are sums.
  test('the segments add up to the whole', () => {
    const sums = registry.filter((metric) => !isDerived(metric) && metric.unit !== 'hours');
    const additive = new Set(sums.map((metric) => metric.id)).add('quick_ratio');
    fc.assert(
      fc.property(exports_, (given) => {
        const results = answer(read(given), bySegment).filter(({ metric }) => additive.has(metric));
        const parts = (each: Result) => [
          each.denominator === null ? each.value : each.numerator,
          each.denominator,
          each.n,
        ];
        const totals = new Map<string, (number | null)[]>();
        for (const each of results.filter(({ segment }) => segment !== null)) {
          const known = totals.get(nameOf(each)) ?? [0, 0, 0];
          totals.set(
            nameOf(each),
            parts(each).map((part, i) => (part === null ? null : part + (known[i] ?? 0))),
          );
        }
        for (const whole of results.filter(({ segment }) => segment === null)) {
          const sum = totals.get(nameOf(whole));
          const nothing = parts(whole).map((part) => part && 0);
          const counted = parts(whole);
          // A customer with contracts on two plans is one customer, and one of each plan.
          if (sum && whole.metric.startsWith('renewal_rate_')) {
            expect(whole.n).toBeLessThanOrEqual(sum[2] ?? 0);
            sum[2] = whole.n;
          }
          expect([nameOf(whole), ...counted]).toEqual([nameOf(whole), ...(sum ?? nothing)]);
        }
      }),
    );
  });

  test('a trend is the numbers of its periods one by one', () => {
    const periods = [...split(period('2024-05..2024-08'), 'month'), period('2024-07-20..2024-08-02'), period('2024')];
    fc.assert(
      fc.property(exports_, (given) => {
        const dataset = read(given);
        const trend = answer(dataset, { periods, ...bySegment });
        for (const each of periods) {
          const alone = answer(dataset, { periods: [each], ...bySegment });
          expect(trend.filter((result) => result.period === each.label)).toEqual(alone);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('the rows it explains are the rows it counted', () => {
    fc.assert(
      fc.property(exports_, (given) => {
        const dataset = read(given);
        const explained = new Map<string, number>();
        const trace: Query<Settings>['trace'] = ({ metric, method, period: when, observation }) => {
          if (when !== july.label) return;
          const name = nameOf({ metric, method, currency: null });
          explained.set(name, (explained.get(name) ?? 0) + weightOf(observation));
        };
        const counted = new Map<string, number>();
        for (const result of answer(dataset, { trace })) {
          const name = nameOf({ ...result, currency: null });
          counted.set(name, (counted.get(name) ?? 0) + (result.denominator ?? result.n));
        }
        for (const { metric, method } of asks) {
          if (isDerived(metric)) continue;
          const name = nameOf({ metric: metric.id, method, currency: null });
          expect([name, explained.get(name) ?? 0]).toEqual([name, counted.get(name)]);
        }
      }),
    );
  });

  /** What an observation adds to the denominator: a rate counts its base, a ratio of sums its whole. */
  function weightOf(observation: unknown): number {
    if (typeof observation !== 'object' || observation === null) return 1;
    if ('score' in observation) return 1;
    const { base, whole } = observation as { readonly base?: boolean; readonly whole?: number };
    return whole ?? Number(base);
  }

  test('no number is NaN, infinite or minus 0, and what is null says why', () => {
    fc.assert(
      fc.property(exports_, (given) => {
        for (const { metric, value, numerator, denominator, n, interval, reason } of answer(read(given), bySegment)) {
          for (const number of [value, numerator, denominator, n, interval?.low, interval?.high]) {
            if (typeof number === 'number')
              expect([metric, Number.isFinite(number) && !Object.is(number, -0)]).toEqual([metric, true]);
          }
          expect([metric, value === null]).toEqual([metric, reason !== null]);
          if (interval) expect(interval.low).toBeLessThanOrEqual(interval.high ?? Infinity);
        }
      }),
    );
  });

  // METRICS.md 2.1, 2.7, 2.8, 2.10 and 2.11: what holds between them, for every segment and currency.
  test('the numbers agree with one another', () => {
    fc.assert(
      fc.property(exports_, (given) => {
        const results = answer(read(given), bySegment);
        const cells = new Set(results.map(({ segment, currency }) => JSON.stringify([segment, currency])));
        for (const cell of cells) {
          const [segment, currency] = JSON.parse(cell) as [string | null, string | null];
          const of = (name: string) =>
            results.find(
              (each) => each.metric === name && each.segment === segment && [currency, null].includes(each.currency),
            );
          const v = (name: string) => of(name)?.value ?? 0;
          const has = (name: string) => typeof of(name)?.value === 'number';
          const sum = v('customers_at_start') + v('customers_new') + v('customers_reactivated') - v('churn_events');
          expect(sum).toBe(v('customers_at_end'));
          expect(v('customers_lost')).toBeLessThanOrEqual(v('churn_events'));
          const gained = v('mrr_new') + v('mrr_reactivation') + v('mrr_expansion');
          expect(v('mrr_at_start') + gained - v('mrr_contraction') - v('mrr_churn')).toBe(v('mrr'));
          expect(v('arr')).toBe(12 * v('mrr'));
          const reasons = ['upsell', 'seats', 'cross_sell', 'price', 'discount_end', 'other'];
          const parts = reasons.map((reason) => v(`mrr_expansion_${reason}`));
          expect(parts.reduce((all, part) => all + part)).toBe(v('mrr_expansion'));
          expect(v('past_due_mrr')).toBeLessThanOrEqual(v('mrr'));
          if (has('nrr') || has('grr')) {
            expect(v('grr')).toBeLessThanOrEqual(Math.min(1, v('nrr')));
            expect(v('gross_mrr_churn_rate')).toBeCloseTo(1 - v('grr'), 12);
            expect(v('net_mrr_churn_rate')).toBeCloseTo(1 - v('nrr'), 12);
          }
          if (has('renewal_rate_gross')) {
            expect(v('renewal_rate_gross')).toBeLessThanOrEqual(Math.min(1, v('renewal_rate_net')));
          }
          if (has('customer_retention_rate')) {
            expect(v('customer_retention_rate') + v('customer_churn_rate_cohort')).toBeCloseTo(1, 12);
          }
          if (has('nps')) {
            expect(v('nps_promoters') + v('nps_passives') + v('nps_detractors')).toBeCloseTo(1, 12);
            expect(v('nps')).toBeCloseTo(100 * (v('nps_promoters') - v('nps_detractors')), 9);
          }
        }
      }),
    );
  });
});
