import { from, type Preset } from './preset.ts';
import { EPOCH } from './words.ts';

/** Companies of Intercom's API by its published schema. `monthly_spend` is what was sent to it; 0 is often unset. */
export default {
  id: 'intercom-companies-api',
  vendor: 'Intercom',
  kind: 'customers',
  records: 'data',
  all: ['company_id', 'monthly_spend'],
  fields: {
    customer_id: from('company_id'),
    name: from('name'),
    domain: from('website'),
    created_at: from(['remote_created_at', 'created_at'], EPOCH),
    last_seen_at: from('last_request_at', EPOCH),
    mrr: from('monthly_spend'),
    plan: from('plan.name'),
    industry: from('industry'),
    employees: from('size'),
  },
} satisfies Preset;
