import { netShare, share } from '../calculator/fold.ts';
import { meanPortion, meanScore, type Portion } from '../calculator/means.ts';
import { weightedIndex } from '../calculator/weighted-index.ts';
import { acsiAnswers, csatAnswers, defineMetric, defineVariant } from '../records/dataset.ts';
import type { Survey } from '../records/row.ts';
import { cutCaveat, isSatisfied, satisfaction, scoredOn, STARS } from '../records/scales.ts';

/** How far up its scale an answer is; null where there is none. */
function portionOf({ score, scale }: Survey): Portion | null {
  const { min, max } = scale ?? STARS;
  return score === null || min >= max ? null : { part: score - min, of: max - min };
}

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
  emptied: { 'survey/no-cut': 'no_cut', 'survey/off-scale': 'no_cut' },
  methods: ['top2'],
  from: csatAnswers,
  fold: share(),
  observe: ({ score, scale }, _, { settings }) =>
    score === null ? null : isSatisfied(score, scale, settings.satisfiedMin),
  caveat: ({ scale }, _, { settings }) => cutCaveat('csat', scale, settings.satisfiedMin),
  variants: {
    'top-box': defineVariant({
      formula: 'answers in the top box (5 of 1-5) / scored answers, the latest of each ticket',
      observe: ({ score, scale }: Survey) => (score === null ? null : score === (scale ?? STARS).max),
      caveat: () => null,
    }),
    // Delighted's stars.
    mean: defineVariant({
      formula: 'sum of the scores / scored answers, the latest of each ticket',
      unit: 'score',
      fold: meanScore(),
      observe: (answer: Survey) => scoredOn(answer, STARS),
      caveat: () => null,
    }),
    // Pisano, SmartSurvey: answers of several scales can be put together.
    'scaled-mean': defineVariant({
      formula: 'mean of (score - lowest) / (highest - lowest) of the scale, the latest answer of each ticket',
      fold: meanPortion(),
      observe: portionOf,
      caveat: () => null,
    }),
    net: defineVariant({
      formula: '(satisfied - dissatisfied answers) / scored answers; 4-5 and 1-2 of 1-5, the latest of each ticket',
      fold: netShare(),
      observe: ({ score, scale }: Survey, _, { settings }) =>
        score === null ? null : satisfaction(score, scale, settings.satisfiedMin),
    }),
    acsi: defineVariant({
      formula: '100 x the weighted mean over three questions of each mean of (score - lowest) / (highest - lowest)',
      unit: 'score',
      empty: 'no_three_questions',
      from: acsiAnswers,
      fold: weightedIndex(3),
      observe(answer: Survey, _, { settings: { acsiWeights } }) {
        const portion = portionOf(answer);
        const { question, respondent_id, response_id, ticket_id } = answer;
        if (question === null || portion === null) return null;
        const weight = acsiWeights === null ? 1 : acsiWeights.get(question);
        return weight === undefined
          ? null
          : { ...portion, question, weight, unit: respondent_id ?? response_id ?? ticket_id };
      },
      caveat: () => null,
      lacks: (facts) => (facts.has('surveys', 'question') ? null : 'no_questions'),
    }),
  },
});
