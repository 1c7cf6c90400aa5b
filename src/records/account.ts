import { addMonths, type Day } from '../calculator/calendar.ts';
import type { Period } from '../calculator/period.ts';
import type { Customer, Subscription, Term } from './row.ts';
import { defaultRules, type Rules } from './rules.ts';

/** A quantity that changes on certain days: `values[i]` holds at the close of `days[i]` and until the next. */
interface Steps<Value> {
  readonly days: readonly Day[];
  readonly values: readonly Value[];
}

/** A customer with its subscriptions: the one join of csm. */
export interface Account {
  readonly customer: string;
  /** Its place in the order of customer ids: the unit that periods are compared by. */
  readonly index: number;
  /** What the customers export says of it; null for a customer that is not there. */
  readonly details: Customer | null;
  readonly rows: readonly Subscription[];
  /** Whether it pays anything, day by day. */
  readonly paying: Steps<boolean>;
  readonly ledgers: readonly Ledger[];
  readonly turns: readonly Turn[];
  /** Itself, so that every row of a book leads to its account the same way. */
  readonly account: Account;
}

/** What an account pays in one currency. */
export interface Ledger {
  readonly account: Account;
  readonly currency: string | null;
  /** MRR in whole minor units, day by day. */
  readonly cents: Steps<number>;
  readonly movements: readonly Movement[];
  /** Where currencies were converted: the balances of the one period it was made for, each at the rates of its close. */
  readonly balances?: {
    readonly opening: number;
    readonly close: number;
    /** Of the terms to be counted, at the rates of the close. */
    sum(takes: (row: Subscription, term: Term) => boolean): number;
  };
  /** And the same ledger from an earlier opening on, at the rates of its own. */
  since?(opening: Day): Ledger;
}

export type MovementKind = 'new' | 'reactivation' | 'expansion' | 'contraction' | 'churn';

/** A day on which an account's MRR changed; the amount is always positive. */
export interface Movement {
  readonly account: Account;
  readonly currency: string | null;
  readonly day: Day;
  readonly kind: MovementKind;
  readonly cents: number;
}

/** A day on which a customer came, came back or left. */
export interface Turn {
  readonly account: Account;
  readonly day: Day;
  readonly kind: 'new' | 'reactivation' | 'churn';
}

/** All accounts, and their changes. */
export interface Book {
  /** Sorted by customer id, so that the order of rows in an export changes nothing. */
  readonly accounts: readonly Account[];
  readonly byCustomer: ReadonlyMap<string, Account>;
  /** The currencies there are; one that is not named is null. */
  readonly currencies: readonly (string | null)[];
}

/**
 * Joins subscriptions with their customers. Customers without subscriptions are accounts that never paid. A free
 * subscription keeps a customer who paid before where the rules say so.
 */
