import { describe, expect, test } from 'vitest';
import { Calculation, calculate, type Query, type Result } from '../../src/calculator/calculate.ts';
import { mean, share, total } from '../../src/calculator/fold.ts';
import type { AnyMetric, DerivedMetric, Facts, Metric, Source } from '../../src/calculator/metric.ts';
import { type Period, split } from '../../src/calculator/period.ts';
import { dayFrom, period } from './support.ts';

// A little domain of its own: the calculator knows no other. Settings are a limit that one metric asks for.

interface Sale {
  readonly day: number;
  readonly shop: string;
  readonly buyer: string | null;
  readonly cents: number;
  readonly currency: string | null;
}

interface Settings {
  readonly large: number;
}

const sale = (date: string, shop: string, cents: number, buyer: string | null = null, currency = 'USD'): Sale => ({
  day: dayFrom(date),
  shop,
  buyer,
  cents,
  currency,
});

const sales: Source<Sale, Settings> = { table: 'sales', day: ({ day }) => day };
const money: Source<Sale, Settings> = { ...sales, currency: ({ currency }) => currency };
/** Of each buyer's sales in a period the last; without a buyer every one. */
const lastSales: Source<Sale, Settings> = {
  ...sales,
  takes: ({ cents }) => cents > 0,
  key: ({ buyer }) => buyer,
  supersedes: (row, kept) => row.day > kept.day,
};
/** Asked about every period. */
const shops: Source<{ readonly opened: number }, Settings> = { table: 'shops' };

const about = {
  title: 'Something',
  question: 'How much?',
  formula: 'as it says',
  topic: 'sales',
  rank: 1,
  unit: 'count',
  better: 'higher',
  empty: 'no_sales',
} as const;

const define = <Row, Observation>(metric: Metric<Row, Observation, Settings>): Metric<unknown, unknown, Settings> =>
  metric;

const volume = define({ ...about, id: 'volume', from: sales, fold: total(), observe: () => 1 });
const revenue = define({ ...about, id: 'revenue', from: money, fold: total(), observe: ({ cents }) => cents });
const largeShare = define({
  ...about,
  id: 'large_share',
  unit: 'ratio',
  from: sales,
  fold: share(),
  observe: ({ cents }, _, { settings }) => (cents === 0 ? null : cents >= settings.large),
  caveat: ({ cents }) => (cents === 0 ? 'sale/free' : null),
  lacks: (facts) => (facts.has('sales', 'cents') ? null : 'no_amounts'),
});
const buyers = define({ ...about, id: 'buyers', from: lastSales, fold: total(), observe: () => 1 });
const basket = define({
  ...about,
  id: 'basket',
  unit: 'score',
  methods: ['all', 'large'],
  from: sales,
  fold: mean(),
  observe: ({ cents }, _, { settings, method }) => (method === 'large' && cents < settings.large ? null : cents),
});
const openShops = define({
  ...about,
  id: 'open_shops',
  topic: 'shops',
  from: shops,
  fold: total(),
  observe: ({ opened }, { closeDay }) => (opened <= closeDay ? 1 : null),
});
/** This period's mean basket less the mean of its days. */
const swing: DerivedMetric<Settings> = {
  ...about,
  id: 'swing',
  methods: ['all', 'large'],
  inputs: { now: { metric: basket }, days: { metric: basket, periods: (each) => split(each, 'day') } },
  derive({ now = [], days = [] }) {
    const known = days.flatMap(({ value }) => value ?? []);
    const whole = now[0]?.value ?? null;
    const value = whole === null ? null : whole - known.reduce((a, b) => a + b, 0) / known.length;
    return { value, numerator: null, denominator: null, n: known.length, interval: null, reason: null };
  },
};

const july = period('2024-07');
const settings: Settings = { large: 100 };
const byShop = (row: unknown) => (row as Sale).shop;
type Options = Partial<Omit<Query<Settings>, 'metrics'>>;

function ask(metrics: readonly AnyMetric<Settings>[], rows: readonly Sale[], options: Options = {}): Result[] {
  return calculate({ metrics, periods: [july], settings, ...options }, { sales: rows });
}

