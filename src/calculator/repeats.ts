import type { Day, Instant } from './calendar.ts';
import type { Fold } from './fold.ts';
import { newcombe, wilson } from './interval.ts';

/** One of several contacts about the same thing. */
export interface Contact {
  /** Contacts of one key are about the same thing. */
  readonly key: string;
  readonly id: string;
  readonly at: Instant;
  readonly day: Day;
  /** The last day on which another contact makes this one a failure. */
  readonly until: Day;
  /** False for a contact after the period, which only tells of those before it. */
  readonly isOwn: boolean;
  readonly isSolved: boolean;
}

/** The share of contacts that were solved and that no other one about the same thing followed. Keeps them all. */
export function unrepeated(): Fold<Contact, Map<string, Contact[]>> {
  /** Of all of them, or of those with some ids. */
  const count = (state: Map<string, Contact[]>, ids?: ReadonlySet<string>) => {
    let successes = 0;
    let trials = 0;
    for (const contacts of state.values()) {
      // By id where the time is the same, so that the order of rows changes nothing.
      const sorted = contacts.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
      for (const [i, { id, isOwn, isSolved, until }] of sorted.entries()) {
        if (!isOwn || (ids && !ids.has(id))) continue;
        trials++;
        if (isSolved && (sorted[i + 1]?.day ?? Infinity) > until) successes++;
      }
    }
    return { successes, trials };
  };
  const add = (state: Map<string, Contact[]>, contact: Contact): void => {
    const known = state.get(contact.key);
    if (known === undefined) state.set(contact.key, [contact]);
    else known.push(contact);
  };
  return {
    start: () => new Map(),
    add,
    merge(into, from) {
      for (const contacts of from.values()) for (const contact of contacts) add(into, contact);
    },
    summarise(state) {
      const { successes, trials } = count(state);
      const parts = { numerator: successes, denominator: trials, n: trials };
      return trials === 0
        ? { ...parts, value: null, reason: 'no_data' }
        : { ...parts, value: successes / trials, reason: null };
    },
    interval(state, confidence) {
      const { successes, trials } = count(state);
      return wilson(successes, trials, confidence);
    },
    difference: (now, before, confidence) => newcombe(count(now), count(before), confidence),
    among(own, all) {
      const near = new Map([...own.keys()].map((key) => [key, all.get(key) ?? []]));
      const { successes, trials } = count(near, new Set([...own.values()].flat().map(({ id }) => id)));
      return { numerator: successes, denominator: trials };
    },
  };
}
