import { defineSignal } from '../records/growth-signal.ts';

export default defineSignal('hiring', {
  id: 'customers_hiring',
  title: 'Customers hiring',
  question: 'What share of our customers is hiring?',
  formula:
    'customers said to be hiring / customers of whom it is said whether they are, in the 12 months up to the close',
  rank: 4,
});
