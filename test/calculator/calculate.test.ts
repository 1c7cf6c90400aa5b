import { describe, expect, test } from 'vitest';
import { Calculation, calculate, type Query, type Result } from '../../src/calculator/calculate.ts';
import { mean, nothing, share, total } from '../../src/calculator/fold.ts';
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

describe('trends, told rates and what is split', () => {
  const rows = [sale('2024-06-02', 'a', 50), sale('2024-07-02', 'a', 200), sale('2024-07-03', 'b', 10)];
  const june = period('2024-06');

  test('a trend is the whole of each of its periods, a list for each currency', () => {
    const calculation = new Calculation({
      metrics: [revenue, volume],
      periods: [july],
      settings,
      trended: new Set(['revenue']),
    });
    calculation.measure([july], [june]);
    calculation.addAll({ sales: [...rows, sale('2024-07-04', 'a', 7, null, 'EUR')] });
    expect(calculation.trends([june, july]).map(lines)).toEqual([
      ['revenue 2024-06 * EUR: 0', 'revenue 2024-07 * EUR: 7'],
      ['revenue 2024-06 * USD: 50', 'revenue 2024-07 * USD: 210'],
    ]);
    expect(
      calculation
        .measuredOver(['sales'])
        .map(({ label }) => label)
        .toSorted(),
    ).toEqual(['2024-06', '2024-07', '2024-07']);
    expect(calculation.measuredOver(['shops'])).toEqual([]);
  });

  test('what is told instead of a rate has no verdict; a derived one has where it says how', () => {
    const many = Array.from({ length: 40 }, (_, i) => [
      sale('2024-06-02', 'a', i < 5 ? 200 : 50),
      sale('2024-07-02', 'a', i < 35 ? 200 : 50),
    ]).flat();
    const told = { ...largeShare, told: <S extends object>(summary: S): S => summary };
    const alike: DerivedMetric<Settings> = {
      ...swing,
      id: 'alike',
      derive: () => ({ ...nothing, value: 1, interval: { low: 0, high: 2 }, reason: null }),
    };
    const apart: DerivedMetric<Settings> = { ...alike, id: 'apart', difference: () => ({ low: 1, high: 2 }) };
    const metrics = [largeShare, { ...told, id: 'told' }, alike, apart];
    const calculation = new Calculation<Settings>({ metrics, periods: [june, july], settings });
    calculation.addAll({ sales: many });
    const changes = calculation.changes(calculation.results(undefined, [july]), [july, june]);
    expect(changes.map(({ metric, verdict }) => `${metric} ${verdict}`)).toEqual([
      'large_share better',
      'told null',
      'alike null',
      'apart better',
    ]);
  });

  test('over the whole: a segment above the line, everybody below it', () => {
    const results = ask([largeShare], rows, { by: byShop, isOver: ({ id }) => id === 'large_share' });
    expect(results.map(({ segment, numerator, denominator }) => [segment, numerator, denominator])).toEqual([
      [null, 1, 2],
      ['a', 1, 2],
      ['b', 0, 2],
    ]);
    // A sum has nothing below the line.
    expect(lines(ask([volume], rows, { by: byShop, isOver: () => true }))).toEqual([
      'volume 2024-07 * -: 2',
      'volume 2024-07 a -: 1',
      'volume 2024-07 b -: 1',
    ]);
  });

  test('rows without the column of a split are in no segment', () => {
    const facts: Facts = { has: () => true, splits: (table) => table !== 'sales' };
    const results = calculate(
      { metrics: [volume, swing], periods: [july], settings, by: byShop },
      { sales: rows },
      facts,
    );
    expect(results.map(({ metric, segment }) => `${metric} ${segment}`)).toEqual(['volume null', 'swing null']);
    // Of one topic the metrics over other tables are split all the same.
    const opened = { ...openShops, topic: about.topic };
    const tables = { sales: rows, shops: [{ opened: 0, shop: 'c' }] };
    const byColumn = { has: () => true, splits: (table: string) => table === 'shops' };
    const both = calculate({ metrics: [volume, opened], periods: [july], settings, by: byShop }, tables, byColumn);
    expect(lines(both)).toEqual(['volume 2024-07 * -: 2', 'open_shops 2024-07 * -: 1', 'open_shops 2024-07 c -: 1']);
  });

  test('rows of a table that nobody asks about are passed over', () => {
    const calculation = new Calculation<Settings>({ metrics: [volume], periods: [july], settings });
    calculation.add('shops', { opened: 0 });
    expect(lines(calculation.results())).toEqual(['volume 2024-07 * -: 0']);
  });

  test('an interval alone gives no verdict, and a change keeps what its result is split by', () => {
    const { difference: _, ...plain } = share();
    const untold = { ...largeShare, fold: plain } as AnyMetric<Settings>;
    const calculation = new Calculation<Settings>({ metrics: [untold], periods: [june, july], settings });
    calculation.addAll({ sales: rows });
    const [result] = calculation.results(undefined, [july]);
    const results = result === undefined ? [] : [{ ...result, by: 'shop' }];
    expect(calculation.changes(results, [july, june])).toMatchObject([{ verdict: null, by: 'shop', delta: 0.5 }]);
  });
});

