import { expansionBy } from '../records/expansion.ts';

export default expansionBy('price', {
  title: 'Expansion MRR, price',
  question: 'How much of the expansion is higher prices?',
  formula: 'expansion of subscriptions of the same plan without more quantity',
});
