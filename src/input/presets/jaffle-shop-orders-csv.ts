import { from, type Preset } from './preset.ts';

/** The orders of dbt's jaffle shop, an example that many a test of lifetime value starts from. */
export default {
  id: 'jaffle-shop-orders-csv',
  vendor: 'jaffle shop (dbt)',
  kind: 'payments',
  all: ['id', 'user_id', 'order_date', 'status'],
  isExact: true,
  file: /(^|[/\\])raw_orders\.\w+$/,
  fields: { order_id: from('id'), customer_id: from('user_id'), at: from('order_date') },
} satisfies Preset;
