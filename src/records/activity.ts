import type { Day } from '../calculator/calendar.ts';
import type { Account } from './account.ts';
import type { Usage } from './row.ts';

/** When a customer used the product, as far as that is asked about. */
export interface Activity {
  readonly customer: string;
  readonly account: Account | null;
  /** In order; of all days up to a close that is asked about, the last one is among them. */
  readonly days: readonly Day[];
}

/** Events of use on their way past: of each customer only the last day before each close is remembered. */
export class ActivityLog {
  readonly #closeAfter: (day: Day) => Day | null;
  readonly #lasts = new Map<string, { account: Account | null; readonly byClose: Map<Day, Day> }>();
  #first: Day | null = null;
  #last: Day | null = null;

  /** Given what tells the first close, at a day or after it, that is asked about; null: none is. */
  constructor(closeAfter: (day: Day) => Day | null) {
    this.#closeAfter = closeAfter;
  }

  /** An event that happened no times is none. */
  add({ customer_id: customer, account, at: { day }, count }: Usage): void {
    if (count <= 0) return;
    if (this.#first === null || day < this.#first) this.#first = day;
    if (this.#last === null || day > this.#last) this.#last = day;
    const close = this.#closeAfter(day);
    if (close === null) return;
    let known = this.#lasts.get(customer);
    if (known === undefined) this.#lasts.set(customer, (known = { account, byClose: new Map() }));
    known.byClose.set(close, Math.max(known.byClose.get(close) ?? -Infinity, day));
  }

  /** First and last day of any event; null without one. */
  get covered(): { readonly first: Day; readonly last: Day } | null {
    return this.#first === null || this.#last === null ? null : { first: this.#first, last: this.#last };
  }

  *rows(): Generator<Activity> {
    for (const [customer, { account, byClose }] of this.#lasts) {
      yield { customer, account, days: [...byClose.values()].toSorted((a, b) => a - b) };
    }
  }
}

/** The activity of customers, of whom any close may be asked about. */
export function* activityOf(usage: Iterable<Usage>): Generator<Activity> {
  const log = new ActivityLog((day) => day);
  for (const each of usage) log.add(each);
  yield* log.rows();
}

/** Whether a customer used the product on one of the last so many days, that of the close included. */
export function isUsingAt({ days }: Activity, close: Day, within: number): boolean {
  const last = days.findLast((day) => day <= close);
  return last !== undefined && last > close - within;
}
