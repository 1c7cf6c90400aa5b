import { quantile } from '../calculator/fold.ts';
import { defineMetric } from '../records/dataset.ts';
import resolutionTime from './resolution-time.ts';

export default defineMetric({
  ...resolutionTime,
  id: 'resolution_time_p90',
  title: 'Resolution time, 90th percentile',
  question: 'How long does one in ten tickets take at least?',
  formula:
    '90th percentile of the hours from creation to the last solve, over tickets first solved in the period that are not open again',
  rank: 8,
  fold: quantile(0.9),
});
