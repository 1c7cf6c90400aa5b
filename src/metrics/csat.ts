import { share } from '../calculator/fold.ts';
import { csatAnswers, defineMetric } from '../records/dataset.ts';
import { cutCaveat, isSatisfied } from '../records/scales.ts';

/** Neutral answers count in the denominator. Other scales have cuts of their own: METRICS.md 2.3. */
export default defineMetric({
  id: 'csat',
  title: 'Customer satisfaction (CSAT)',
  question: 'What share of the rated contacts were satisfying?',
  formula: 'answers in the top two boxes (4-5 of 1-5) / scored answers, the latest of each ticket',
  topic: 'csat',
  rank: 1,
  unit: 'ratio',
  better: 'higher',
  empty: 'no_responses',
  methods: ['top2'],
  from: csatAnswers,
  fold: share(),
  observe: ({ score, scale }) => (score === null ? null : isSatisfied(score, scale)),
  caveat: ({ scale }) => cutCaveat('csat', scale),
});