export function openBook(
  subscriptions: Iterable<Subscription>,
  customers: Iterable<Customer> = [],
  { freeAs }: Rules = defaultRules,
): Book {
  const freeKeeps = freeAs === 'contraction';
  const rows = new Map<string, Subscription[]>();
  const details = new Map<string, Customer>();
  for (const customer of customers) {
    details.set(customer.customer_id, customer);
    rows.set(customer.customer_id, []);
  }
  const currencies = new Set<string | null>();
  for (const row of subscriptions) {
    currencies.add(row.currency);
    const known = rows.get(row.customer_id);
    if (known) known.push(row);
    else rows.set(row.customer_id, [row]);
  }
  const byId = [...rows].toSorted(([a], [b]) => byCodePoint(a, b));
  const accounts = byId.map(([id, own], index) => openAccount(id, index, details.get(id) ?? null, own, freeKeeps));
  return {
    accounts,
    byCustomer: new Map(accounts.map((account) => [account.customer, account])),
    currencies: [...currencies].toSorted((a, b) => byCodePoint(a ?? '', b ?? '')),
  };
}

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function openAccount(
  customer: string,
  index: number,
  details: Customer | null,
  rows: readonly Subscription[],
  freeKeeps: boolean,
): Account {
  const days = changesByDay(rows);
  const paying: { days: Day[]; values: boolean[] } = { days: [], values: [] };
  const turns: Turn[] = [];
  const draft = { customer, index, details, rows, paying, turns } as unknown as Mutable<Account>;
  draft.account = draft;
  const ledgers = new Map<string | null, LedgerDraft>();
  const ledgerOf = (currency: string | null): LedgerDraft => {
    const known = ledgers.get(currency);
    if (known) return known;
    const ledger: LedgerDraft = { account: draft, currency, cents: { days: [], values: [] }, movements: [] };
    ledgers.set(currency, ledger);
    return ledger;
  };

  const now = new Map<string | null, number>();
  let unpriced = 0;
  let free = 0;
  let active = false;
  let everPaid = false;
  for (const [day, changes] of days) {
    const before = new Map(now);
    for (const { currency, cents, rows: count, free: freeCount } of changes) {
      now.set(currency, (now.get(currency) ?? 0) + cents);
      unpriced += count;
      free += freeCount;
    }
    const isKept: boolean = freeKeeps && active && free > 0;
    const paysNow: boolean = unpriced > 0 || isKept || [...now.values()].some((cents) => cents > 0);
    const kind = turnOf(active, paysNow, everPaid);
    if (kind !== null) {
      turns.push({ account: draft, day, kind });
      paying.days.push(day);
      paying.values.push(paysNow);
    }
    for (const [currency, cents] of now) {
      const delta = cents - (before.get(currency) ?? 0);
      if (delta === 0) continue;
      const ledger = ledgerOf(currency);
      ledger.cents.days.push(day);
      ledger.cents.values.push(cents);
      const change = kind ?? (delta > 0 ? 'expansion' : 'contraction');
      ledger.movements.push({ account: draft, currency, day, kind: change, cents: Math.abs(delta) });
    }
    active = paysNow;
    everPaid ||= paysNow;
  }
  // A currency in which nothing is paid is still one that there are results in: of 0, or of no amounts.
  for (const { currency } of rows) ledgerOf(currency);
  draft.ledgers = [...ledgers.values()].toSorted((a, b) => byCodePoint(a.currency ?? '', b.currency ?? ''));
  return draft;
}

interface LedgerDraft {
  account: Account;
  currency: string | null;
  cents: { days: Day[]; values: number[] };
  movements: Movement[];
}

/** METRICS.md 2.10: what a day did to a customer as a whole; null when it stayed, paying or not. */
export function turnOf(before: boolean, after: boolean, everPaid: boolean): Turn['kind'] | null {
  if (before === after) return null;
  if (before) return 'churn';
  return everPaid ? 'reactivation' : 'new';
}

interface DayChange {
  readonly currency: string | null;
  readonly cents: number;
  /** Terms without an amount that begin (1) or end (-1). */
  readonly rows: number;
  /** Free terms that begin (1) or end (-1). */
  readonly free: number;
}

/** Every term's beginning and end, by day, in order. Netting within a day makes a plan swap no churn. */
function changesByDay(rows: readonly Subscription[]): (readonly [Day, DayChange[]])[] {
  const days = new Map<Day, DayChange[]>();
  const note = (day: Day, change: DayChange): void => {
    const known = days.get(day);
    if (known) known.push(change);
    else days.set(day, [change]);
  };
  for (const { currency, terms } of rows) {
    for (const { from, until, cents } of terms) {
      const count = cents === null ? 1 : 0;
      const free = cents === 0 ? 1 : 0;
      note(from, { currency, cents: cents ?? 0, rows: count, free });
      if (until !== null) note(until, { currency, cents: -(cents ?? 0), rows: -count, free: -free });
    }
  }
  return [...days].toSorted(([a], [b]) => a - b);
}

