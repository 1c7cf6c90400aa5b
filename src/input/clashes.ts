import { formatDay } from '../calculator/calendar.ts';
import type { Assignment, History } from '../records/row.ts';
import type { AnyRow } from './context.ts';

/** Where a row stands. */
interface Stand {
  readonly file: string;
  readonly line: number;
}

/** Two rows that cannot both be right: the field at which it shows, and the earlier row. */
interface Clash {
  readonly field: string;
  readonly message: string;
  readonly hint: string;
  readonly first: Stand;
}

interface Span extends Stand, Pick<Assignment, 'rep' | 'from' | 'to'> {}

/** Remembers the rows that may contradict each other, over all files of a run. */
export class Clashes {
  readonly #spans = new Map<string, Span[]>();
  readonly #rates = new Map<string, Stand>();
  readonly #told = new Map<string, Stand & { readonly value: History['value'] }>();

  /** What a row contradicts of those before it, whatever their order; else it is remembered. */
  find({ kind, row }: AnyRow, at: Stand): Clash | null {
    if (kind === 'assignments') return this.#overlap(row, at);
    if (kind === 'history') return this.#values(row, at);
    if (kind !== 'fx') return null;
    const key = `${row.date}\n${row.currency}`;
    const first = this.#rates.get(key);
    if (first === undefined) this.#rates.set(key, at);
    const message = `${row.currency} has a rate of ${formatDay(row.date)} already`;
    return first === undefined ? null : { field: 'currency', message, hint: 'keep the right one', first };
  }

  /** What a field was at a moment: the same again is no contradiction. */
  #values({ customer_id, as_of, field, known, value }: History, at: Stand): Clash | null {
    if (known === null) return null;
    const key = JSON.stringify([customer_id, known, as_of.instant]);
    const first = this.#told.get(key);
    if (first === undefined) this.#told.set(key, { ...at, value });
    if (first === undefined || first.value === value) return null;
    const message = `${field} of the customer has another value of ${formatDay(as_of.day)} already`;
    return { field: 'value', message, hint: 'keep the right one', first };
  }

  /** A customer has one rep at a time. An assignment without an end lasts until the next one begins. */
  #overlap({ customer_id, rep, from, to }: Assignment, at: Stand): Clash | null {
    const spans = this.#spans.get(customer_id) ?? [];
    this.#spans.set(customer_id, spans);
    const span = { rep, from, to, ...at };
    const first = spans.find((each) => isBoth(each, span));
    if (first === undefined) {
      spans.push(span);
      return null;
    }
    const since = formatDay(Math.max(from, first.from));
    const message = `the customer is with ${first.rep} as well on ${since}`;
    return {
      field: 'from',
      message,
      hint: 'a customer has one rep at a time: end the one where the other begins',
      first,
    };
  }
}

function isBoth(a: Span, b: Span): boolean {
  if (a.from === a.to || b.from === b.to) return false;
  const [earlier, later] = a.from <= b.from ? [a, b] : [b, a];
  return earlier.from === later.from || (earlier.to !== null && later.from < earlier.to);
}
