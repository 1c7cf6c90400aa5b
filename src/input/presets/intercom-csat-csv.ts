import { constant, from, type Preset } from './preset.ts';

/** Intercom's conversation ratings as CSV, as its public consumers read it; the header of the time names the zone. */
export default {
  id: 'intercom-csat-csv',
  vendor: 'Intercom',
  kind: 'surveys',
  all: ['Conversation ID', 'Conversation rating', 'Updated at'],
  fields: {
    response_id: from('Conversation ID'),
    ticket_id: from('Conversation ID'),
    kind: constant('csat'),
    score: from('Conversation rating'),
    scale_min: constant('1'),
    scale_max: constant('5'),
    responded_at: from('Updated at'),
    comment: from('Conversation rating remark'),
    customer_name: from('Company name'),
    rated: from('Agent rated type'),
  },
} satisfies Preset;
