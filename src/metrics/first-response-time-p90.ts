import { quantile } from '../calculator/fold.ts';
import { defineMetric } from '../records/dataset.ts';
import firstResponseTime from './first-response-time.ts';

export default defineMetric({
  ...firstResponseTime,
  id: 'first_response_time_p90',
  title: 'First response time, 90th percentile',
  question: 'How long does one in ten customers wait for a first answer at least?',
  formula:
    '90th percentile of the hours from creation to the first public reply, over tickets created in the period that have one',
  rank: 6,
  fold: quantile(0.9),
});
