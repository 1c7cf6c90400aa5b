import { from, type Preset, type Words } from './preset.ts';

const STAGE: Words = {
  subscriber: 'lead',
  lead: 'lead',
  'marketing qualified lead': 'lead',
  'sales qualified lead': 'lead',
  opportunity: 'lead',
  customer: 'active',
  evangelist: 'active',
};

/** HubSpot's companies as CSV, as public consumers read them. `Annual Revenue` is the company's own turnover. */
export default {
  id: 'hubspot-companies-csv',
  vendor: 'HubSpot',
  kind: 'customers',
  all: ['Record ID', 'Company name'],
  // The other columns of a company stand in exports of contacts too.
  any: ['Company owner', 'Company Domain Name'],
  atLeast: 1,
  fields: {
    customer_id: from('Record ID'),
    name: from('Company name'),
    domain: from(['Company Domain Name', 'Website URL']),
    created_at: from('Create Date'),
    last_activity_at: from('Last Activity Date'),
    status: from('Lifecycle Stage', { words: STAGE, otherwise: null }),
    rep: from('Company owner'),
    country: from('Country/Region'),
    industry: from('Industry'),
    employees: from('Number of Employees'),
  },
} satisfies Preset;
