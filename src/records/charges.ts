import type { Day } from '../calculator/calendar.ts';
import type { Account } from './account.ts';
import type { Payment, Subscription } from './row.ts';

/** Money that a customer paid, or is to pay, once. */
export interface Charge {
  readonly account: Account | null;
  readonly day: Day;
  /** In whole minor units. */
  readonly cents: number;
  readonly currency: string | null;
  /** Of the row it stands on. */
  readonly labels?: readonly (string | undefined)[];
  readonly customer_id: string;
}

/** A payment as the charge it is; null for what recurs, is setup, failed, or was given back. */
export function chargeOf(payment: Payment): Charge | null {
  const { account, at: day, cents, currency, labels, customer_id, kind, status, counted } = payment;
  if (!counted || kind !== 'one_off' || status === 'failed' || status === 'refunded') return null;
  return { account, day, cents, currency, labels, customer_id };
}

/** The charges among subscriptions, on the day each of them begins. */
export function chargesOf(rows: readonly Subscription[], accountOf: (customer: string) => Account | null): Charge[] {
  return rows.flatMap(({ customer_id, started, oneOff, currency, labels }) =>
    oneOff === undefined || started === null
      ? []
      : [{ account: accountOf(customer_id), day: started, cents: oneOff, currency, labels, customer_id }],
  );
}
