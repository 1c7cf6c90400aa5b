import { from, type Preset } from './preset.ts';

/** ChurnZero's accounts: the columns of its import template, by ChurnZero's documentation. */
export default {
  id: 'churnzero-accounts-csv',
  vendor: 'ChurnZero',
  kind: 'customers',
  all: ['accountExternalId'],
  any: ['nextRenewalDate', 'totalContractAmount', 'isActive'],
  atLeast: 1,
  fields: {
    customer_id: from('accountExternalId'),
    name: from('name'),
    status: from('isActive', { words: { true: 'active', false: 'churned' } }),
    segment: from('cf_Segment'),
    rep: from('OwnerUserAccount'),
    created_at: from('startDate'),
    churned_at: from('endDate'),
    renewal_date: from('nextRenewalDate'),
    contract_value: from('totalContractAmount'),
    seats_purchased: from('LicenseCount'),
    country: from('billingAddressCountry'),
    parent_id: from('ParentAccountExternalId'),
  },
} satisfies Preset;
