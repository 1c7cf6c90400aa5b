import { addMonths, type Day } from '../calculator/calendar.ts';
import { type Account, isPayingAt } from './account.ts';
import type { Customer, History } from './row.ts';

// Growth of the customer's own business (METRICS.md 2.14): what it was worth at the purchase is 100.

/** What grows: counts and amounts, of which any two of one customer are in one unit. */
const QUANTITIES = ['employees', 'revenue', 'customer_count'] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** What is told of a customer's business in yes or no. */
const SIGNALS = ['hiring', 'taking_on_business', 'retention_improving'] as const;
export type Signal = (typeof SIGNALS)[number];

/** A value older than so many months says nothing of a day (METRICS.md 2.14). */
const STALE_MONTHS = 12;
/** A value from at most so many months after the purchase may stand for the one at it: a quarter, as books are closed. */
const LATE_MONTHS = 3;

/** A value, and the day from which it was true. */
interface Mark<Value> {
  readonly day: Day;
  /** Null: from here on nobody knows. */
  readonly value: Value | null;
  /** Of an export without a date: true on the day of the export, and of no other day it is known. */
  readonly isStatic?: true;
}

/** What is known of a customer's business, and when; marks by day. */
export interface GrowthFacts {
  /** The first paid day, else since when the customers export says they are a customer; null: nobody knows. */
  readonly bought: Day | null;
  readonly quantities: Readonly<Record<Quantity, readonly Mark<number>[]>>;
  readonly signals: Readonly<Record<Signal, readonly Mark<boolean>[]>>;
  /** The values at the purchase, where columns tell them. */
  readonly baselines: Readonly<Partial<Record<Quantity, number>>>;
}

/** Why there is no index: the further down, the nearer it came to one. */
const REASONS = [
  'no_growth_data',
  'not_bought_yet',
  'no_purchase_day',
  'no_baseline',
  'no_current_value',
  'static_value',
  'stale_value',
  'zero_baseline',
] as const;
export type GrowthReason = (typeof REASONS)[number];

/** How a customer's business had grown by a day. */
export interface Growth {
  /** The mean of the parts: 100 is what it was at the purchase. */
  readonly index: number | null;
  readonly parts: Readonly<Partial<Record<Quantity, number>>>;
  /** Why a part is not there. */
  readonly missing: Readonly<Partial<Record<Quantity, GrowthReason>>>;
  readonly signals: Readonly<Partial<Record<Signal, boolean>>>;
  /** The day of the newest value in the index. */
  readonly asOf: Day | null;
  /** Why there is no index. */
  readonly reason: GrowthReason | null;
}

/** The growth of a customer's business by a day. Nothing that is dated after the day counts. */
export function growthAt(facts: GrowthFacts, day: Day): Growth {
  const parts: Partial<Record<Quantity, number>> = {};
  const missing: Partial<Record<Quantity, GrowthReason>> = {};
  let asOf: Day | null = null;
  for (const name of QUANTITIES) {
    const part = partAt(facts, name, day);
    if (typeof part === 'string') missing[name] = part;
    else {
      parts[name] = part.index;
      asOf = Math.max(asOf ?? -Infinity, part.day);
    }
  }
  const indices = Object.values(parts);
  const index = indices.length === 0 ? null : indices.reduce((sum, each) => sum + each) / indices.length;
  return {
    index,
    parts,
    missing,
    signals: signalsAt(facts, day),
    asOf,
    reason: index === null ? worst(missing) : null,
  };
}

const worst = (missing: Growth['missing']): GrowthReason =>
  Object.values(missing).reduce((a, b) => (REASONS.indexOf(b) > REASONS.indexOf(a) ? b : a));

function partAt(
  { bought, quantities, baselines }: GrowthFacts,
  name: Quantity,
  day: Day,
): { readonly index: number; readonly day: Day } | GrowthReason {
  const marks = quantities[name];
  if (marks.every(({ value }) => value === null)) return 'no_growth_data';
  if (bought !== null && bought > day) return 'not_bought_yet';
  const start = bought === null ? null : baselineOf(marks, bought, day);
  const baseline = start?.value ?? baselines[name];
  if (baseline === undefined) return bought === null ? 'no_purchase_day' : 'no_baseline';
  // The value at the purchase is no news of what became of it.
  const now = marks.findLast((mark) => mark.day <= day && (start === null || mark.day > start.day));
  if (now === undefined) return marks.some(({ isStatic }) => isStatic) ? 'static_value' : 'no_current_value';
  if (now.value === null) return 'no_current_value';
  if (isStale(now.day, day)) return 'stale_value';
  return baseline === 0 ? 'zero_baseline' : { index: (100 * now.value) / baseline, day: now.day };
}

/** A mark that tells a value. */
type Told<Value> = Mark<Value> & { readonly value: Value };
const isTold = <Value>(mark: Mark<Value> | undefined): mark is Told<Value> => mark !== undefined && mark.value !== null;

