import type { Day } from '../calculator/calendar.ts';
import { contains, type Period } from '../calculator/period.ts';
import { type Account, isPayingAt, openingOf } from './account.ts';
import { NONE, segmentBy } from './dimension.ts';
import type { Assignment } from './row.ts';

/** When a customer counts for a rep: as the period opens, or, for one who left in it, when it left. */
export type Attribution = 'opening' | 'churn-time';

/** So many days with one rep; the end is the first day without. */
interface Spell {
  readonly rep: string;
  readonly from: Day;
  readonly until: Day;
}

/** A customer that went from one rep to another. */
export interface Handover {
  readonly customer: string;
  readonly from: string;
  readonly to: string;
  /** The first day with the new one. */
  readonly day: Day;
}

/** Who looked after whom, day by day. Rows may come in any order; a customer has one rep at a time. */
export class Owners {
  readonly #rows = new Map<string, Assignment[]>();
  readonly #spells = new Map<string, readonly Spell[]>();

  add(row: Assignment): void {
    const known = this.#rows.get(row.customer_id);
    if (known) known.push(row);
    else this.#rows.set(row.customer_id, [row]);
  }

  /** Whether nothing is known of anybody. */
  get isEmpty(): boolean {
    return this.#rows.size === 0;
  }

  /** The rep at the close of a day; null when there is none. */
  on(customer: string, day: Day): string | null {
    return this.#spellsOf(customer).find(({ from, until }) => from <= day && day < until)?.rep ?? null;
  }

  /** The first rep that a customer has from one day to another, both included. */
  firstWithin(customer: string, first: Day, last: Day): string | null {
    return this.#spellsOf(customer).find(({ from, until }) => from <= last && until > first)?.rep ?? null;
  }

  /** Every change of rep after the opening close of a period, up to its close. */
  handovers(customer: string, period: Period): Handover[] {
    const opening = openingOf(period);
    const spells = this.#spellsOf(customer).filter(({ from, until }) => from <= period.closeDay && until > opening);
    return spells.slice(1).flatMap(({ rep, from: day }, i) => {
      const before = spells[i]?.rep ?? rep;
      return before === rep ? [] : [{ customer, from: before, to: rep, day }];
    });
  }

  #spellsOf(customer: string): readonly Spell[] {
    const known = this.#spells.get(customer);
    if (known) return known;
    const rows = (this.#rows.get(customer) ?? [])
      .filter(({ from, to }) => to === null || to > from)
      .toSorted((a, b) => a.from - b.from);
    const spells = rows.map(({ rep, from, to }, i) => ({ rep, from, until: to ?? rows[i + 1]?.from ?? Infinity }));
    this.#spells.set(customer, spells);
    return spells;
  }
}

/**
 * The rep a customer counts for in a period (METRICS.md 2.7): that of the opening close; of one who came later the
 * first one in the period. Null: nobody.
 */
export function ownerOf(
  owners: Owners,
  customer: string,
  account: Account | null,
  period: Period,
  attribution: Attribution,
): string | null {
  const leaving = account?.turns.find(({ kind, day }) => kind === 'churn' && contains(period, day));
  // The day of leaving is the first without service: who had the customer the day before lost it.
  if (attribution === 'churn-time' && leaving !== undefined) return owners.on(customer, leaving.day - 1);
  const opening = openingOf(period);
  const isThere = account === null || isPayingAt(account, opening);
  return isThere ? owners.on(customer, opening) : owners.firstWithin(customer, period.firstDay, period.closeDay);
}

/**
 * The segment of a row by rep. Rows that say their own (a ticket's assignee) keep it, and so do all rows while nobody
 * knows who looked after whom; customers, what they pay, what became of them and what they said go by the owners.
 */
export function segmentByOwner(owners: Owners, attribution: Attribution): (row: unknown, period: Period) => string {
  const byColumn = segmentBy(0);
  return (row, period) => {
    const { account, customer, customer_id, labels } = row as {
      readonly account: Account | null;
      readonly customer?: string;
      readonly customer_id?: string | null;
      readonly labels?: readonly (string | undefined)[];
    };
    const id = account?.customer ?? customer ?? customer_id ?? null;
    if (owners.isEmpty || labels?.[0] !== undefined || id === null) return byColumn(row, period);
    return ownerOf(owners, id, account, period, attribution) ?? NONE;
  };
}
