import type { Result, Sighting } from '../calculator/calculate.ts';
import type { Period } from '../calculator/period.ts';
import type { Place } from '../anomalies/anomaly.ts';
import type { Account } from '../records/account.ts';
import type { Survey, Ticket } from '../records/row.ts';

/** What a row counted as, by row. */
type Counted = ReadonlyMap<unknown, unknown>;

/** The cases behind numbers of the periods that may be asked about. */
export class Cases {
  /** By period, then by metric and method. */
  readonly #counted = new Map<string, Map<string, Map<unknown, unknown>>>();
  #open: ReadonlySet<string> = new Set();

  /** Cases of other periods are let go. */
  keep(periods: readonly Period[]): void {
    this.#open = new Set(periods.map(({ label }) => label));
    for (const label of this.#counted.keys()) if (!this.#open.has(label)) this.#counted.delete(label);
  }

  readonly trace = ({ metric, method, period, row, observation }: Sighting): void => {
    if (!this.#open.has(period)) return;
    const ofPeriod = this.#counted.get(period) ?? new Map<string, Map<unknown, unknown>>();
    this.#counted.set(period, ofPeriod);
    const name = `${metric}\n${method ?? ''}`;
    const counted = ofPeriod.get(name) ?? new Map<unknown, unknown>();
    ofPeriod.set(name, counted);
    counted.set(row, observation);
  };

  of({ metric, method, period }: Pick<Result, 'metric' | 'method' | 'period'>): Counted {
    return this.#counted.get(period)?.get(`${metric}\n${method ?? ''}`) ?? new Map();
  }

  /** Where the cases of a number stand; of a share those that are hits, or that are not, where `side` says which. */
  placesOf(result: Result, side: boolean | null): Place[] {
    const { currency } = result;
    const wanted = [...this.of(result)].filter(([row, observation]) => {
      const other = (row as { readonly currency?: unknown }).currency;
      const isOther = currency !== null && other !== undefined && other !== currency;
      return !isOther && (side === null || isHit(observation) === side);
    });
    return placesOf(wanted.map(([row]) => row));
  }
}

/** Where rows stand, each line once, in the order of files and lines. */
export function placesOf(rows: readonly unknown[]): Place[] {
  const places = new Map(
    rows.flatMap((row) => placeFor(row) ?? []).map((each) => [`${each.file}\n${each.line}`, each]),
  );
  return [...places.values()].toSorted(byPlace);
}

export const isHit = (observation: unknown): boolean =>
  typeof observation === 'object' && observation !== null
    ? (observation as { hit?: unknown }).hit === true
    : observation === true;

/** Where a case stands: a ticket and an answer on a line of their own, a customer on that of its last subscription. */
function placeFor(row: unknown): Place | null {
  const { account, file, line } = row as { account?: Account | null; file?: string; line?: number };
  if (file !== undefined && line !== undefined) {
    const { response_id: response = null, ticket_id: ticket = null } = row as Partial<Survey> &
      Partial<Pick<Ticket, 'ticket_id'>>;
    return { id: response ?? ticket, file, line };
  }
  const last = account?.rows.reduce((a, b) => ((b.started ?? -Infinity) >= (a.started ?? -Infinity) ? b : a));
  return last === undefined ? null : { id: last.customer_id, file: last.file, line: last.line };
}

export const byPlace = (a: Place, b: Place): number => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line);
