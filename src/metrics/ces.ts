import { share } from '../calculator/fold.ts';
import { cesAnswers, defineMetric } from '../records/dataset.ts';
import { cutCaveat, isEasy } from '../records/scales.ts';

/** CES 1.0 asked for effort, where low is good: the direction is a column of the export, and turns the boxes round. */
export default defineMetric({
  id: 'ces',
  title: 'Customer effort: found it easy (CES)',
  question: 'What share of the customers found it easy to get help?',
  formula: 'answers that agree it was easy (5-7 of 1-7) / scored answers, the latest of each respondent',
  topic: 'ces',
  rank: 1,
  unit: 'ratio',
  better: 'higher',
  empty: 'no_responses',
  methods: ['agree'],
  from: cesAnswers,
  fold: share(),
  observe: ({ score, scale, direction }) => (score === null ? null : isEasy(score, scale, direction)),
  caveat: ({ scale }) => cutCaveat('ces', scale),
});
