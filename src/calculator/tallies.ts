import type { Metric, Source } from './metric.ts';
import type { Period } from './period.ts';
import { nameOf, Selection, type Shared, Tally } from './tally.ts';

/** The tallies that take their rows from one source. */
interface Feed<Settings> {
  readonly source: Source<unknown, Settings>;
  readonly selection: Selection<Settings> | null;
  readonly tallies: Tally<Settings>[];
}

/** All that is counted in a run: a tally for each metric and method, fed by table. */
export class Tallies<Settings> {
  readonly #shared: Shared<Settings>;
  readonly #byName = new Map<string, Tally<Settings>>();
  readonly #feeds = new Map<string, Feed<Settings>[]>();
  readonly #currencies = new Set<string | null>();

  constructor(shared: Shared<Settings>) {
    this.#shared = shared;
  }

  /** The tally of a metric by a method, made when it is first asked for. */
  of(metric: Metric<unknown, unknown, Settings>, method: string | null): Tally<Settings> {
    const name = nameOf({ metric, method });
    const known = this.#byName.get(name);
    if (known) return known;
    const tally = new Tally(metric, method, this.#shared);
    this.#byName.set(name, tally);
    const { from } = metric;
    const feeds = this.#feeds.get(from.table) ?? [];
    this.#feeds.set(from.table, feeds);
    const feed = feeds.find(({ source }) => source === from);
    if (feed) feed.tallies.push(tally);
    else {
      const selection = from.key ? new Selection(from, this.#shared.settings) : null;
      feeds.push({ source: from, selection, tallies: [tally] });
    }
    return tally;
  }

  /** Those that take their rows from some of the tables. */
  over(tables: readonly string[]): Tally<Settings>[] {
    return [...this.#byName.values()].filter(({ metric }) => tables.includes(metric.from.table));
  }

  /** Measures these periods from now on: of each tally its own. */
  measure(periods: ReadonlyMap<Tally<Settings>, readonly Period[]>): void {
    for (const [tally, its] of periods) tally.measure(its);
    for (const feed of [...this.#feeds.values()].flat()) {
      feed.selection?.measure(feed.tallies.flatMap((tally) => tally.periods));
    }
  }

  takesFrom(table: string): boolean {
    return this.#feeds.has(table);
  }

  add(table: string, row: unknown): void {
    for (const feed of this.#from(table)) {
      if (!this.#takes(feed, row) || feed.selection?.add(row)) continue;
      for (const tally of feed.tallies) tally.add(row);
    }
  }

  /** Adds a row as one of the periods sees it. */
  addIn(period: Period, table: string, row: unknown): void {
    for (const feed of this.#from(table)) {
      if (this.#takes(feed, row)) for (const tally of feed.tallies) tally.addIn(period, row);
    }
  }

  #from(table: string): readonly Feed<Settings>[] {
    return this.#feeds.get(table) ?? [];
  }

  #takes({ source }: Feed<Settings>, row: unknown): boolean {
    if (source.takes && !source.takes(row)) return false;
    if (source.currency) this.#currencies.add(source.currency(row));
    return true;
  }

  /** Counts what had to wait until all rows were in. */
  settle(): void {
    for (const { selection, tallies } of [...this.#feeds.values()].flat()) selection?.settle(tallies);
  }

  /** Those of all rows in order, no currency first; null alone where no row has money. */
  get currencies(): (string | null)[] {
    return this.#currencies.size === 0 ? [null] : [...this.#currencies].toSorted(nullFirst);
  }
}

/** Code point order of different names: the same on every machine, unlike a locale's. */
export const inCodePoints = (a: string, b: string): number => (a < b ? -1 : 1);
const nullFirst = (a: string | null, b: string | null): number => inCodePoints(a ?? '', b ?? '');
