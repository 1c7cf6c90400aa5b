import type { Day } from '../calculator/calendar.ts';
import type { Account } from './account.ts';
import type { Origin, Payment } from './row.ts';

/** A customer by what it has paid in one currency. */
export interface Buyer extends Pick<Origin, 'labels'> {
  readonly customer_id: string;
  readonly account: Account | null;
  readonly currency: string | null;
  /** Its place in the order of customer ids and currencies. */
  readonly index: number;
  /** In the order of their days. */
  readonly payments: readonly Payment[];
  /** The day of the first payment that anybody made. */
  readonly since: Day;
}

/** What was paid: a payment that is open or failed has brought nothing, one that was refunded nothing that stayed. */
export const isPaid = ({ counted, status }: Payment): boolean => counted && (status === null || status === 'paid');

/** The customers of payments. One belongs to the segment of its first payment. */
export function buyersOf(payments: Iterable<Payment>): Buyer[] {
  const byBuyer = new Map<string, Payment[]>();
  let since = Infinity;
  for (const payment of payments) {
    if (!isPaid(payment)) continue;
    since = Math.min(since, payment.at);
    const key = JSON.stringify([payment.customer_id, payment.currency]);
    const known = byBuyer.get(key);
    if (known) known.push(payment);
    else byBuyer.set(key, [payment]);
  }
  const keys = [...byBuyer.keys()].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return keys.flatMap((key, index) => {
    const own = (byBuyer.get(key) ?? []).toSorted((a, b) => a.at - b.at || compare(labelOf(a), labelOf(b)));
    const [first] = own;
    if (first === undefined) return [];
    const { customer_id, account, currency, labels } = first;
    return [{ customer_id, account, currency, labels, index, payments: own, since }];
  });
}

/** Of two payments of a day, row order must not decide which is the first. */
const labelOf = ({ payment_id, labels }: Payment): string => JSON.stringify([payment_id, labels]);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** All that a customer has paid up to the close of a day, less what it got back. */
export const paidBy = ({ payments }: Buyer, day: Day): number =>
  payments.reduce((sum, { at, cents }) => (at <= day ? sum + cents : sum), 0);

/** A customer's days of purchase up to the close of a day, as the models of repeat purchases count them. */
export interface Visits {
  /** Purchases after the first: days on which something was bought. */
  readonly frequency: number;
  /** Days from the first purchase to the last. */
  readonly recency: number;
  /** Days from the first purchase to the close. */
  readonly age: number;
  /** What those after the first were worth on average, in minor units; 0 where there are none. */
  readonly mean: number;
}

/** Null where nothing was bought by then. What was given back is no purchase, and leaves the purchase one. */
export function visitsOf({ payments }: Buyer, day: Day): Visits | null {
  const days = new Map<Day, number>();
  for (const { at, cents } of payments) if (at <= day && cents > 0) days.set(at, (days.get(at) ?? 0) + cents);
  const [first, ...later] = [...days];
  if (first === undefined) return null;
  const total = later.reduce((sum, [, cents]) => sum + cents, 0);
  return {
    frequency: later.length,
    recency: (later.at(-1)?.[0] ?? first[0]) - first[0],
    age: day - first[0],
    mean: later.length === 0 ? 0 : total / later.length,
  };
}
