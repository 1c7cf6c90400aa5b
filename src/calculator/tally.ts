import type { Summary } from './fold.ts';
import type { Ask, Metric, Source } from './metric.ts';
import { contains, type Period, reaches } from './period.ts';

/** A row that counted, and what it counted as. */
export interface Sighting {
  readonly metric: string;
  readonly method: string | null;
  readonly period: string;
  readonly segment: string | null;
  readonly row: unknown;
  readonly observation: unknown;
}

/** What every tally of a calculation shares. */
export interface Shared<Settings> {
  readonly settings: Settings;
  readonly confidence: number;
  readonly by?: (row: unknown, period: Period) => string;
  readonly trace?: (sighting: Sighting) => void;
}

/** Where a number stands in the answer. */
export interface Cell {
  readonly period: Period;
  readonly segment: string | null;
  readonly currency: string | null;
  /** Of a segment, whether it is told over the whole: what it adds above the line, over all that is below it. */
  readonly isOver?: boolean;
}

/** Two periods are the same slot when they measure the same days. */
const keyOf = (period: Period): string => `${period.firstDay}..${period.closeDay}`;

/** One period's share of something that is kept by period; periods no longer asked for are forgotten. */
class Slots<Content> {
  #slots: { readonly key: string; readonly period: Period; readonly content: Content }[] = [];
  readonly #make: () => Content;

  constructor(make: () => Content) {
    this.#make = make;
  }

