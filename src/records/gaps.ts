import type { Day } from '../calculator/calendar.ts';
import type { Subscription, Term } from './row.ts';

/**
 * Carries what a customer pays over gaps of at most so many days between its spells (METRICS.md 1.3): what ended at a
 * gap goes on until the next spell begins, so that whoever is a customer has an MRR. Changes the rows.
 */
export function bridgeGaps(rows: readonly Subscription[], days: number): void {
  const byCustomer = new Map<string, Subscription[]>();
  for (const row of rows) {
    const known = byCustomer.get(row.customer_id);
    if (known) known.push(row);
    else byCustomer.set(row.customer_id, [row]);
  }
  for (const own of byCustomer.values()) {
    const bridges = gapsOf(
      own.flatMap(({ terms }) => terms.filter(isPaid)),
      days,
    );
    if (bridges.size === 0) continue;
    for (const row of own) row.terms = row.terms.map((term) => bridged(term, bridges));
  }
}

function bridged({ from, until, cents }: Term, bridges: ReadonlyMap<Day, Day>): Term {
  const next = until === null || cents === 0 ? undefined : bridges.get(until);
  return { from, until: next ?? until, cents };
}

/** What is free is no spell; what has no amount is one. */
const isPaid = ({ cents }: Term): boolean => cents !== 0;

/** The gaps of at most so many days: the first day of each, and the first day after it. */
function gapsOf(terms: readonly Term[], days: number): Map<Day, Day> {
  const gaps = new Map<Day, Day>();
  let end: Day = -Infinity;
  for (const { from, until } of terms.toSorted((a, b) => a.from - b.from)) {
    if (from > end && from - end <= days) gaps.set(end, from);
    end = Math.max(end, until ?? Infinity);
  }
  return gaps;
}
