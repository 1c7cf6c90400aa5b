import { expansionBy } from '../records/expansion.ts';

export default expansionBy('cross_sell', {
  title: 'Expansion MRR, cross-sell',
  question: 'How much of the expansion is further subscriptions?',
  formula: 'MRR of subscriptions that customers took in addition',
});
