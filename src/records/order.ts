import { day, rowSchema, text } from './fields.ts';
import type { Reading } from './reading.ts';
import type { Order, Origin } from './row.ts';

/** One row of an export of orders: who bought, and when. What was paid stands in payments that name the order. */
export const orderSchema = (reading: Reading) =>
  rowSchema(
    {
      order_id: text.required('The order'),
      customer_id: text.required('The customer who bought'),
      at: day(reading, 'at').required('When it was ordered'),
    },
    reading,
    (row): Omit<Order, keyof Origin> => ({ ...row, kind: 'order' }),
  );