/** The last value up to the purchase, else the first one soon after it. */
function baselineOf(marks: readonly Mark<number>[], bought: Day, day: Day): Told<number> | null {
  const dated = marks.filter((mark) => !mark.isStatic && mark.day <= day);
  const before = dated.findLast((mark) => mark.day <= bought);
  if (isTold(before) && !isStale(before.day, bought)) return before;
  const limit = addMonths(bought, LATE_MONTHS);
  return dated.filter(isTold).find((mark) => mark.day > bought && mark.day <= limit) ?? null;
}

const isStale = (told: Day, day: Day): boolean => addMonths(told, STALE_MONTHS) < day;

function signalsAt({ signals }: GrowthFacts, day: Day): Growth['signals'] {
  const told: Partial<Record<Signal, boolean>> = {};
  for (const name of SIGNALS) {
    const mark = signals[name].findLast((each) => each.day <= day);
    if (isTold(mark) && !isStale(mark.day, day)) told[name] = mark.value;
  }
  return told;
}

/** A customer and what is known of its business. */
export interface Firm {
  readonly customer_id: string;
  readonly account: Account | null;
  readonly facts: GrowthFacts;
  /** Whether anybody knows who pays. */
  readonly isBooked: boolean;
}

/** Whether a customer is one at the close of a day; all are where nobody knows who pays. */
export const isCustomerAt = ({ account, isBooked }: Firm, day: Day): boolean =>
  !isBooked || (account !== null && isPayingAt(account, day));

/** What customers are told of that have no accounts, and what values without a date hold for. */
export interface FirmOptions {
  /** The day of the export, for values that have no date; null: they hold for none. */
  readonly exportDay: Day | null;
  readonly isBooked: boolean;
}

/** Everybody who is a customer, or of whom a history tells: sorted, so that the order of rows changes nothing. */
export function firmsOf(
  accounts: readonly Account[],
  history: Iterable<History>,
  { exportDay, isBooked }: FirmOptions,
): Firm[] {
  const byCustomer = new Map<string, History[]>();
  for (const row of history) {
    const known = byCustomer.get(row.customer_id);
    if (known) known.push(row);
    else byCustomer.set(row.customer_id, [row]);
  }
  const firms = accounts.map((account): Firm => {
    const rows = byCustomer.get(account.customer) ?? [];
    byCustomer.delete(account.customer);
    return { customer_id: account.customer, account, facts: factsOf(account, rows, exportDay), isBooked };
  });
  for (const [customer_id, rows] of byCustomer) {
    firms.push({ customer_id, account: null, facts: factsOf(null, rows, exportDay), isBooked });
  }
  return firms.toSorted((a, b) => (a.customer_id < b.customer_id ? -1 : 1));
}

/** What is known of one customer's business: its rows of the history, and its columns of the customers export. */
function factsOf(account: Account | null, rows: readonly History[], exportDay: Day | null): GrowthFacts {
  const details = account?.details ?? null;
  const inOrder = rows.toSorted((a, b) => a.as_of.instant - b.as_of.instant);
  const marksOf = <Value extends number | boolean>(name: Quantity | Signal, column: Value | null): Mark<Value>[] => {
    const marks = inOrder.flatMap(({ known, value, as_of }): Mark<Value>[] =>
      known === name ? [{ day: as_of.day, value: value as Value | null }] : [],
    );
    const mark = column === null ? null : columnMark(column, details, exportDay);
    if (mark === null) return marks;
    // What a history says of a day is said of that day; a column may only be as new.
    const at = marks.findIndex(({ day }) => day >= mark.day);
    return marks.toSpliced(at < 0 ? marks.length : at, 0, mark);
  };
  return {
    bought: boughtOn(account),
    quantities: {
      employees: marksOf('employees', details?.employees ?? null),
      revenue: marksOf('revenue', details?.revenue ?? null),
      customer_count: marksOf('customer_count', details?.customer_count ?? null),
    },
    signals: {
      hiring: marksOf('hiring', details?.hiring ?? null),
      taking_on_business: marksOf('taking_on_business', details?.taking_on_business ?? null),
      retention_improving: marksOf('retention_improving', details?.retention_improving ?? null),
    },
    baselines: Object.fromEntries(
      QUANTITIES.flatMap((name) => {
        const value = details?.[`baseline_${name}`] ?? null;
        return value === null ? [] : [[name, value]];
      }),
    ),
  };
}

function columnMark<Value>(value: Value, details: Customer | null, exportDay: Day | null): Mark<Value> | null {
  const day = details?.as_of ?? null;
  if (day !== null) return { day, value };
  return exportDay === null ? null : { day: exportDay, value, isStatic: true };
}

function boughtOn(account: Account | null): Day | null {
  const paid = account?.turns.find(({ kind }) => kind === 'new')?.day;
  // A list of customers without dates has them there since ever.
  if (paid !== undefined && Number.isFinite(paid)) return paid;
  return account?.details?.created_at ?? null;
}
