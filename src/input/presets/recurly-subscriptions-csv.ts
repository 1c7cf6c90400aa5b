import { from, type Preset } from './preset.ts';
import { intervalOfTerm, zoned } from './words.ts';

/** Recurly's subscriptions export by Recurly's documentation: `canceled` pays until it expires, `expired` is over. */
export default {
  id: 'recurly-subscriptions-csv',
  vendor: 'Recurly',
  kind: 'subscriptions',
  all: ['uuid', 'account_code', 'plan_code', 'state', 'total_recurring_amount'],
  fields: {
    subscription_id: from('uuid'),
    customer_id: from('account_code'),
    customer_email: from('email'),
    plan: from('plan_code'),
    plan_name: from('plan_name'),
    quantity: from('quantity'),
    unit_amount: from('unit_amount'),
    amount: from('total_recurring_amount'),
    currency: from('currency'),
    ...intervalOfTerm('current_period_started_at', 'current_period_ends_at', 'trial_ends_at'),
    status: from('state', {
      words: { canceled: 'non_renewing', expired: 'canceled', pending: 'future', failed: 'incomplete' },
    }),
    started_at: zoned('activated_at'),
    ended_at: zoned('expires_at', (row) => row('state') === 'expired'),
    canceled_at: zoned('canceled_at'),
    paused_at: zoned('paused_at'),
    trial_start: zoned('trial_started_at'),
    trial_end: zoned('trial_ends_at'),
    current_period_start: zoned('current_period_started_at'),
    current_period_end: zoned('current_period_ends_at'),
  },
} satisfies Preset;
