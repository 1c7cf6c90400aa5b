import { defineSignal } from '../records/growth-signal.ts';

export default defineSignal('taking_on_business', {
  id: 'customers_taking_on_business',
  title: 'Customers taking on business',
  question: 'What share of our customers is taking on more business?',
  formula:
    'customers said to be taking on more business / customers of whom it is said whether they are, in the 12 months up to the close',
  rank: 5,
});
