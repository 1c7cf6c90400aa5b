import { from, type Preset, rule } from './preset.ts';
import { SUBSCRIPTION_STATUS, UTC } from './words.ts';

const ENDED = 'Ended At (UTC)';
const REQUESTED = 'Canceled At (UTC)';

/** Stripe's subscriptions as the dashboard exports them, in major units and UTC, as public consumers read them. */
export default {
  id: 'stripe-subscriptions-csv',
  vendor: 'Stripe',
  kind: 'subscriptions',
  all: ['id', 'Customer ID', 'Status'],
  any: ['Current Period Start (UTC)', 'Current Period End (UTC)', REQUESTED, 'Interval', ENDED],
  atLeast: 2,
  fields: {
    subscription_id: from('id'),
    customer_id: from('Customer ID'),
    customer_name: from('Customer Name'),
    customer_email: from('Customer Email'),
    plan: from('Plan'),
    quantity: from('Quantity'),
    amount: from('Amount'),
    currency: from('Currency'),
    interval: from('Interval'),
    status: from('Status', { words: SUBSCRIPTION_STATUS }),
    created_at: from('Created (UTC)', UTC),
    started_at: from(['Start Date (UTC)', 'Created (UTC)'], UTC),
    // Users choose the columns. Without the end, a request is one only where the subscription is over.
    ended_at: rule(
      [ENDED, REQUESTED, 'Status'],
      (row) => row(ENDED) ?? (row('Status') === 'canceled' ? row(REQUESTED) : null),
      UTC,
    ),
    canceled_at: from(REQUESTED, UTC),
    cancel_at_period_end: from('Cancel At Period End'),
    cancel_reason: from('Cancellation Reason'),
    trial_start: from('Trial Start (UTC)', UTC),
    trial_end: from('Trial End (UTC)', UTC),
    current_period_start: from('Current Period Start (UTC)', UTC),
    current_period_end: from('Current Period End (UTC)', UTC),
  },
} satisfies Preset;
