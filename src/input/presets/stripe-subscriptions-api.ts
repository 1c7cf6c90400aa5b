import { from, type Preset } from './preset.ts';
import { EPOCH, ofFirst, SUBSCRIPTION_STATUS, sumOfItems } from './words.ts';

/** Subscriptions of Stripe's API: minor units, seconds since the epoch; meaning by Stripe's API reference. */
export default {
  id: 'stripe-subscriptions-api',
  vendor: 'Stripe',
  kind: 'subscriptions',
  records: 'data',
  all: ['customer', 'items.data', 'start_date', 'cancel_at_period_end'],
  fields: {
    subscription_id: from('id'),
    customer_id: from(['customer', 'customer.id']),
    plan: ofFirst('items.data', 'price.id'),
    amount: sumOfItems('items.data', { price: 'price.unit_amount', quantity: 'quantity' }),
    currency: from('currency'),
    interval: ofFirst('items.data', 'price.recurring.interval'),
    interval_count: ofFirst('items.data', 'price.recurring.interval_count'),
    status: from('status', { words: SUBSCRIPTION_STATUS }),
    created_at: from('created', EPOCH),
    started_at: from('start_date', EPOCH),
    ended_at: from('ended_at', EPOCH),
    canceled_at: from('canceled_at', EPOCH),
    cancel_at_period_end: from('cancel_at_period_end'),
    cancel_reason: from('cancellation_details.reason'),
    trial_start: from('trial_start', EPOCH),
    trial_end: from('trial_end', EPOCH),
  },
} satisfies Preset;
