import { expansionBy } from '../records/expansion.ts';

export default expansionBy('seats', {
  title: 'Expansion MRR, seats',
  question: 'How much of the expansion is more seats?',
  formula: 'expansion of subscriptions of the same plan with more quantity',
});
