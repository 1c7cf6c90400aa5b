import { mean } from '../calculator/fold.ts';
import { ofAll } from '../calculator/of-all.ts';
import { defineMetric, health } from '../records/dataset.ts';

/** A score of which less than half is known has a band of its own, and no part in the mean. */
export default defineMetric({
  id: 'health_score',
  title: 'Health score',
  question: 'How well do our customers do, on the whole?',
  formula: 'mean of the scores, 0 to 100, of customers with a green, yellow or red score at the close',
  topic: 'health',
  rank: 1,
  unit: 'score',
  better: 'higher',
  empty: 'no_scores',
  from: health,
  fold: ofAll(mean()),
  observe: ({ score, band }) => (band === 'unknown' ? null : score),
});
