import { netShare, share } from '../calculator/fold.ts';
import { meanScore } from '../calculator/means.ts';
import { cesAnswers, defineMetric, defineVariant } from '../records/dataset.ts';
import type { Survey } from '../records/row.ts';
import { cutCaveat, easiness, effortOn, isEasy } from '../records/scales.ts';

/** CES 1.0 asked for effort, where low is good: the direction of the row, else that of the run, turns the boxes round. */
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
  emptied: { 'survey/no-cut': 'no_cut', 'survey/off-scale': 'no_cut' },
  methods: ['agree'],
  titleWith: ({ direction }) =>
    direction === 'effort' ? 'Customer effort: found it easy, asked as effort (CES)' : null,
  from: cesAnswers,
  fold: share(),
  observe: ({ score, scale, direction }, _, { settings }) =>
    score === null ? null : isEasy(score, scale, direction ?? settings.direction),
  caveat: ({ scale }) => cutCaveat('ces', scale),
  variants: {
    mean: defineVariant({
      formula: 'sum of the scores / scored answers, the latest of each respondent; asked as effort, low is good',
      unit: 'score',
      fold: meanScore(),
      observe: (answer: Survey, _, { settings }) => effortOn(answer, settings.direction),
      caveat: () => null,
    }),
    // Mopinion's net effort score, the index of CYS.
    net: defineVariant({
      formula: '(answers that found it easy - that found it hard) / scored answers; 5-7 and 1-3 of 1-7',
      fold: netShare(),
      observe: ({ score, scale, direction }: Survey, _, { settings }) =>
        score === null ? null : easiness(score, scale, direction ?? settings.direction),
    }),
  },
});