/** Results as `metric period segment currency: value`. */
const lines = (results: readonly Result[]) =>
  results.map(
    ({ metric, period: when, segment, currency, value }) =>
      `${[metric, when, segment ?? '*', currency ?? '-'].join(' ')}: ${value}`,
  );

const ROWS = [
  sale('2024-06-30', 'b', 50, 'Zoe'),
  sale('2024-07-01', 'b', 100, 'Zoe'),
  sale('2024-07-14', 'a', 40, 'Adam'),
  sale('2024-07-14', 'B', 0, 'Adam'),
  sale('2024-07-31', 'é', 300, 'Zoe'),
  sale('2024-08-01', 'a', 500),
];

describe('order and places of results', () => {
  test('as asked, then by period, then by segment by code point with the whole first', () => {
    const periods = [july, period('2024-06')];
    expect(lines(ask([volume, buyers], ROWS, { periods, by: byShop }))).toEqual([
      'volume 2024-07 * -: 4',
      'volume 2024-07 B -: 1',
      'volume 2024-07 a -: 1',
      'volume 2024-07 b -: 1',
      'volume 2024-07 é -: 1',
      'volume 2024-06 * -: 1',
      'volume 2024-06 b -: 1',
      'buyers 2024-07 * -: 2',
      'buyers 2024-07 B -: 0',
      'buyers 2024-07 a -: 1',
      'buyers 2024-07 b -: 0',
      'buyers 2024-07 é -: 1',
      'buyers 2024-06 * -: 1',
      'buyers 2024-06 b -: 1',
    ]);
  });

  test('what nobody asked about has no segment', () => {
    expect(lines(ask([volume], [], { by: byShop }))).toEqual(['volume 2024-07 * -: 0']);
    const tables = { sales: ROWS, shops: [{ opened: dayFrom('2024-07-31') }, { opened: dayFrom('2024-08-01') }] };
    expect(lines(calculate({ metrics: [openShops], periods: [july], settings }, tables))).toEqual([
      'open_shops 2024-07 * -: 1',
    ]);
  });

  test('a metric by another of its methods', () => {
    const query = { metrics: [basket, { metric: basket, method: 'large' }], periods: [july], settings };
    expect(calculate(query, { sales: ROWS })).toMatchObject([
      { method: 'all', value: 110, n: 4 },
      { method: 'large', value: 200, n: 2 },
    ]);
  });

  test('nothing to measure: null, with the reason of the metric, and no interval', () => {
    const empty = { value: null, numerator: 0, denominator: 0, n: 0, interval: null, reason: 'no_sales' };
    expect(ask([largeShare], [])).toMatchObject([empty]);
    expect(ask([volume], [])).toMatchObject([{ value: 0, reason: null }]);
  });

  test('what an export lacks is said instead', () => {
    const facts: Facts = { has: (_, field) => field !== 'cents' };
    const query = { metrics: [largeShare], periods: [july], settings };
    const nothing = { value: null, numerator: null, denominator: null, n: 0, interval: null, reason: 'no_amounts' };
    expect(calculate(query, { sales: ROWS }, facts)).toMatchObject([nothing]);
  });

  test('the confidence of the intervals: 0.95 unless told', () => {
    const [usual] = ask([largeShare], ROWS);
    expect(ask([largeShare], ROWS, { confidence: 0.95 })).toEqual([usual]);
    const [wide] = ask([largeShare], ROWS, { confidence: 0.99 });
    expect(wide?.interval?.low).toBeLessThan(usual?.interval?.low ?? NaN);
  });
});

describe('periods', () => {
  const all = [volume, revenue, largeShare, buyers, basket, swing];
  const periods = ['2024-06', '2024-07', '2024', '2024-07-14', '2024-07-10..2024-08-01', '2024-W27'].map((text) =>
    period(text),
  );

  test('several in one pass, overlapping ones too, are the same numbers as one by one', () => {
    const together = ask(all, ROWS, { periods, by: byShop });
    const apart = all.flatMap((metric) => periods.flatMap((each) => ask([metric], ROWS, { periods: [each] })));
    expect(together.filter(({ segment }) => segment === null)).toEqual(apart);
  });

  test('one that is not over is measured up to the as-of day', () => {
    expect(ask([volume], ROWS, { periods: [period('2024-07', '2024-07-14')] })).toMatchObject([{ value: 3 }]);
    expect(ask([volume], ROWS, { periods: [period('2024-07', '2024-07-13')] })).toMatchObject([{ value: 1 }]);
    // METRICS.md 1.4: of a day that has not come there is no 0.
    expect(ask([volume], ROWS, { periods: [period('2024-07', '2024-06-30')] })).toMatchObject([
      { value: null, n: 0, reason: 'not_begun' },
    ]);
  });
});

