import { currencyOf } from './amounts.ts';
import { flag, rowSchema, text } from './fields.ts';
import { priceColumns, priceOf } from './price.ts';
import type { Reading } from './reading.ts';
import type { Origin, Subscription } from './row.ts';

const columns = (reading: Reading) => ({
  customer_id: text.required('The customer'),
  churned: flag.required('Whether they left'),
  ...priceColumns(reading),
  currency: text.optional('ISO 4217 code'),
  plan: text.optional('What they are on'),
});

/** The day in the middle of a period without dates, on which everybody leaves who leaves. */
const LEAVING = 0;

/**
 * One row of a list of customers without dates: a customer at the start, and whether they left. The whole file is the
 * period, so they were there since ever. One who pays nothing is a customer all the same: the list says so.
 */
export const snapshotSchema = (reading: Reading) =>
  rowSchema(columns(reading), reading, (row, refuse): Omit<Subscription, keyof Origin> => {
    const currency = currencyOf(row.currency, refuse);
    const cents = priceOf(row, currency, reading, refuse)?.discounted ?? 0;
    return {
      subscription_id: null,
      customer_id: row.customer_id,
      plan: row.plan,
      currency,
      started: -Infinity,
      ended: null,
      status: row.churned ? 'canceled' : 'active',
      cancel_reason: null,
      terms: [{ from: -Infinity, until: row.churned ? LEAVING : null, cents: cents > 0 ? cents : null }],
    };
  });
