import { from, type Preset } from './preset.ts';
import { intervalOfTerm } from './words.ts';

/** Subscriptions of Lago's API, by Lago's source: `canceled` never began, `terminated` is over. */
export default {
  id: 'lago-subscriptions-api',
  vendor: 'Lago',
  kind: 'subscriptions',
  records: 'subscriptions',
  all: ['lago_id', 'external_customer_id', 'plan_code'],
  fields: {
    subscription_id: from('external_id'),
    customer_id: from('external_customer_id'),
    plan: from('plan_code'),
    plan_name: from('name'),
    unit_amount: from('plan_amount_cents', { isMinor: true }),
    currency: from('plan_amount_currency'),
    ...intervalOfTerm('current_billing_period_started_at', 'current_billing_period_ending_at'),
    status: from('status', { words: { pending: 'future', terminated: 'canceled', canceled: 'incomplete' } }),
    created_at: from('created_at'),
    started_at: from('started_at'),
    ended_at: from('terminated_at'),
    current_period_start: from('current_billing_period_started_at'),
    current_period_end: from('current_billing_period_ending_at'),
  },
} satisfies Preset;
