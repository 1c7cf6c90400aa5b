import { from, namedMonth, type Preset, rule } from './preset.ts';
import { intervalOfTerm, SUBSCRIPTION_STATUS } from './words.ts';

const DATES = { dates: namedMonth } as const;
const STATUS = 'subscriptions.status';
const CANCELLED = 'subscriptions.cancelled_at';

/** Subscriptions.csv of Chargebee's export, as its public consumers read it: the end may still be to come. */
export default {
  id: 'chargebee-subscriptions-csv',
  vendor: 'Chargebee',
  kind: 'subscriptions',
  all: ['subscriptions.id', STATUS, 'customers.id'],
  fields: {
    subscription_id: from('subscriptions.id'),
    customer_id: from('customers.id'),
    customer_email: from('customers.email'),
    plan: from('subscriptions.plan_id'),
    quantity: from('subscriptions.plan_quantity'),
    unit_amount: from('subscriptions.plan_unit_price'),
    ...intervalOfTerm('subscriptions.current_term_start', 'subscriptions.current_term_end'),
    status: from(STATUS, { words: SUBSCRIPTION_STATUS }),
    created_at: from('subscriptions.created_at', DATES),
    started_at: from(['subscriptions.started_at', 'subscriptions.start_date'], DATES),
    ended_at: rule(
      [CANCELLED, STATUS],
      (row) => (/^cancell?ed$/i.test(row(STATUS) ?? '') ? row(CANCELLED) : null),
      DATES,
    ),
    canceled_at: from(CANCELLED, DATES),
    paused_at: from('subscriptions.pause_date', DATES),
    trial_start: from('subscriptions.trial_start', DATES),
    trial_end: from('subscriptions.trial_end', DATES),
    current_period_start: from('subscriptions.current_term_start', DATES),
    current_period_end: from('subscriptions.current_term_end', DATES),
  },
} satisfies Preset;
