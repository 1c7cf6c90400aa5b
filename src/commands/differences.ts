import type { Result, Sighting } from '../calculator/calculate.ts';
import type { Added } from '../calculator/fold.ts';
import { type Ask, isDerived, type Metric } from '../calculator/metric.ts';
import type { Period } from '../calculator/period.ts';
import type { Difference } from '../output/report.ts';
import type { Account } from '../records/account.ts';
import type { Activity } from '../records/activity.ts';
import { decimalsOf } from '../records/money.ts';
import type { Survey, Ticket } from '../records/row.ts';
import type { Settings } from '../records/settings.ts';

type Way = Metric<unknown, unknown, Settings>;

/** What was observed of everyone by one method, in one period and currency. */
interface Seen {
  readonly all: unknown;
  readonly members: Map<string, unknown>;
}

/** What a method without a name is called. */
const NAMELESS = 'default';

/** Who is counted differently by the methods of a metric: in the numerator of one and not of another, or below it. */
export class Differences {
  /** By metric, its methods that are measured from rows. */
  readonly #ways = new Map<string, Map<string, Way>>();
  readonly #seen = new Map<string, Seen>();
  readonly #currencies = new Map<string, Set<string | null>>();

  constructor(asks: readonly Ask<Settings>[]) {
    // Where one way is worked out from other metrics, as lifetime value is, nobody's part in it can be told.
    const derived = new Set(asks.flatMap(({ metric }) => (isDerived(metric) ? [metric.id] : [])));
    for (const { metric, method } of asks) {
      if (isDerived(metric) || derived.has(metric.id) || metric.topic === 'surveys') continue;
      const ways = this.#ways.get(metric.id) ?? new Map<string, Way>();
      this.#ways.set(metric.id, ways.set(method ?? NAMELESS, metric));
    }
    for (const [id, ways] of this.#ways) if (ways.size < 2) this.#ways.delete(id);
  }

  /** Told of every row that counted. */
  readonly trace = ({ metric: id, method, period, row, observation }: Sighting): void => {
    const name = method ?? NAMELESS;
    const way = this.#ways.get(id)?.get(name);
    if (way === undefined) return;
    const { fold, from } = way;
    const currency = from.currency?.(row) ?? null;
    const currencies = this.#currencies.get(id);
    if (currencies) currencies.add(currency);
    else this.#currencies.set(id, new Set([currency]));
    const cell = cellOf(id, name, period, currency);
    let seen = this.#seen.get(cell);
    if (seen === undefined) this.#seen.set(cell, (seen = { all: fold.start(), members: new Map() }));
    const member = memberOf(way, row);
    let own = seen.members.get(member);
    if (own === undefined) seen.members.set(member, (own = fold.start()));
    fold.add(own, observation);
    fold.add(seen.all, observation);
  };

  /** All of them, by metric, currency and id. A method that has no value is not compared. */
  of({ label }: Period, results: readonly Result[]): Difference[] {
    return [...this.#ways].flatMap(([metric, ways]) =>
      [...(this.#currencies.get(metric) ?? [])].toSorted(nullFirst).flatMap((currency) => {
        const isTold = (name: string): boolean =>
          results.some(
            (each) =>
              each.metric === metric &&
              (each.method ?? NAMELESS) === name &&
              each.segment === null &&
              each.currency === currency &&
              each.value !== null,
          );
        const told = new Map([...ways].filter(([name]) => isTold(name)));
        return this.#differing({ metric, currency, label, told }).map(({ id, counts }) => ({
          metric,
          currency,
          member: kindOf([...ways.values()][0]!),
          id,
          counts: Object.fromEntries([...ways.keys()].map((name) => [name, counts.get(name) ?? null])),
        }));
      }),
    );
  }

  #differing(cell: { metric: string; currency: string | null; label: string; told: ReadonlyMap<string, Way> }) {
    const { metric, currency, label, told } = cell;
    const seen = new Map([...told.keys()].map((name) => [name, this.#seen.get(cellOf(metric, name, label, currency))]));
    const ids = new Set<string>();
    for (const each of seen.values()) for (const id of each?.members.keys() ?? []) ids.add(id);
    return [...ids].toSorted(byCodePoint).flatMap((id) => {
      const added = [...told].map(([name, way]) => [name, way, addedBy(way, seen.get(name), id)] as const);
      const above = added.filter(([, { fold }]) => !fold.isMeasure).map(([, , { numerator }]) => numerator);
      const below = added.map(([, , { denominator }]) => denominator);
      if (new Set(above).size < 2 && new Set(below).size < 2) return [];
      return [{ id, counts: new Map(added.map(([name, way, each]) => [name, inMajor(way, each, currency)])) }];
    });
  }
}

const cellOf = (...place: readonly (string | null)[]): string => JSON.stringify(place);

/** What a member adds by a method: nothing, where the method does not count it. */
function addedBy({ fold, unit, parts }: Way, seen: Seen | undefined, id: string): Added {
  const own = seen?.members.get(id);
  if (seen === undefined || own === undefined) {
    return { numerator: 0, denominator: unit === 'money' && parts === undefined ? null : 0 };
  }
  if (fold.among) return fold.among(own, seen.all);
  const { value, numerator, denominator } = fold.summarise(own);
  return numerator === null ? { numerator: value ?? 0, denominator: null } : { numerator, denominator };
}

function inMajor({ unit, parts }: Way, { numerator, denominator }: Added, currency: string | null): Added {
  const scale = 10 ** decimalsOf(currency);
  const isSum = unit === 'money';
  return {
    numerator: numerator / (isSum || parts?.numerator === 'money' ? scale : 1) + 0,
    denominator: denominator && denominator / (parts?.denominator === 'money' ? scale : 1),
  };
}

function kindOf({ from: { table } }: Way): Difference['member'] {
  return table === 'tickets' ? 'ticket' : table === 'surveys' ? 'answer' : 'customer';
}

function memberOf(way: Way, row: unknown): string {
  const kind = kindOf(way);
  if (kind === 'ticket') return (row as Ticket).ticket_id;
  if (kind === 'customer') {
    return way.from.table === 'activity' ? (row as Activity).customer : (row as { account: Account }).account.customer;
  }
  const { response_id, respondent_id, file, line } = row as Survey;
  return response_id ?? respondent_id ?? `${file}:${line}`;
}

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const nullFirst = (a: string | null, b: string | null): number => byCodePoint(a ?? '', b ?? '');
