import { describe, expect, test } from 'vitest';
import { models } from '../../src/calculator/models/index.ts';
import clv from '../../src/metrics/clv.ts';
import { openBook } from '../../src/records/account.ts';
import { dice, gamma, shopper } from '../calculator/models/support.ts';
import { crowd, ds1, measure, ofBook, payment, period, results, settings, subscription } from './support.ts';

describe('clv', () => {
  // METRICS.md 3.1: the mean cohort churn of February to July is (0 + 1/8 + 0 + 0 + 0 + 2/9)/6.
  test.each([
    [6, 241_920, 0.05787],
    [1, 63_000, 2 / 9],
    [2, 126_000, 1 / 9],
  ])('DS-1 over %i months: %i', (churnMonths, value, churn) => {
    const result = measure(clv, ds1, { settings: { ...settings, churnMonths } });
    expect(result.value).toBeCloseTo(value, 6);
    expect(result.denominator).toBeCloseTo(churn, 5);
    expect(result).toMatchObject({ numerator: 14_000, n: 9, interval: null, method: 'arpa-churn' });
  });

  test('ARPA 100, churn 5 %: 2,000 [CM-ltv]', () => {
    const more = { settings: { ...settings, churnMonths: 1 } };
    expect(measure(clv, { book: openBook(crowd(40, 2)) }, more).value).toBe(200_000);
  });

  test('months before the data begin are left out of the mean (METRICS.md 9.16)', () => {
    const A = { customer_id: 'A' };
    // There at the openings of June and July only; one of two leaves in June.
    const rows = [subscription('2024-05-15', null, A), subscription('2024-05-15', '2024-06-09', { customer_id: 'B' })];
    expect(ofBook(clv, ...rows)).toMatchObject({ denominator: 0.25, value: 40_000 });
  });

  test.each([
    ['nobody', [], 'no_customers'],
    ['all came in the period', [subscription('2024-07-02')], 'no_opening_customers'],
    ['nobody left: null, not 0 and not infinite', [subscription('2024-01-01')], 'zero_churn'],
    ['everybody left', [subscription('2024-01-01', '2024-07-09')], 'no_customers'],
  ])('%s', (_, rows, reason) => {
    expect(ofBook(clv, ...rows)).toMatchObject({ value: null, reason });
  });

  test('a period that is not over goes by the months that are', () => {
    const unfinished = period('2024-08');
    expect(measure(clv, ds1, { periods: [unfinished], settings: { ...settings, churnMonths: 1 } }).denominator).toBe(
      2 / 9,
    );
  });

  test('each currency has its own revenue, and all have the churn of all customers', () => {
    const rows = [
      subscription('2024-01-01', null, { customer_id: 'A', currency: 'USD' }),
      subscription('2024-01-01', '2024-07-09', { customer_id: 'B', currency: 'EUR' }),
      subscription('2024-01-01', null, { customer_id: 'C', currency: 'EUR', amount: '50' }),
    ];
    expect(results(clv, { book: openBook(rows) })).toMatchObject([
      { currency: 'EUR', numerator: 5000, denominator: expect.closeTo(1 / 18, 12) },
      { currency: 'USD', numerator: 10_000, denominator: expect.closeTo(1 / 18, 12) },
    ]);
  });
});

