import { from, type Preset, rule } from './preset.ts';

const END = 'subscription_canceled_at';

/** The import template that Baremetrics publishes: cents, days, and the day a subscription really ended. */
export default {
  id: 'baremetrics-import-csv',
  vendor: 'Baremetrics',
  kind: 'subscriptions',
  all: ['plan_oid', 'customer_oid', 'subscription_oid', 'plan_amount'],
  fields: {
    subscription_id: from('subscription_oid'),
    customer_id: from('customer_oid'),
    customer_name: from('customer_name'),
    customer_email: from('customer_email'),
    plan: from('plan_name'),
    quantity: rule(['subscription_quantity'], (row) => row('subscription_quantity') ?? '1'),
    unit_amount: from('plan_amount', { isMinor: true }),
    currency: from('plan_currency'),
    interval: from('plan_interval'),
    interval_count: from('plan_interval_count'),
    status: rule([END], (row) => (row(END) === null ? 'active' : 'canceled')),
    started_at: from('subscription_started_at'),
    ended_at: from(END),
  },
} satisfies Preset;