describe('what is not there', () => {
  const isFree = ({ cents }: Sale): boolean => cents === 0;

  test('caveats add up, and those of a metric that the exports cannot give are not told', () => {
    const calculation = new Calculation({ metrics: [largeShare, swing], periods: [july], settings });
    for (const row of [...ROWS, sale('2024-07-20', 'a', 0)]) calculation.add('sales', row);
    expect(calculation.caveats(july)).toEqual(new Map([['sale/free', 2]]));
    expect(calculation.caveats(july, { has: () => false })).toEqual(new Map());
  });

  test('why there is nothing: what a caveat stands for, what the fold says, else what the metric does', () => {
    const sparing = { ...largeShare, emptied: { 'sale/dear': 'all_dear', 'sale/free': 'all_free' } };
    const [free, none] = [sparing, sparing].map((metric, i) =>
      ask([metric], ROWS.filter(isFree).slice(i)).map(({ reason }) => reason),
    );
    expect([free, none]).toEqual([['all_free'], ['no_sales']]);
    const silent = { ...total(), summarise: () => ({ ...nothing, reason: 'undecided' }) };
    expect(ask([define({ ...about, id: 'odd', from: sales, fold: silent, observe: () => 1 })], ROWS)).toMatchObject([
      { value: null, reason: 'undecided' },
    ]);
  });

  test('what is agreed on beforehand is measured of a period to come, be it one input of several', () => {
    const orders: Source<Sale, Settings> = { table: 'orders', day: ({ day }) => day, isAhead: true };
    const ordered = define({ ...about, id: 'ordered', from: orders, fold: total(), observe: () => 1 });
    const sold: DerivedMetric<Settings> = {
      ...about,
      id: 'sold',
      inputs: { orders: { metric: ordered }, sales: { metric: volume } },
      derive: ({ orders = [] }) => orders[0] ?? { ...nothing, interval: null },
    };
    const toCome = { metrics: [ordered, sold, volume], periods: [period('2024-07', '2024-06-15')], settings };
    const tables = { orders: [sale('2024-07-04', 'a', 1)], sales: [] };
    expect(calculate(toCome, tables)).toMatchObject([{ value: 1 }, { value: 1 }, { value: null, reason: 'not_begun' }]);
  });

  test('a derived metric is split only where all it rests on can be', () => {
    const perShop: DerivedMetric<Settings> = {
      ...about,
      id: 'per_shop',
      inputs: { shops: { metric: openShops }, sales: { metric: volume } },
      derive: ({ sales: found = [] }) => found[0] ?? { ...nothing, interval: null },
    };
    const tables = { sales: ROWS, shops: [{ opened: 0, shop: 'a' }] };
    const told = (splits: Facts['splits']) =>
      calculate({ metrics: [perShop], periods: [july], settings, by: byShop }, tables, {
        has: () => true,
        ...(splits && { splits }),
      }).map(({ segment }) => segment);
    expect(told((table) => table === 'sales')).toEqual([null]);
    expect(told(undefined)).toEqual([null, 'B', 'a', 'b', 'é']);
  });

  test('an input that has no such method goes by its own', () => {
    const both: DerivedMetric<Settings> = {
      ...about,
      id: 'both',
      methods: ['all', 'large'],
      inputs: { sales: { metric: volume }, basket: { metric: basket } },
      derive: ({ sales: all = [], basket: baskets = [] }) => ({
        value: all[0]?.value ?? null,
        numerator: baskets[0]?.value ?? null,
        denominator: null,
        n: 0,
        interval: null,
        reason: null,
      }),
    };
    const query = { metrics: [{ metric: both, method: 'large' }], periods: [july], settings };
    expect(calculate(query, { sales: ROWS })).toMatchObject([{ value: 4, numerator: 200 }]);
  });

  test('there is no interval of no value', () => {
    const never: DerivedMetric<Settings> = {
      ...about,
      id: 'never',
      inputs: { sales: { metric: volume } },
      derive: () => ({ value: null, numerator: null, denominator: null, n: 0, interval: null, reason: 'no_sales' }),
      interval: () => ({ low: 0, high: 1, method: 'wilson', confidence: 0.95 }),
    };
    expect(ask([never], ROWS)).toMatchObject([{ value: null, interval: null }]);
  });

  test('a dated row that one period sees has to lie in it', () => {
    interface Visit {
      readonly day: number | null;
    }
    const visits: Source<Visit, Settings> = { table: 'visits', day: ({ day }) => day };
    const guests = define({ ...about, id: 'guests', from: visits, fold: total(), observe: () => 1 });
    const calculation = new Calculation({ metrics: [guests], periods: [july], settings });
    const days = [null, dayFrom('2024-06-30'), dayFrom('2024-07-31'), dayFrom('2024-08-01')];
    calculation.addIn(july, { visits: days.map((day) => ({ day })), others: [{ day: null }] });
    calculation.addIn(period('2024-08'), { visits: [{ day: dayFrom('2024-08-01') }] });
    expect(lines(calculation.results())).toEqual(['guests 2024-07 * -: 1']);
  });
});