describe('the interval of clv, over customers', () => {
  const monthly = { ...settings, churnMonths: 1 };
  const of = (size: number, lost: number, more = {}, method = 'arpa-churn') =>
    measure({ metric: clv, method }, { book: openBook(crowd(size, lost)) }, { settings: { ...monthly, ...more } });

  // All pay 100: it is 100 over 2.5 and 97.5 % of a binomial of 40 and 15 %, 2 and 11 who leave.
  test.each(['arpa-churn', 'arpa-churn-start'])('%s of 40, of whom 6 leave', (method) => {
    const { value, interval } = of(40, 6, {}, method);
    expect(value).toBeCloseTo(66_666.67, 2);
    expect(interval?.low).toBeCloseTo(400_000 / 11, 6);
    expect(interval?.high).toBeCloseTo(400_000 / 2, 6);
  });

  test.each([
    [3, 'where more than 2.5 % of the draws are without churn nothing bounds it from above', null],
    [5, 'with two more who leave there is a bound', 4_000_000],
  ])('%i of 400 leave: %s', (lost, _, high) => {
    const { value, interval } = of(400, lost);
    expect(interval?.low).toBeLessThan(value ?? 0);
    expect(interval?.high).toBe(high);
  });

  test('discounted, no churn at all is worth a perpetuity', () => {
    expect(of(40, 1, {}, 'discounted').interval?.high).toBeCloseTo((10_000 * 1.01) / 0.01, 6);
    expect(of(40, 1, { discount: 0 }, 'discounted').interval?.high).toBeNull();
  });

  test('a margin is taken of both ends', () => {
    const [whole, half] = [of(40, 6).interval, of(40, 6, { margin: 0.5 }).interval];
    expect(half).toEqual({ low: (whole?.low ?? NaN) / 2, high: (whole?.high ?? NaN) / 2 });
  });

  test('under 20 customers there is none, nor without a value', () => {
    expect(of(19, 5).interval).toBeNull();
    expect(of(20, 5).interval).not.toBeNull();
    expect(of(40, 0)).toMatchObject({ value: null, interval: null });
  });

  // The error of the logarithm of a rate is the root of (1 - p) / np.
  test('above 2,000 customers it is linearised', () => {
    const { value, interval } = of(2500, 100);
    const margin = 1.959964 * Math.sqrt(0.96 / 100);
    expect((interval?.low ?? NaN) / (value ?? 1)).toBeCloseTo(Math.exp(-margin), 2);
    expect((interval?.high ?? NaN) / (value ?? 1)).toBeCloseTo(Math.exp(margin), 2);
    expect(of(2500, 1).interval).toBeNull();
  });

  test('customers of other months count, each with its own months', () => {
    const rows = Array.from({ length: 60 }, (_, i) =>
      subscription('2024-01-01', i < 30 ? `2024-0${(i % 6) + 2}-10` : null, {
        customer_id: `c${i}`,
        amount: String(50 + 10 * (i % 7)),
      }),
    );
    const { value, interval } = measure(clv, { book: openBook(rows) });
    expect(interval?.low).toBeGreaterThan((value ?? 0) / 2);
    expect(interval?.high).toBeLessThan((value ?? 0) * 2);
    expect(measure(clv, { book: openBook(rows.toReversed()) }).interval).toEqual(interval);
  });
});

describe('clv of subscriptions by another method', () => {
  const by = (method: string) => ({ metric: clv, method });

  // METRICS.md 3.1: one month of churn, with a margin of 80 %, over the churn by the method start.
  test.each([
    ['arpa-churn', null, 63_000],
    ['arpa-churn', 0.8, 50_400],
    ['arpa-churn-start', null, 31_500],
  ])('DS-1 by %s with margin %d', (method, margin, value) => {
    const result = measure(by(method), ds1, { settings: { ...settings, churnMonths: 1, margin } });
    expect(result).toMatchObject({ method, reason: null });
    expect(result.value).toBeCloseTo(value, 6);
  });

  // METRICS.md 2.13: 100 a month, 5 % leave, 1 % a month.
  test.each([
    [0.01, 1, 168_333.333],
    [0.01, 0.5, 84_166.667],
    [0, 1, 200_000],
  ])('discounted at %d, margin %d', (discount, margin, value) => {
    const more = { settings: { ...settings, churnMonths: 1, discount, margin } };
    const result = measure(by('discounted'), { book: openBook(crowd(40, 2)) }, more);
    expect(result.value).toBeCloseTo(value, 2);
    expect(result).toMatchObject({ numerator: 10_000 * margin, denominator: 0.05, n: 38 });
  });

  test('discounted: nobody left is null, whatever the discount', () => {
    const result = measure(by('discounted'), { book: openBook(crowd(40, 0)) });
    expect(result).toMatchObject({ value: null, reason: 'zero_churn' });
  });

  const leaving = (...lengths: readonly (number | null)[]) =>
    lengths.map((months, i) =>
      subscription('2023-01-01', months === null ? null : `2023-0${months + 1}-01`, { customer_id: `c${i}` }),
    );
  const bySbg = (rows: ReturnType<typeof leaving>, more = {}) =>
    measure(by('sbg'), { book: openBook(rows) }, { settings: { ...settings, models, ...more } });

  test('sbg: margin x ARPA x discounted expected lifetime', () => {
    const rows = leaving(
      ...Array.from({ length: 60 }, (_, i) => (i < 20 ? 1 : i < 28 ? 2 : i < 32 ? 3 : i < 34 ? 4 : null)),
    );
    const result = bySbg(rows, { margin: 0.5 });
    const [model] = result.models ?? [];
    const del = model?.figures.find(({ name }) => name === 'del')?.value ?? NaN;
    expect(result).toMatchObject({ n: 60, reason: null, numerator: 5000 });
    expect(result.interval?.low).toBeLessThan(result.value ?? NaN);
    expect(result.interval?.high).toBeGreaterThan(result.value ?? NaN);
    expect(result.value).toBeCloseTo(5000 * del, 6);
    expect(model).toMatchObject({ name: 'sbg', unit: 'month', n: 60 });
    const seen = model?.figures.filter(({ name, at }) => name === 'survival' && (at ?? 0) <= 5);
    const expected = [1, 40 / 60, 32 / 60, 28 / 60, 26 / 60, 26 / 60];
    for (const [i, each] of (seen ?? []).entries()) expect(each.observed).toBeCloseTo(expected[i] ?? 0, 12);
  });

  test('sbg does not run without its models', () => {
    expect(() => measure(by('sbg'), { book: openBook(leaving(1, 2, 3)) })).toThrow('settings.models');
  });

  const many = (...lengths: readonly (number | null)[]) => leaving(...Array.from({ length: 20 }, () => lengths).flat());
  test.each([
    ['no subscriptions', [], {}, 'no_customers'],
    ['two renewals', many(1, 2, null), { renewal: 12 }, 'too_few_renewals'],
    ['nobody left', many(null), {}, 'zero_churn'],
    ['all left at once', many(1), {}, 'no_fit'],
    ['no discount', many(1, 1, 1, 2, 3, null, null, null), { discount: 0 }, 'no_discount'],
    ['nobody is there to say the price', many(1, 1, 1, 1, 1, 1, 2, 3, 8), {}, 'no_customers'],
  ])('sbg, %s: null', (_, rows, more, reason) => {
    expect(bySbg(rows, more)).toMatchObject({ value: null, reason });
  });

  test('sbg without amounts has a model and no money', () => {
    const rows = Array.from({ length: 80 }, (_, i) =>
      subscription('2023-01-01', i % 8 < 5 ? `2023-0${[2, 2, 2, 3, 4][i % 8]}-01` : null, { customer_id: `c${i}` }, [
        'amount',
      ]),
    );
    const result = bySbg(rows);
    expect(result).toMatchObject({ value: null, reason: 'no_amounts', n: 80 });
    expect(result.models).toHaveLength(1);
  });
});

