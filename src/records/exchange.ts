import type { Tables } from '../calculator/calculate.ts';
import { type Day, formatDay } from '../calculator/calendar.ts';
import type { Period } from '../calculator/period.ts';
import { type Account, allTerms, type Book, isPaid, type Ledger, openBook, openingOf } from './account.ts';
import { moneyTables } from './dataset.ts';
import { decimalsOf, roundHalfEven } from './money.ts';
import type { Rate, Subscription, Term } from './row.ts';

/**
 * Which rates a period is told at (METRICS.md 2.9). Each balance is told at the rates of its own close; movements at
 * those of the opening, or of the close. With a day everything is told at the rates of that day.
 */
export type Fx = 'opening' | 'period-end' | { readonly at: Day };

/** How old a rate may be: weekends and holidays have none, and tables by the month have one a month. */
const OLDEST = 31;

type Takes = (row: Subscription, term: Term) => boolean;

/** Brings amounts into one currency by an fx export. An amount is converted once, half to even. */
export class Exchange {
  readonly base: string;
  readonly fx: Fx;
  readonly #rates = new Map<string, Rate[]>();
  readonly #missing = new Set<string>();
  readonly #older = new Set<string>();
  #isSorted = true;

  constructor(base: string, fx: Fx) {
    this.base = base;
    this.fx = fx;
  }

  /** Takes a row of the export. */
  add(rate: Rate): void {
    const known = this.#rates.get(rate.currency);
    if (known) known.push(rate);
    else this.#rates.set(rate.currency, [rate]);
    this.#isSorted = false;
  }

  /** Rates that were asked for and are not there, such as `EUR for 2024-06-30`, in order. */
  get missing(): string[] {
    return [...this.#missing].toSorted();
  }

  /** Days that go by the rate of an earlier one, such as `EUR of 2024-06-28 for 2024-06-30`, in order. */
  get older(): string[] {
    return [...this.#older].toSorted();
  }

  /** Minor units of the base currency at the rates of a day, at the latest of that day; 0 where a rate is missing. */
  convert(cents: number, currency: string | null, day: Day): number {
    if (currency === null || currency === this.base) return cents;
    const rate = this.#rateOf(currency, typeof this.fx === 'object' ? this.fx.at : day);
    if (rate === null) return 0;
    const { digits, scale } = rate.rate;
    const shift = decimalsOf(this.base) - decimalsOf(currency) - scale;
    const over = BigInt(Math.abs(cents)) * digits * 10n ** BigInt(Math.max(shift, 0));
    const rounded = Number(roundHalfEven({ over, under: 10n ** BigInt(Math.max(-shift, 0)) }));
    return cents < 0 ? -rounded : rounded;
  }

  /** The tables of money of a book as a period sees them: all in the base currency. */
  tablesOf({ accounts }: Book, period: Period, firstDay: Day): Tables {
    const opening = Math.max(openingOf(period), firstDay - 1);
    const close = period.closeDay;
    const natives = accounts.flatMap(({ rows }) => rows);
    const details = accounts.flatMap((account) => account.details ?? []);
    const from = (first: Day): readonly Account[] => {
      const day = this.fx === 'period-end' ? close : first;
      const rows = natives.map((row) => this.#converted(row, { day, opening: first, close }));
      return openBook(rows, details).accounts;
    };
    const earlier = new Map<Day, readonly Account[]>();
    const since = (first: Day, i: number): readonly Ledger[] => {
      const known = earlier.get(first) ?? from(first);
      earlier.set(first, known);
      return known[i]?.ledgers ?? [];
    };
    const balanced = from(opening).map((account, i) => {
      const rows = accounts[i]?.rows ?? [];
      const balances = {
        opening: this.#sum(rows, opening, (_, term) => isPaid(term, opening)),
        close: this.#sum(rows, close, (_, term) => isPaid(term, close)),
        sum: (takes: Takes) => this.#sum(rows, close, takes),
      };
      // There is one ledger, for there is one currency.
      const ledgers = account.ledgers.map((ledger) => ({
        ...ledger,
        balances,
        since: (first: Day): Ledger => since(first, i)[0] ?? ledger,
      }));
      return Object.assign(account, { ledgers });
    });
    return moneyTables(balanced);
  }

  /** A book whose every amount is at the rates of one day: what it tells of several days is no matter of rates. */
  bookAt(book: Book, day: Day): Book {
    const at = { day, opening: -Infinity, close: Infinity };
    const rows = book.accounts.flatMap((account) => account.rows.map((row) => this.#converted(row, at)));
    const details = book.accounts.flatMap((account) => account.details ?? []);
    const converted = openBook(rows, details).accounts;
    const accounts = book.accounts.map((account, i) => ({ ...account, ledgers: converted[i]?.ledgers ?? [] }));
    return { ...book, accounts, currencies: [this.base] };
  }

  /** The terms of rows to be counted, at the rates of a close. */
  #sum(rows: readonly Subscription[], day: Day, takes: Takes): number {
    let sum = 0;
    for (const row of rows) {
      for (const term of allTerms(row)) if (takes(row, term)) sum += this.convert(term.cents ?? 0, row.currency, day);
    }
    return sum;
  }

  /** A row at one rate. Terms that are over before the period, or begin after it, are in none of its figures. */
  #converted(row: Subscription, { day, opening, close }: Record<'day' | 'opening' | 'close', Day>): Subscription {
    const terms = row.terms.map((term) => {
      const isSeen = term.from <= close && (term.until === null || term.until > opening);
      if (term.cents === null || !isSeen) return term;
      return { ...term, cents: this.convert(term.cents, row.currency, day) };
    });
    return { ...row, currency: this.base, terms };
  }

  #rateOf(currency: string, day: Day): Rate | null {
    if (!this.#isSorted) {
      for (const [name, rates] of this.#rates)
        this.#rates.set(
          name,
          rates.toSorted((a, b) => a.date - b.date),
        );
      this.#isSorted = true;
    }
    const rate = this.#rates.get(currency)?.findLast(({ date }) => date <= day);
    if (rate === undefined || rate.date < day - OLDEST) {
      this.#missing.add(`${currency} for ${formatDay(day)}`);
      return null;
    }
    if (rate.date < day) this.#older.add(`${currency} of ${formatDay(rate.date)} for ${formatDay(day)}`);
    return rate;
  }
}
