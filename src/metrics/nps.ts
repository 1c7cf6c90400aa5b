import { net } from '../calculator/fold.ts';
import { meanOfMeans } from '../calculator/means.ts';
import { defineMetric, defineVariant, npsAnswers } from '../records/dataset.ts';
import type { Survey } from '../records/row.ts';
import { npsGroup } from '../records/scales.ts';

export default defineMetric({
  id: 'nps',
  title: 'Net promoter score (NPS)',
  question: 'How likely are customers to recommend us?',
  formula:
    '100 x (promoters - detractors) / scored answers, the latest of each respondent; promoters 9-10, detractors 0-6',
  topic: 'nps',
  rank: 1,
  unit: 'points',
  better: 'higher',
  empty: 'no_responses',
  from: npsAnswers,
  fold: net(),
  observe: ({ score }) => (score === null ? null : npsGroup(score)),
  variants: {
    // One large account with many answers does not outweigh the others.
    account: defineVariant({
      formula: "100 x mean over customers of the mean of each customer's answers: promoter 1, passive 0, detractor -1",
      fold: meanOfMeans(100),
      observe: ({ score, customer_id: unit }: Survey) =>
        score === null || unit === null ? null : { unit, value: npsGroup(score) },
      caveat: ({ customer_id }: Survey) => (customer_id === null ? 'survey/no-customer' : null),
      lacks: (facts) => (facts.has('surveys', 'customer_id') ? null : 'no_customer_ids'),
    }),
  },
});
