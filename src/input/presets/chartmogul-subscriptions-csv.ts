import { from, type Preset } from './preset.ts';
import { SUBSCRIPTION_STATUS } from './words.ts';

const MINOR = { isMinor: true } as const;

/** ChartMogul's calculated subscriptions, by its documentation: MRR in cents, which stays when a subscription ends. */
export default {
  id: 'chartmogul-subscriptions-csv',
  vendor: 'ChartMogul',
  kind: 'subscriptions',
  all: ['CUSTOMER_UUID', 'CUSTOMER_EXTERNAL_IDS', 'CUSTOMER_SUBSCRIPTION_ID', 'MRR'],
  fields: {
    subscription_id: from('CUSTOMER_SUBSCRIPTION_ID', { firstOf: '|' }),
    customer_id: from('CUSTOMER_EXTERNAL_IDS', { firstOf: '|' }),
    customer_name: from('CUSTOMER_NAME'),
    customer_email: from('CUSTOMER_EMAIL'),
    plan: from('PLAN_NAME'),
    quantity: from('QUANTITY'),
    mrr: from('MRR', MINOR),
    arr: from('ARR', MINOR),
    currency: from('CURRENCY'),
    interval: from('INTERVAL_UNIT'),
    interval_count: from('INTERVAL_COUNT'),
    status: from('STATUS', { words: SUBSCRIPTION_STATUS }),
  },
} satisfies Preset;
