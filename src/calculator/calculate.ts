import { type Change, compare } from './compare.ts';
import type { Summary } from './fold.ts';
import type { Interval } from './interval.ts';
import {
  type AnyMetric,
  type Ask,
  askOf,
  type Facts,
  hasCurrency,
  type Input,
  isDerived,
  type Metric,
  methodsOf,
  sourcesOf,
  tablesOf,
} from './metric.ts';
import { lengthOf, type Period } from './period.ts';
import { inCodePoints, Tallies } from './tallies.ts';
import { type Cell, nameOf, type Shared, type Sighting, type Tally } from './tally.ts';

export type { Sighting } from './tally.ts';

/** What is asked of a dataset. */
export interface Query<Settings> {
  /** Metrics by their default method, or with a method named. */
  readonly metrics: readonly (AnyMetric<Settings> | Ask<Settings>)[];
  /** One for a snapshot, several for a trend, two for a comparison. */
  readonly periods: readonly Period[];
  readonly settings: Settings;
  /** The segment a row belongs to; left out, only the whole is measured. */
  readonly by?: (row: unknown, period: Period) => string;
  /** Whether the segments of a metric are told over the whole, so that they add up to it; none unless told. */
  readonly isOver?: (metric: AnyMetric<Settings>) => boolean;
  /** Of the intervals: 0.95 unless told. */
  readonly confidence?: number;
  /** Metrics, by id, that further periods are measured of as well: those of a trend. */
  readonly trended?: ReadonlySet<string>;
  /** Told of every row that counted, and what it counted as. */
  readonly trace?: (sighting: Sighting) => void;
}

/** One number: a metric, in a period, for a segment. Every answer csm gives is a list of these. */
export interface Result extends Summary {
  readonly metric: string;
  readonly method: string | null;
  readonly period: string;
  /** Null for the whole. */
  readonly segment: string | null;
  /** What the segment is a value of, where that is not what the run is split by. */
  readonly by?: string;
  /** Null where no money is involved, or none is named. Money is in whole minor units. */
  readonly currency: string | null;
}

/** Everything csm can measure, by table: what `calculate` goes through. */
export type Tables = Readonly<Record<string, Iterable<unknown>>>;

const everything: Facts = { has: () => true };

/** Answers a query over tables of rows. Reads nothing, prints nothing, remembers nothing. */
export function calculate<Settings>(query: Query<Settings>, tables: Tables, facts: Facts = everything): Result[] {
  const calculation = new Calculation(query);
  calculation.addAll(tables);
  return calculation.results(facts);
}

/** A calculation under way. Rows are pushed in one at a time, so a file never has to fit in memory. */
export class Calculation<Settings> {
  readonly #asks: readonly Ask<Settings>[];
  readonly #shared: Shared<Settings>;
  readonly #isOver: (metric: AnyMetric<Settings>) => boolean;
  readonly #trended: ReadonlySet<string>;
  readonly #tallies: Tallies<Settings>;
  #periods: readonly Period[];

  constructor(query: Query<Settings>) {
    const { settings, by, trace, confidence = 0.95, isOver = () => false } = query;
    this.#isOver = isOver;
    this.#asks = query.metrics.map((each) => ('metric' in each ? askOf(each.metric, each.method) : askOf(each)));
    this.#shared = { settings, confidence, ...(by && { by }), ...(trace && { trace }) };
    this.#tallies = new Tallies(this.#shared);
    this.#trended = query.trended ?? new Set();
    this.#periods = query.periods;
    for (const { metric, method } of this.#asks) {
      if (!isDerived(metric)) this.#tallies.of(metric, method);
      else for (const input of Object.values(metric.inputs)) this.#inputTally(input, method);
    }
    this.measure(query.periods);
  }