describe('measure', () => {
  const begin = (...periods: Period[]) => new Calculation({ metrics: [volume, buyers], periods, settings });
  const push = (calculation: Calculation<Settings>, rows: readonly Sale[]) => {
    for (const row of rows) calculation.add('sales', row);
  };
  const values = (calculation: Calculation<Settings>) => calculation.results().map(({ value }) => value);

  test('what was counted for a period that stays is kept; what is new begins with nothing', () => {
    const calculation = begin(period('2024-06'), july);
    push(calculation, ROWS);
    calculation.measure([july, period('2024-08')]);
    expect(values(calculation)).toEqual([4, 0, 2, 0]);
    push(calculation, [sale('2024-08-01', 'a', 500, 'Eve'), sale('2024-07-20', 'a', 1, 'Eve')]);
    expect(values(calculation)).toEqual([5, 1, 3, 1]);
  });

  test('a period that was left out is forgotten, even when it comes back', () => {
    const calculation = begin(july);
    push(calculation, ROWS);
    calculation.measure([period('2024-08')]);
    calculation.measure([july]);
    expect(values(calculation)).toEqual([0, 0]);
  });

  test('asking twice gives the same answer', () => {
    const calculation = begin(july);
    push(calculation, ROWS);
    expect(calculation.results()).toEqual(calculation.results());
  });

  test('asking in between takes no part in the answer: a buyer is still one buyer', () => {
    const calculation = begin(july);
    push(calculation, ROWS.slice(0, 2));
    calculation.results();
    push(calculation, ROWS.slice(2));
    expect(values(calculation)).toEqual([4, 2]);
  });
});

describe('rows of one key', () => {
  test('the one that supersedes the others counts, in its segment alone', () => {
    const results = ask([buyers], ROWS, { by: byShop });
    expect(lines(results)).toEqual(['buyers 2024-07 * -: 2', 'buyers 2024-07 a -: 1', 'buyers 2024-07 é -: 1']);
  });

  test('whatever order they come in', () => {
    expect(ask([buyers], ROWS.toReversed(), { by: byShop })).toEqual(ask([buyers], ROWS, { by: byShop }));
  });

  test('once in every period they are in; those without a key stand for themselves', () => {
    const rows = [...ROWS, sale('2024-07-02', 'a', 1), sale('2024-07-03', 'a', 1)];
    const periods = [july, period('2024-Q3'), period('2024')];
    expect(ask([buyers], rows, { periods }).map(({ value }) => value)).toEqual([4, 5, 5]);
  });
});

describe('rows of one key, at the edges', () => {
  interface Visit {
    readonly day: number | null;
    readonly guest: string;
  }
  const visits: Source<Visit, Settings> = { table: 'visits', day: ({ day }) => day, key: ({ guest }) => guest };
  const guests = define({ ...about, id: 'guests', from: visits, fold: total(), observe: () => 1 });
  const others = define({ ...about, id: 'others', from: visits, fold: total(), observe: () => 1 });

  test('one without a day is in no period', () => {
    const tables = {
      visits: [
        { day: null, guest: 'Ada' },
        { day: dayFrom('2024-07-02'), guest: 'Bob' },
      ],
    };
    expect(lines(calculate({ metrics: [guests], periods: [july], settings }, tables))).toEqual([
      'guests 2024-07 * -: 1',
    ]);
  });

  test('metrics over the same rows in periods of their own: each counts in its own', () => {
    const perDay: DerivedMetric<Settings> = {
      ...about,
      id: 'guests_per_day',
      inputs: { days: { metric: others, periods: (each) => split(each, 'day') } },
      derive({ days = [] }) {
        const value = days.reduce((sum, each) => sum + (each.value ?? 0), 0);
        return { value, numerator: null, denominator: null, n: days.length, interval: null, reason: null };
      },
    };
    const tables = { visits: ['2024-07-01', '2024-07-02'].map((date) => ({ day: dayFrom(date), guest: 'Ada' })) };
    // In the month she is one guest, on its days two.
    expect(lines(calculate({ metrics: [guests, perDay], periods: [july], settings }, tables))).toEqual([
      'guests 2024-07 * -: 1',
      'guests_per_day 2024-07 * -: 2',
    ]);
  });
});

