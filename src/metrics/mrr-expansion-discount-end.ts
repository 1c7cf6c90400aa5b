import { expansionBy } from '../records/expansion.ts';

export default expansionBy('discount_end', {
  title: 'Expansion MRR, discounts over',
  question: 'How much of the expansion is discounts that ran out?',
  formula: 'expansion of subscriptions whose discount ended',
});
