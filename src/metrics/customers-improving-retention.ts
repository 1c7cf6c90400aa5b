import { defineSignal } from '../records/growth-signal.ts';

export default defineSignal('retention_improving', {
  id: 'customers_improving_retention',
  title: 'Customers improving retention',
  question: 'What share of our customers keeps more of its own customers than before?',
  formula:
    'customers said to improve their retention / customers of whom it is said whether they do, in the 12 months up to the close',
  rank: 6,
});
