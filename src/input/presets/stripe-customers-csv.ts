import { from, type Preset } from './preset.ts';
import { UTC } from './words.ts';

/** Stripe's customers as the dashboard exports them, as public consumers read them. A row knows one plan only. */
export default {
  id: 'stripe-customers-csv',
  vendor: 'Stripe',
  kind: 'customers',
  all: ['id', 'Email', 'Created (UTC)'],
  any: ['Total Spend', 'Payment Count', 'Delinquent', 'Refunded Volume'],
  atLeast: 2,
  fields: {
    customer_id: from('id'),
    name: from('Name'),
    email: from('Email'),
    created_at: from('Created (UTC)', UTC),
    status: from('Status', {
      words: { active: 'active', trialing: 'trial', past_due: 'active', unpaid: 'active', canceled: 'churned' },
    }),
    plan: from('Plan'),
    lifetime_revenue: from('Total Spend'),
    is_delinquent: from('Delinquent'),
  },
} satisfies Preset;