test('rows as one period sees them count in it alone, and only those that a source takes', () => {
  const paid: Source<Sale, Settings> = { table: 'sales', takes: ({ cents }) => cents > 0 };
  const paidVolume = define({ ...about, id: 'paid', from: paid, fold: total(), observe: () => 1 });
  const calculation = new Calculation({ metrics: [paidVolume], periods: [july, period('2024-06')], settings });
  calculation.addIn(july, { sales: [sale('2024-07-01', 'a', 5), sale('2024-07-01', 'a', 0)] });
  expect(lines(calculation.results())).toEqual(['paid 2024-07 * -: 1', 'paid 2024-06 * -: 0']);
});

describe('currencies', () => {
  const rows = [
    sale('2024-07-01', 'a', 100),
    sale('2024-07-02', 'a', 7, null, 'EUR'),
    sale('2024-07-03', 'b', 50),
    { ...sale('2024-07-04', 'c', 3), currency: null },
  ];

  test('one result for each, never a sum; a segment has its own ones only', () => {
    expect(lines(ask([revenue, volume], rows, { by: byShop }))).toEqual([
      'revenue 2024-07 * -: 3',
      'revenue 2024-07 * EUR: 7',
      'revenue 2024-07 * USD: 150',
      'revenue 2024-07 a EUR: 7',
      'revenue 2024-07 a USD: 100',
      'revenue 2024-07 b USD: 50',
      'revenue 2024-07 c -: 3',
      'volume 2024-07 * -: 4',
      'volume 2024-07 a -: 2',
      'volume 2024-07 b -: 1',
      'volume 2024-07 c -: 1',
    ]);
  });

  test('one that is not in the period has a result all the same; no row at all, one without a currency', () => {
    expect(lines(ask([revenue], rows, { periods: [period('2024-08')] }))).toEqual([
      'revenue 2024-08 * -: 0',
      'revenue 2024-08 * EUR: 0',
      'revenue 2024-08 * USD: 0',
    ]);
    expect(lines(ask([revenue], []))).toEqual(['revenue 2024-07 * -: 0']);
  });
});

describe('derived metrics', () => {
  test('are worked out from their inputs in the periods they name, for every segment', () => {
    const rows = [sale('2024-07-01', 'a', 100), sale('2024-07-02', 'a', 20), sale('2024-07-02', 'b', 40)];
    // Whole: mean 160/3, of its days (100 + 30) / 2. Shop a: 60 and 60. Shop b: 40 and 40.
    const results = ask([swing], rows, { by: byShop });
    expect(results.map(({ segment, n }) => [segment, n])).toEqual([
      [null, 2],
      ['a', 2],
      ['b', 1],
    ]);
    expect(results[0]?.value).toBeCloseTo(160 / 3 - 65, 12);
    expect(results.slice(1).map(({ value }) => value)).toEqual([0, 0]);
  });

  test('go by the method they are asked for, where the input has it', () => {
    const query = { metrics: [{ metric: swing, method: 'large' }], periods: [july], settings };
    expect(calculate(query, { sales: ROWS })).toMatchObject([{ method: 'large', value: 0, n: 2 }]);
  });
});

describe('trace', () => {
  test('tells every row that counted, once for each period, and what as', () => {
    const seen: unknown[] = [];
    const periods = [july, period('2024-W27')];
    ask([largeShare, buyers], ROWS, {
      periods,
      by: byShop,
      trace: ({ metric, period: when, segment, row, observation }) =>
        seen.push([metric, when, segment, ROWS.indexOf(row as Sale), observation]),
    });
    expect(seen).toHaveLength(7);
    expect(seen).toEqual(
      expect.arrayContaining([
        ['large_share', '2024-07', 'b', 1, true],
        ['large_share', '2024-W27', 'b', 1, true],
        ['large_share', '2024-07', 'a', 2, false],
        ['large_share', '2024-07', 'é', 4, true],
        ['buyers', '2024-07', 'a', 2, 1],
        ['buyers', '2024-07', 'é', 4, 1],
        ['buyers', '2024-W27', 'b', 1, 1],
      ]),
    );
  });

  test('rows with a caveat are counted, in the population or not', () => {
    const calculation = new Calculation({ metrics: [largeShare], periods: [july], settings });
    for (const row of ROWS) calculation.add('sales', row);
    expect(calculation.caveats(july)).toEqual(new Map([['sale/free', 1]]));
    expect(calculation.results()).toMatchObject([{ n: 3 }]);
  });
});