/** The value at the close of a day; `none` before the first. */
function at<Value>({ days, values }: Steps<Value>, day: Day, none: Value): Value {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? none : values[low - 1]!;
}

/** Whether a customer pays anything at the close of a day. */
export function isPayingAt(account: Account, day: Day): boolean {
  return at(account.paying, day, false);
}

/** MRR at the close of a day, in whole minor units. */
export function mrrAt(ledger: Ledger, day: Day): number {
  return at(ledger.cents, day, 0);
}

/** The balance a period opens with, at the rates of its close where currencies were converted. */
export const mrrAtOpening = (ledger: Ledger, period: Period): number =>
  ledger.balances?.opening ?? mrrAt(ledger, openingOf(period));

/** The balance a period closes with, at the rates of its close where currencies were converted. */
export const mrrAtClose = (ledger: Ledger, period: Period): number =>
  ledger.balances?.close ?? mrrAt(ledger, period.closeDay);

/** The close before a period: its opening (METRICS.md 1.2). */
export const openingOf = (period: Period): Day => period.firstDay - 1;

/** The close so many months before that of a period. */
export const openingBefore = ({ closeDay }: Period, months: number): Day => addMonths(closeDay + 1, -months) - 1;

/** A ledger for what is told from an opening before the period's: where currencies were converted, at the rates of that one. */
export const ledgerSince = (ledger: Ledger, opening: Day): Ledger => ledger.since?.(opening) ?? ledger;

/** Whether a term is paid for at the close of a day. */
export const isPaid = ({ from, until }: Term, day: Day): boolean => from <= day && (until === null || until > day);

/** The term of a subscription at the close of a day. */
export const termAt = ({ terms }: Subscription, day: Day): Term | undefined => terms.find((term) => isPaid(term, day));

/** Minor units of the terms to be counted, signed ones too, at the rates of the period's close. */
export function sumOf(ledger: Ledger, takes: (row: Subscription, term: Term) => boolean): number {
  if (ledger.balances) return ledger.balances.sum(takes);
  let sum = 0;
  for (const row of ledger.account.rows) {
    if (row.currency !== ledger.currency) continue;
    for (const term of allTerms(row)) if (takes(row, term)) sum += term.cents ?? 0;
  }
  return sum;
}

/** When a row pays, and when one pays that has not begun. */
export const allTerms = ({ terms, signed = [] }: Subscription): readonly Term[] =>
  signed.length === 0 ? terms : [...terms, ...signed];

/**
 * The subscription that stands for a customer in a period: the largest at the opening close, else the first that
 * begins in it, else the largest there ever was (METRICS.md 9.33). Ties go to the smaller id.
 */
export function leadingRow(account: Account, period: Period): Subscription | null {
  const opening = openingOf(period);
  const weight = (row: Subscription): number => {
    const term = termAt(row, opening);
    return term === undefined ? -1 : (term.cents ?? 0);
  };
  const inOrder = account.rows.toSorted((a, b) => startOf(a) - startOf(b) || byCodePoint(nameOf(a), nameOf(b)));
  const largest = inOrder.toSorted((a, b) => weight(b) - weight(a))[0];
  if (largest === undefined || weight(largest) >= 0) return largest ?? null;
  const next = inOrder.find(({ terms }) => terms.some(({ from }) => from >= period.firstDay));
  return next ?? inOrder.reduce((most, each) => (largestOf(each) > largestOf(most) ? each : most));
}

const startOf = ({ terms }: Subscription): Day => terms[0]?.from ?? Infinity;
const largestOf = ({ terms }: Subscription): number => Math.max(...terms.map(({ cents }) => cents ?? 0));
/** Row order must not decide: rows without ids are told apart by what they are grouped by. */
const nameOf = ({ subscription_id, labels }: Subscription): string => JSON.stringify([subscription_id, labels]);
