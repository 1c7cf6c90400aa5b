import { from, type Preset, rule } from './preset.ts';
import { at, SUBSCRIPTION_STATUS, sumOfItems } from './words.ts';

/** Subscriptions of Paddle Billing's API: amounts are text in minor units; meaning by Paddle's API reference. */
export default {
  id: 'paddle-subscriptions-api',
  vendor: 'Paddle',
  kind: 'subscriptions',
  records: 'data',
  all: ['customer_id', 'currency_code', 'billing_cycle.interval', 'items'],
  fields: {
    subscription_id: from('id'),
    customer_id: from('customer_id'),
    amount: sumOfItems('items', {
      price: 'price.unit_price.amount',
      quantity: 'quantity',
      except: (item) => at(item, 'recurring') === false,
    }),
    currency: from('currency_code'),
    interval: from('billing_cycle.interval'),
    interval_count: from('billing_cycle.frequency'),
    status: from('status', { words: SUBSCRIPTION_STATUS }),
    created_at: from('created_at'),
    started_at: from('started_at'),
    ended_at: from('canceled_at'),
    paused_at: from('paused_at'),
    cancel_at_period_end: rule(['scheduled_change.action'], (row) =>
      String(row('scheduled_change.action') === 'cancel'),
    ),
    current_period_start: from('current_billing_period.starts_at'),
    current_period_end: from('current_billing_period.ends_at'),
  },
} satisfies Preset;