describe('changes', () => {
  const june = period('2024-06');
  const many = (date: string, hits: number, of: number) =>
    Array.from({ length: of }, (_, i) => sale(date, 'a', i < hits ? 100 : 50));

  function changes(metric: AnyMetric<Settings>, rows: readonly Sale[], by?: typeof byShop) {
    const calculation = new Calculation({ metrics: [metric], periods: [june, july], settings, ...(by && { by }) });
    for (const row of rows) calculation.add('sales', row);
    const results = calculation.results(undefined, [july]);
    return calculation.changes(results, [july, june]);
  }

  // 56/70 against 48/80: the interval of METRICS.md 1.5, 0.0524 to 0.3339, does not hold 0.
  test.each([
    ['better', { ...largeShare, better: 'higher' as const }, [56, 70], [48, 80]],
    ['worse', { ...largeShare, better: 'higher' as const }, [48, 80], [56, 70]],
    ['worse', { ...largeShare, better: 'lower' as const }, [56, 70], [48, 80]],
    ['better', { ...largeShare, better: 'lower' as const }, [48, 80], [56, 70]],
    ['same', { ...largeShare, better: 'higher' as const }, [5, 7], [5, 8]],
    [null, { ...largeShare, better: 'neither' as const }, [56, 70], [48, 80]],
    [null, { ...volume, better: 'higher' as const }, [56, 70], [48, 80]],
    [null, largeShare, [0, 0], [48, 80]],
    [null, largeShare, [48, 80], [0, 0]],
  ] as const)('verdict %s', (verdict, metric, now, before) => {
    const rows = [...many('2024-07-09', now[0], now[1]), ...many('2024-06-09', before[0], before[1])];
    expect(changes(metric, rows)).toMatchObject([{ verdict }]);
  });

  test('no difference at all is the same', () => {
    const rows = [...many('2024-07-09', 2, 4), ...many('2024-06-09', 1, 2)];
    expect(changes(basket, rows)).toMatchObject([{ delta: 0, verdict: 'same' }]);
  });

  test('a change of ratios and points is a difference; of other units a fraction as well', () => {
    const rows = [...many('2024-07-09', 1, 2), ...many('2024-06-09', 1, 4)];
    expect(changes(largeShare, rows)).toMatchObject([{ previous: 0.25, delta: 0.25, deltaPct: null }]);
    expect(changes(volume, rows)).toMatchObject([{ previous: 4, delta: -2, deltaPct: -0.5 }]);
  });

  test('there is none from nothing, and no fraction of zero', () => {
    const rows = many('2024-07-09', 1, 2);
    expect(changes(largeShare, rows)).toMatchObject([{ previous: null, delta: null, deltaPct: null, verdict: null }]);
    expect(changes(volume, rows)).toMatchObject([{ previous: 0, delta: 2, deltaPct: null }]);
  });

  test('there is none of a result that was not asked for', () => {
    const calculation = new Calculation({ metrics: [volume], periods: [june, july], settings });
    expect(calculation.changes(ask([basket], ROWS), [july, june])).toEqual([]);
  });

  test('segment by segment', () => {
    const rows = [sale('2024-07-09', 'a', 1), sale('2024-06-09', 'a', 1), sale('2024-06-09', 'b', 1)];
    expect(changes(volume, rows, byShop)).toMatchObject([
      { segment: null, previous: 2, delta: -1 },
      { segment: 'a', previous: 1, delta: 0 },
    ]);
  });
});

