import { from, type Preset, type Words } from './preset.ts';

const TYPE: Words = {
  customer: 'active',
  'customer - direct': 'active',
  'customer - channel': 'active',
  prospect: 'lead',
};

/** Salesforce accounts by Data Export or Data Loader, as public consumers list the fields. */
export default {
  id: 'salesforce-account-api-csv',
  vendor: 'Salesforce',
  kind: 'customers',
  all: ['Id', 'IsDeleted', 'Name', 'NumberOfEmployees', 'OwnerId'],
  fields: {
    customer_id: from('Id'),
    name: from('Name'),
    domain: from('Website'),
    parent_id: from('ParentId'),
    created_at: from('CreatedDate'),
    last_activity_at: from('LastActivityDate'),
    status: from('Type', { words: TYPE, otherwise: null }),
    rep: from('OwnerId'),
    country: from('BillingCountry'),
    industry: from('Industry'),
    employees: from('NumberOfEmployees'),
    is_deleted: from('IsDeleted'),
  },
} satisfies Preset;
