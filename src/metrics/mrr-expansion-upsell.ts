import { expansionBy } from '../records/expansion.ts';

export default expansionBy('upsell', {
  title: 'Expansion MRR, upsell',
  question: 'How much of the expansion is dearer plans?',
  formula: 'expansion of subscriptions that another plan took the place of',
});
