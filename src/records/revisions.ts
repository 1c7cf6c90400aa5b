import type { Day } from '../calculator/calendar.ts';
import type { Subscription } from './row.ts';

/** The rows of each subscription, looked at only where an id comes up again: the index is made when it is first asked. */
export class Revisions {
  readonly #rows: readonly Subscription[];
  readonly #byId = new Map<string, Subscription[]>();
  #known = 0;

  /** Over rows that are kept anyway; more may be added to them. */
  constructor(rows: readonly Subscription[]) {
    this.#rows = rows;
  }

  /** A row that this one cannot be another revision beside: of another customer, or for some of the same days. */
  clash(row: Subscription): Subscription | null {
    const same = row.subscription_id === null ? [] : this.#rowsOf(row.subscription_id);
    return same.find((other) => contradict(row, other)) ?? null;
  }

  #rowsOf(id: string): readonly Subscription[] {
    for (; this.#known < this.#rows.length; this.#known++) {
      const row = this.#rows[this.#known];
      if (row === undefined || row.subscription_id === null) continue;
      const known = this.#byId.get(row.subscription_id);
      if (known) known.push(row);
      else this.#byId.set(row.subscription_id, [row]);
    }
    return this.#byId.get(id) ?? [];
  }
}

/** What says that it is a revision ends where the next one begins; any other rows must not be for the same days. */
function contradict(a: Subscription, b: Subscription): boolean {
  if (a.customer_id !== b.customer_id || a.started === null || b.started === null) return true;
  if (a.isRevision && b.isRevision) return a.started === b.started;
  return a.started < (b.ended ?? Infinity) && b.started < (a.ended ?? Infinity);
}

/** Ends each revision of a subscription where the next one begins. Rows that are no revisions stay as they are. */
export function endRevisions(rows: readonly Subscription[]): void {
  const byId = new Map<string, Subscription[]>();
  for (const row of rows) {
    if (!row.isRevision || row.subscription_id === null || row.started === null) continue;
    const known = byId.get(row.subscription_id);
    if (known) known.push(row);
    else byId.set(row.subscription_id, [row]);
  }
  for (const revisions of byId.values()) {
    const inOrder = revisions.toSorted((a, b) => (a.started ?? 0) - (b.started ?? 0));
    for (const [i, row] of inOrder.entries()) {
      const next = inOrder[i + 1]?.started;
      if (next === undefined || next === null) continue;
      if (row.ended === null || row.ended > next) row.ended = next;
      row.terms = row.terms.flatMap((term) => {
        const until: Day = Math.min(term.until ?? Infinity, next);
        return term.from < until ? [{ ...term, until }] : [];
      });
    }
  }
}
