import { from, type Preset } from './preset.ts';

/**
 * The payments of dbt's jaffle shop. Their amounts are in cents, which nothing in the file says: only the whole header
 * under the name of that file tells it, and never the size of the amounts.
 */
export default {
  id: 'jaffle-shop-payments-csv',
  vendor: 'jaffle shop (dbt)',
  kind: 'payments',
  all: ['id', 'order_id', 'payment_method', 'amount'],
  isExact: true,
  file: /(^|[/\\])raw_payments\.\w+$/,
  fields: { payment_id: from('id'), order_id: from('order_id'), amount: from('amount', { isMinor: true }) },
} satisfies Preset;