describe('clv of payments', () => {
  const of = (method: string, payments: readonly ReturnType<typeof payment>[], more = {}) =>
    measure({ metric: clv, method }, { payments }, more);
  const monthly = Array.from({ length: 12 }, (_, i) => payment(`2023-${String(i + 1).padStart(2, '0')}-05`));
  const year = { periods: [period('2023')] };

  // METRICS.md 3.2: 50 a month for 12 months.
  test.each([
    ['the year', monthly, year, 60_000],
    ['a month of it', monthly, { periods: [period('2023-03')] }, 60_000],
    ['from where the data begin', monthly.slice(6), { periods: [period('..2023-12-04')] }, 60_000],
    ['half as long', monthly, { ...year, settings: { ...settings, lifespan: 6 } }, 30_000],
    ['half of it margin', monthly, { ...year, settings: { ...settings, margin: 0.5 } }, 30_000],
    [
      'another customer who paid half as often',
      [...monthly, ...monthly.slice(6).map((each) => Object.assign({}, each, { customer_id: 'B' }))],
      year,
      45_000,
    ],
    ['less what went back', [...monthly, payment('2023-12-20', { amount: '-50' })], year, 55_000],
  ])('simple: %s', (_, payments, more, value) => {
    expect(of('simple', payments, more)).toMatchObject({ value, method: 'simple', reason: null });
  });

  test.each([
    ['all up to the close', monthly, 60_000, 1],
    ['not what came later', [...monthly, payment('2024-08-01')], 60_000, 1],
    ['the last day of the period counts', [...monthly, payment('2024-07-31')], 65_000, 1],
    ['a mean of who has paid', [...monthly, payment('2024-01-01', { customer_id: 'B' })], 32_500, 2],
    ['refunds take away, whatever their sign', [...monthly, payment('2024-01-01', { kind: 'refund' })], 55_000, 1],
    [
      'void and drafts are nothing',
      [...monthly, payment('2024-01-01', { status: 'void' }), payment('2024-01-01', { status: 'draft' })],
      60_000,
      1,
    ],
    [
      'nor what is open, failed or refunded',
      [
        ...monthly,
        ...['open', 'failed', 'refunded'].map((status) => payment('2024-01-01', { status, customer_id: 'C' })),
      ],
      60_000,
      1,
    ],
  ])('historic: %s', (_, payments, value, n) => {
    expect(of('historic', payments)).toMatchObject({ value, n, denominator: n, numerator: value * n, interval: null });
  });

  test('an interval over customers, from 20 on', () => {
    const crowdOf = (size: number) =>
      Array.from({ length: size }, (_, i) =>
        payment('2024-07-01', { customer_id: `c${i}`, amount: String(10 + (i % 7)) }),
      );
    expect(of('historic', crowdOf(19)).interval).toBeNull();
    const { value, interval } = of('historic', crowdOf(20));
    expect(interval?.low).toBeLessThan(value ?? 0);
    expect(interval?.high).toBeGreaterThan(value ?? 0);
  });

  test('each currency by itself', () => {
    const payments = [
      payment('2024-07-01', { currency: 'EUR' }),
      payment('2024-07-01', { currency: 'USD', amount: '7' }),
    ];
    expect(results({ metric: clv, method: 'historic' }, { payments })).toMatchObject([
      { currency: 'EUR', value: 5000 },
      { currency: 'USD', value: 700 },
    ]);
  });

  test('a customer is of the segment of its first payment', () => {
    const payments = [payment('2024-07-01', { by: 'card' }), payment('2024-06-01', { by: 'cash' })];
    expect(results({ metric: clv, method: 'historic' }, { payments }, { by: true })).toMatchObject([
      { segment: null, value: 10_000 },
      { segment: 'cash', value: 10_000 },
    ]);
  });

  test.each(['simple', 'historic', 'bgnbd-gg'])('%s of nothing is null', (method) => {
    expect(of(method, [])).toMatchObject({ value: null, reason: 'no_payments', n: 0 });
    expect(of(method, [payment('2024-08-01')])).toMatchObject({ value: null, reason: 'no_payments' });
  });

  describe('bgnbd-gg', () => {
    const modelled = { settings: { ...settings, models } };
    const next = dice(3);
    const first = Date.UTC(2023, 0, 1);
    const shoppers = Array.from({ length: 400 }, (_, i) => {
      const spends = 40 / gamma(4, next);
      const times = [0, ...shopper({ r: 0.8, alpha: 20, a: 0.9, b: 3 }, 570 - (i % 90), next)];
      return times.map((time) => {
        const day = new Date(first + 86_400_000 * Math.floor((i % 90) + time)).toISOString().slice(0, 10);
        return payment(day, { customer_id: `c${i}`, amount: (1 + spends * gamma(5, next)).toFixed(2) });
      });
    }).flat();
    const back = shoppers.filter(
      ({ customer_id, at }) => shoppers.find((each) => each.customer_id === customer_id)?.at !== at,
    );
    const repeaters = new Set(back.map(({ customer_id }) => customer_id)).size;

    test('what customers are expected to bring, and the models it rests on', () => {
      const result = of('bgnbd-gg', shoppers, modelled);
      expect(result).toMatchObject({ n: 400, reason: null });
      // The logarithm is in the middle of its interval.
      const [low, high] = [result.interval?.low ?? NaN, result.interval?.high ?? NaN];
      expect(Math.sqrt(low * high)).toBeCloseTo(result.value ?? NaN, 6);
      expect(high / low).toBeGreaterThan(1.2);
      expect(high / low).toBeLessThan(4);
      expect(result.models?.map(({ name, unit, n }) => [name, unit, n])).toEqual([
        ['bg-nbd', 'day', 400],
        ['gamma-gamma', 'day', repeaters],
      ]);
      const [buying, spent] = result.models ?? [];
      const figure = (name: string) => buying?.figures.find((each) => each.name === name)?.value ?? NaN;
      expect(figure('alive')).toBeGreaterThan(0);
      expect(figure('alive')).toBeLessThan(1);
      // Undiscounted, and of typical purchases, it could not be far from this.
      const rough = figure('purchases') * (spent?.figures[0]?.value ?? NaN);
      expect((result.value ?? 0) / rough).toBeGreaterThan(0.5);
      expect((result.value ?? 0) / rough).toBeLessThan(1.5);
      const more = of('bgnbd-gg', shoppers, { settings: { ...settings, models, discount: 0.1, margin: 0.5 } });
      expect(more.value).toBeLessThan((result.value ?? 0) / 2);
    });

    test('fewer than 10 customers who came back say nothing', () => {
      const once = shoppers.filter((each) => !back.includes(each) || Number(each.customer_id.slice(1)) < 9);
      expect(of('bgnbd-gg', once, modelled)).toMatchObject({ value: null, n: 400, reason: 'too_few_repeat_customers' });
    });
  });
});
