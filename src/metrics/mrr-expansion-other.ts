import { expansionBy } from '../records/expansion.ts';

export default expansionBy('other', {
  title: 'Expansion MRR, other',
  question: 'How much of the expansion has no reason that the exports tell?',
  formula: 'expansion without a plan or quantity to tell the reason by',
});