  /**
   * From now on measures these periods, and those of a trend for the metrics that have one. What was counted for a
   * period that stays is kept, the others are forgotten.
   */
  measure(measured: readonly Period[], trend: readonly Period[] = []): void {
    this.#periods = measured;
    const wanted = new Map<Tally<Settings>, Period[]>();
    const want = (tally: Tally<Settings>, more: readonly Period[]) =>
      wanted.set(tally, [...(wanted.get(tally) ?? []), ...more]);
    for (const ask of this.#asks) {
      const periods = this.#trended.has(ask.metric.id) ? [...measured, ...trend] : measured;
      if (!isDerived(ask.metric)) {
        want(this.#tallies.of(ask.metric, ask.method), periods);
        continue;
      }
      for (const input of Object.values(ask.metric.inputs)) {
        const tally = this.#inputTally(input, ask.method);
        for (const period of periods) want(tally, input.periods?.(period, this.#shared.settings) ?? [period]);
      }
    }
    this.#tallies.measure(wanted);
  }

  /** Adds all rows of the tables that any metric takes its rows from; the others are not gone through. */
  addAll(tables: Tables): void {
    for (const [table, rows] of Object.entries(tables)) {
      if (this.#tallies.takesFrom(table)) for (const row of rows) this.#tallies.add(table, row);
    }
  }

  add(table: string, row: unknown): void {
    this.#tallies.add(table, row);
  }

  /** Adds rows of tables that differ from period to period, as one of the periods sees them. */
  addIn(period: Period, tables: Tables): void {
    for (const [table, rows] of Object.entries(tables)) {
      if (this.#tallies.takesFrom(table)) for (const row of rows) this.#tallies.addIn(period, table, row);
    }
  }

  /** Every period that some metric over these tables is measured in, be it only as an input of another one. */
  measuredOver(tables: readonly string[]): Period[] {
    return this.#tallies.over(tables).flatMap((tally) => tally.periods);
  }

  /** In the order the metrics were asked for, then by period, then by segment with the whole first, then by currency. */
  results(facts: Facts = everything, periods: readonly Period[] = this.#periods): Result[] {
    this.#tallies.settle();
    return this.#asks.flatMap((ask) => periods.flatMap((period) => this.#resultsOf(ask, period, facts)));
  }

  /** The results of the metrics that have a trend, of the whole alone: a list for each currency, in order of periods. */
  trends(periods: readonly Period[], facts: Facts = everything): (readonly Result[])[] {
    this.#tallies.settle();
    return this.#asks
      .filter(({ metric }) => this.#trended.has(metric.id))
      .flatMap((ask) => {
        const currencies = new Set(periods.flatMap((period) => this.#currenciesOf(ask, period, null)));
        return Array.from(currencies, (currency) =>
          periods.map((period) => this.#result(ask, period, null, currency, facts)),
        );
      });
  }

  /** The change of results of one period from another measured one, with a verdict where the metric allows one. */
  changes(results: readonly Result[], [now, before]: readonly [Period, Period], facts: Facts = everything): Change[] {
    this.#tallies.settle();
    const asks = new Map(this.#asks.map((ask) => [nameOf(ask), ask]));
    return results.flatMap((result) => {
      const ask = asks.get(`${result.metric}\n${result.method ?? ''}`);
      if (ask === undefined) return [];
      const at = (period: Period): Cell => ({
        period,
        segment: result.segment,
        currency: result.currency,
        isOver: this.#isOver(ask.metric),
      });
      const earlier = this.#summary(ask, at(before), facts, false);
      // It is rates as measured that can be told apart, not what is told instead of them.
      const difference = (): Interval | null => {
        if (ask.metric.told !== undefined) return null;
        if (!isDerived(ask.metric)) return this.#difference(ask.metric, ask.method, [at(now), at(before)]);
        return ask.metric.difference?.(result, earlier, this.#shared.confidence) ?? null;
      };
      return [compare(ask.metric, result, earlier.value, difference)];
    });
  }

  /** How many rows of a period each caveat of a metric applies to, of those the exports can give. */
  caveats(period: Period, facts: Facts = everything): Map<string, number> {
    this.#tallies.settle();
    const counts = new Map<string, number>();
    for (const ask of this.#asks) {
      if (isDerived(ask.metric) || (ask.metric.lacks?.(facts) ?? null) !== null) continue;
      for (const [code, count] of this.#tallies.of(ask.metric, ask.method).caveats(period)) counts.set(code, count);
    }
    return counts;
  }

  #difference(metric: Metric<unknown, unknown, Settings>, method: string | null, cells: readonly Cell[]) {
    const tally = this.#tallies.of(metric, method);
    const [now, before] = cells.map((cell) => tally.state(cell));
    return metric.fold.difference?.(now, before, this.#shared.confidence) ?? null;
  }

  #resultsOf(ask: Ask<Settings>, period: Period, facts: Facts): Result[] {
    const segments = isSplit(ask, facts) ? this.#segments(ask.metric.topic, period, facts) : [];
    return [null, ...segments].flatMap((segment) =>
      this.#currenciesOf(ask, period, segment).map((currency) => this.#result(ask, period, segment, currency, facts)),
    );
  }

  #result(ask: Ask<Settings>, period: Period, segment: string | null, currency: string | null, facts: Facts): Result {
    const { metric, method } = ask;
    const cell = { period, segment, currency, isOver: this.#isOver(metric) };
    const summary = this.#summary(ask, cell, facts, true);
    return { metric: metric.id, method, period: period.label, segment, currency, ...summary };
  }

  #summary({ metric, method }: Ask<Settings>, cell: Cell, facts: Facts, withInterval: boolean): Summary {
    // Of a period that has not begun there is nothing to measure but what was agreed on beforehand.
    const isToCome = lengthOf(cell.period) < 1 && !sourcesOf(metric).some(({ isAhead }) => isAhead);
    const reason = metric.lacks?.(facts) ?? (isToCome ? 'not_begun' : null);
    if (reason !== null) return { value: null, numerator: null, denominator: null, n: 0, interval: null, reason };
    const measured = this.#measured({ metric, method }, cell, facts, withInterval);
    return metric.told?.(measured, cell.period) ?? measured;
  }

  #measured({ metric, method }: Ask<Settings>, cell: Cell, facts: Facts, withInterval: boolean): Summary {
    if (!isDerived(metric)) return this.#tallies.of(metric, method).summary(cell, withInterval);
    const about = { ...this.#shared, period: cell.period };
    const inputs = Object.entries(metric.inputs).map(([name, input]) => {
      const periods = input.periods?.(cell.period, this.#shared.settings) ?? [cell.period];
      const currency = hasCurrency(input.metric) ? cell.currency : null;
      const { segment } = cell;
      const cells = periods.map((period): Cell => ({ period, segment, currency }));
      return { name, ask: inputAsk(input, method), cells };
    });
    const summaries = inputs.map(({ name, ask, cells }) => {
      return [name, cells.map((each) => this.#summary(ask, each, facts, false))] as const;
    });
    const summary = metric.derive(Object.fromEntries(summaries), about);
    if (!withInterval || summary.value === null || metric.interval === undefined) return summary;
    const states = inputs.map(({ name, ask, cells }) => {
      const tally = this.#tallies.of(ask.metric, ask.method);
      return [name, cells.map((each) => tally.state(each))] as const;
    });
    return { ...summary, interval: metric.interval(Object.fromEntries(states), about) };
  }

  /** Every segment that any metric of the topic saw in the period, by code point. */
  #segments(topic: string, period: Period, facts: Facts): string[] {
    const seen = new Set<string>();
    for (const tally of this.#talliesOf(topic)) {
      if (facts.splits?.(tally.metric.from.table) === false) continue;
      for (const segment of tally.segments(period)) if (segment !== null) seen.add(segment);
    }
    return [...seen].toSorted(inCodePoints);
  }

  #currenciesOf(ask: Ask<Settings>, period: Period, segment: string | null): (string | null)[] {
    if (!hasCurrency(ask.metric)) return [null];
    const all = this.#tallies.currencies;
    if (segment === null || all.length === 1) return all;
    const seen = new Set<string | null>();
    for (const tally of this.#talliesOf(ask.metric.topic)) {
      if (!hasCurrency(tally.metric)) continue;
      for (const currency of tally.currencies(period, segment)) seen.add(currency);
    }
    return seen.size === 0 ? all : all.filter((currency) => seen.has(currency));
  }

  #talliesOf(topic: string): Tally<Settings>[] {
    return this.#asks.flatMap(({ metric, method }) => {
      if (metric.topic !== topic) return [];
      if (!isDerived(metric)) return [this.#tallies.of(metric, method)];
      return Object.values(metric.inputs).map((input) => this.#inputTally(input, method));
    });
  }

  #inputTally(input: Input<Settings>, method: string | null): Tally<Settings> {
    const ask = inputAsk(input, method);
    return this.#tallies.of(ask.metric, ask.method);
  }
}

/** Whether all that a metric rests on has the column the run is split by. */
const isSplit = <Settings>({ metric }: Ask<Settings>, facts: Facts): boolean =>
  tablesOf(metric).every((table) => facts.splits?.(table) ?? true);

/** An input goes by the method of what is derived from it, where it has that method. */
function inputAsk<Settings>({ metric }: Input<Settings>, method: string | null) {
  const ask = method !== null && methodsOf(metric).includes(method) ? askOf(metric, method) : askOf(metric);
  return ask as { metric: Metric<unknown, unknown, Settings>; method: string | null };
}