  measure(periods: readonly Period[]): void {
    const before = new Map(this.#slots.map((slot) => [slot.key, slot]));
    const wanted = new Map(periods.map((period) => [keyOf(period), period]));
    this.#slots = [...wanted].map(([key, period]) => before.get(key) ?? { key, period, content: this.#make() });
  }

  *[Symbol.iterator](): Generator<readonly [Period, Content]> {
    for (const { period, content } of this.#slots) yield [period, content];
  }

  /** Calls back for the periods a day lies in, or for all of them. */
  on(day: number | null, act: (period: Period, content: Content) => void, isIn = contains): void {
    for (const { period, content } of this.#slots) if (day === null || isIn(period, day)) act(period, content);
  }

  of(period: Period): Content | undefined {
    const key = keyOf(period);
    return this.#slots.find((slot) => slot.key === key)?.content;
  }
}

/** What was counted in a period. */
interface Count {
  /** Fold states by segment (null: the whole) and currency. */
  readonly cells: Map<string | null, Map<string | null, unknown>>;
  readonly caveats: Map<string, number>;
}
const nothingYet = (): Count => ({ cells: new Map(), caveats: new Map() });

/** The running state of one metric by one method. */
export class Tally<Settings> {
  readonly metric: Metric<unknown, unknown, Settings>;
  readonly method: string | null;
  readonly #shared: Shared<Settings>;
  /** Of rows that stand for themselves. */
  readonly #own = new Slots(nothingYet);
  /** Of rows that were chosen among several: counted anew whenever the choice changes. */
  readonly #chosen = new Slots(nothingYet);

  constructor(metric: Metric<unknown, unknown, Settings>, method: string | null, shared: Shared<Settings>) {
    this.metric = metric;
    this.method = method;
    this.#shared = shared;
  }

  measure(periods: readonly Period[]): void {
    this.#own.measure(periods);
    this.#chosen.measure(periods);
  }

  add(row: unknown): void {
    const day = this.#dayOf(row);
    if (day === null) return;
    this.#own.on(day ?? null, (period, count) => this.#observe(row, period, count), this.#isIn);
  }

  /** A row as one period sees it; of a dated one, its day has to lie in it. */
  addIn(period: Period, row: unknown): void {
    const count = this.#own.of(period);
    const day = this.#dayOf(row);
    if (count && day !== null && (day === undefined || this.#isIn(period, day))) this.#observe(row, period, count);
  }

  get periods(): Period[] {
    return Array.from(this.#own, ([period]) => period);
  }

  get #isIn() {
    return this.metric.from.isAhead ? reaches : contains;
  }

  /** The day of a dated row, null for one without; undefined where rows have none. */
  #dayOf(row: unknown) {
    return this.metric.from.day?.(row, this.#shared.settings);
  }

  /** Forgets what was chosen so far. */
  clearChosen(): void {
    for (const [, { cells, caveats }] of this.#chosen) {
      cells.clear();
      caveats.clear();
    }
  }

  /** Counts a row in one period, whatever its day: the row was chosen for it. */
  addChosen(row: unknown, period: Period): void {
    const count = this.#chosen.of(period);
    if (count) this.#observe(row, period, count);
  }

  *segments(period: Period): Generator<string | null> {
    for (const { cells } of this.#counts(period)) yield* cells.keys();
  }

  *currencies(period: Period, segment: string | null): Generator<string | null> {
    for (const { cells } of this.#counts(period)) yield* cells.get(segment)?.keys() ?? [];
  }

  caveats(period: Period): ReadonlyMap<string, number> {
    const sums = new Map<string, number>();
    for (const { caveats } of this.#counts(period)) for (const [code, count] of caveats) increase(sums, code, count);
    return sums;
  }

  state({ period, segment, currency, isOver = false }: Cell): unknown {
    const { fold } = this.metric;
    const own = this.#stateOf(period, segment, currency);
    return isOver && segment !== null && fold.over ? fold.over(own, this.#stateOf(period, null, currency)) : own;
  }

  #stateOf(period: Period, segment: string | null, currency: string | null): unknown {
    // One by one: a state may be a list itself.
    const states = this.#counts(period).flatMap(({ cells }) => {
      const state = cells.get(segment)?.get(currency);
      return state === undefined ? [] : [state];
    });
    if (states.length === 1) return states[0];
    const { fold } = this.metric;
    const all = fold.start();
    for (const state of states) fold.merge(all, state);
    return all;
  }

  /** The value; its interval as well, where it is wanted. */
  summary(cell: Cell, withInterval: boolean): Summary {
    const { metric } = this;
    const state = this.state(cell);
    const point = metric.fold.summarise(state);
    if (point.value === null) {
      const reason = point.reason === null || point.reason === 'no_data' ? this.#emptyIn(cell.period) : point.reason;
      return { ...point, interval: null, reason };
    }
    const interval = withInterval ? (metric.fold.interval?.(state, this.#shared.confidence, point) ?? null) : null;
    return { ...point, interval };
  }

  #emptyIn(period: Period): string {
    const { empty, emptied = {} } = this.metric;
    const caveats = this.caveats(period);
    return Object.entries(emptied).find(([caveat]) => caveats.has(caveat))?.[1] ?? empty;
  }

  #counts(period: Period): Count[] {
    return [this.#own.of(period), this.#chosen.of(period)].filter((count) => count !== undefined);
  }

  #observe(row: unknown, period: Period, { cells, caveats }: Count): void {
    const { metric, method } = this;
    const context = { settings: this.#shared.settings, method };
    const observation = metric.observe(row, period, context);
    const caveat = metric.caveat?.(row, period, context) ?? null;
    if (caveat !== null) increase(caveats, caveat, 1);
    if (observation === null) return;
    const currency = metric.from.currency?.(row) ?? null;
    this.#fold(cells, null, currency, observation);
    const segment = this.#shared.by?.(metric.of?.(row) ?? row, period) ?? null;
    if (segment !== null) this.#fold(cells, segment, currency, observation);
    this.#shared.trace?.({ metric: metric.id, method, period: period.label, segment, row, observation });
  }

  #fold(cells: Count['cells'], segment: string | null, currency: string | null, observation: unknown): void {
    let states = cells.get(segment);
    if (states === undefined) cells.set(segment, (states = new Map<string | null, unknown>()));
    let state = states.get(currency);
    if (state === undefined) states.set(currency, (state = this.metric.fold.start()));
    this.metric.fold.add(state, observation);
  }
}

function increase(counts: Map<string, number>, code: string, by: number): void {
  counts.set(code, (counts.get(code) ?? 0) + by);
}

/**
 * Of the rows that share a key within a period, the one that counts. It stands before the tallies, so that a
 * respondent who answered in two segments is in one of them only, and the segments add up to the whole.
 */
export class Selection<Settings> {
  readonly #source: Source<unknown, Settings>;
  readonly #settings: Settings;
  readonly #slots = new Slots<Map<string, unknown>>(() => new Map());
  #changed = false;

  constructor(source: Source<unknown, Settings>, settings: Settings) {
    this.#source = source;
    this.#settings = settings;
  }

  measure(periods: readonly Period[]): void {
    this.#slots.measure(periods);
    this.#changed = true;
  }

  /** Takes a row that has a key; false when it stands for itself. */
  add(row: unknown): boolean {
    const key = this.#source.key?.(row, this.#settings) ?? null;
    if (key === null) return false;
    const day = this.#source.day?.(row, this.#settings) ?? null;
    if (day === null) return true;
    this.#slots.on(day, (_, chosen) => {
      const kept = chosen.get(key);
      if (kept === undefined || this.#source.supersedes?.(row, kept, this.#settings)) {
        chosen.set(key, row);
        this.#changed = true;
      }
    });
    return true;
  }

  /** Hands over what is chosen by now. */
  settle(tallies: readonly Tally<Settings>[]): void {
    if (!this.#changed) return;
    this.#changed = false;
    for (const tally of tallies) tally.clearChosen();
    for (const [period, chosen] of this.#slots) {
      for (const row of chosen.values()) for (const tally of tallies) tally.addChosen(row, period);
    }
  }
}

/** Metric and method, as one word. */
export const nameOf = <Settings>({ metric, method }: Ask<Settings>): string => `${metric.id}\n${method ?? ''}`;