describe('what a run may leave out', () => {
  const june = period('2024-06');
  const interval = { low: 0.1, high: 0.4 };

  test('trends: of the metrics that have one, over periods beyond those measured', () => {
    const calculation = new Calculation({
      metrics: [volume, revenue],
      periods: [july],
      settings,
      trended: new Set(['revenue']),
    });
    calculation.measure([july], [june]);
    calculation.addAll({ sales: [sale('2024-06-03', 'North', 30), sale('2024-07-03', 'North', 50)] });
    expect(calculation.measuredOver(['sales']).map(({ label }) => label)).toEqual(['2024-07', '2024-07', '2024-06']);
    expect(calculation.measuredOver(['shops'])).toEqual([]);
    const trends = calculation.trends([june, july]);
    expect(trends.map((trend) => trend.map(({ metric, value }) => [metric, value]))).toEqual([
      [
        ['revenue', 30],
        ['revenue', 50],
      ],
    ]);
  });

  test('rows of a table no metric asks for are passed over', () => {
    const calculation = new Calculation({ metrics: [volume], periods: [july], settings });
    calculation.add('returns', sale('2024-07-03', 'North', 50));
    calculation.add('sales', sale('2024-07-03', 'North', 50));
    expect(calculation.results().map(({ value }) => value)).toEqual([1]);
  });

  test('a segment over the whole: two of three large sales, among four', () => {
    const rows = [200, 300, 20].map((cents) => sale('2024-07-03', 'North', cents));
    const results = ask([largeShare], [...rows, sale('2024-07-04', 'South', 400)], { by: byShop, isOver: () => true });
    expect(results.map(({ segment, numerator, denominator }) => [segment, numerator, denominator])).toEqual([
      [null, 3, 4],
      ['North', 2, 4],
      ['South', 1, 4],
    ]);
  });

  test('what cannot be split is told of the whole, and adds no segment', () => {
    const sites = define({ ...openShops, id: 'sites', topic: 'sales' });
    const facts: Facts = { has: () => true, splits: (table) => table === 'sales' };
    const tables = { sales: [sale('2024-07-03', 'North', 50)], shops: [{ opened: 0, shop: 'Elsewhere' }] };
    const results = calculate({ metrics: [volume, sites], periods: [july], settings, by: byShop }, tables, facts);
    expect(results.map(({ metric, segment, value }) => [metric, segment, value])).toEqual([
      ['volume', null, 1],
      ['volume', 'North', 1],
      ['sites', null, 1],
    ]);
  });

  test('a segment without money has every currency', () => {
    const paid = define({ ...revenue, id: 'paid', observe: (row) => (row as Sale).cents || null });
    const rows = [
      sale('2024-07-03', 'North', 50),
      sale('2024-07-03', 'North', 50, null, 'EUR'),
      sale('2024-07-03', 'South', 0),
    ];
    const results = ask([paid, volume], rows, { by: byShop });
    const ofSouth = results.filter(({ metric, segment }) => metric === 'paid' && segment === 'South');
    expect(ofSouth.map(({ currency }) => currency)).toEqual(['EUR', 'USD']);
  });

  test('verdicts rest on a difference, of folds and of what is derived, and not on what is told instead', () => {
    const difference = () => ({ low: 0.1, high: 0.2 });
    const { difference: _, ...without } = share();
    const gap: DerivedMetric<Settings> = {
      ...swing,
      id: 'gap',
      derive: ({ now = [] }) => ({ ...now[0]!, value: now[0]?.value ?? null }),
    };
    const metrics = [
      largeShare,
      define({ ...largeShare, id: 'no_difference', fold: without }),
      define({ ...largeShare, id: 'told', told: (summary) => summary }),
      gap,
      { ...gap, id: 'gap_apart', difference },
    ];
    const calculation = new Calculation({ metrics, periods: [june, july], settings });
    const rows = Array.from({ length: 80 }, (__, i) =>
      sale(i < 40 ? '2024-06-03' : '2024-07-03', 'N', i < 40 ? 20 : 200),
    );
    calculation.addAll({ sales: rows });
    const now = calculation.results(undefined, [july]).map((result) => Object.assign({}, result, { interval }));
    expect(calculation.changes(now, [july, june]).map(({ metric, verdict }) => [metric, verdict])).toEqual([
      ['large_share', 'better'],
      ['no_difference', null],
      ['told', null],
      ['gap', null],
      ['gap_apart', 'better'],
    ]);
  });
});
