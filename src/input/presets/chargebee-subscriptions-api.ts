import { from, type Preset, rule } from './preset.ts';
import { at, EPOCH, ofFirst, SUBSCRIPTION_STATUS, sumOfItems } from './words.ts';

const STATUS = 'subscription.status';
const ITEMS = 'subscription.subscription_items';

/** Subscriptions of Chargebee's API: minor units, seconds since the epoch; meaning by Chargebee's published schemas. */
export default {
  id: 'chargebee-subscriptions-api',
  vendor: 'Chargebee',
  kind: 'subscriptions',
  records: 'list',
  all: ['subscription.id', 'subscription.customer_id', STATUS],
  fields: {
    subscription_id: from('subscription.id'),
    customer_id: from('subscription.customer_id'),
    customer_name: from('customer.company'),
    customer_email: from('customer.email'),
    plan: ofFirst(ITEMS, 'item_price_id'),
    amount: sumOfItems(ITEMS, { price: 'amount', except: (item) => at(item, 'item_type') === 'charge' }),
    // Chargebee sets it to 0 when a subscription ends: what it was worth until then is in the amount.
    mrr: rule(
      ['subscription.mrr', STATUS],
      (row) => {
        const mrr = row('subscription.mrr');
        return mrr === '0' && !/^(?:active|non_renewing)$/.test(row(STATUS) ?? '') ? null : mrr;
      },
      { isMinor: true },
    ),
    currency: from('subscription.currency_code'),
    interval: from('subscription.billing_period_unit'),
    interval_count: from('subscription.billing_period'),
    status: from(STATUS, { words: SUBSCRIPTION_STATUS }),
    created_at: from('subscription.created_at', EPOCH),
    started_at: from(['subscription.started_at', 'subscription.start_date'], EPOCH),
    ended_at: rule(
      ['subscription.cancelled_at', STATUS],
      (row) => (row(STATUS) === 'cancelled' ? row('subscription.cancelled_at') : null),
      EPOCH,
    ),
    canceled_at: from('subscription.cancelled_at', EPOCH),
    cancel_reason: from('subscription.cancel_reason'),
    paused_at: from('subscription.pause_date', EPOCH),
    trial_start: from('subscription.trial_start', EPOCH),
    trial_end: from('subscription.trial_end', EPOCH),
    current_period_start: from('subscription.current_term_start', EPOCH),
    current_period_end: from('subscription.current_term_end', EPOCH),
  },
} satisfies Preset;
