import { net } from '../calculator/fold.ts';
import { meanOfMeans } from '../calculator/means.ts';
import type { Period } from '../calculator/period.ts';
import { weightedMean } from '../calculator/weighted.ts';
import { mrrAt } from '../records/account.ts';
import { defineMetric, defineVariant, npsAnswers } from '../records/dataset.ts';
import { decimalsOf, needsAmounts } from '../records/money.ts';
import type { Survey } from '../records/row.ts';
import { npsGroup } from '../records/scales.ts';

/** What the customer of an answer pays at the close; null where it is nobody's, or of one who pays nothing. */
function weightOf({ account }: Survey, { closeDay }: Period) {
  if (account === null) return null;
  const paid = account.ledgers.flatMap((ledger) => {
    const cents = mrrAt(ledger, closeDay);
    return cents > 0 ? [{ cents, currency: ledger.currency }] : [];
  });
  const [first] = paid;
  if (first === undefined) return null;
  return {
    unit: account.index,
    weight: paid.reduce((sum, { cents }) => sum + cents, 0),
    currencies: paid.map(({ currency }) => currency),
    scale: 10 ** decimalsOf(first.currency),
  };
}

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
    // METRICS.md 2.1. A customer's answers share what it weighs, so that many of them do not weigh more.
    'mrr-weighted': defineVariant({
      formula: "100 x the mean over customers of the mean of each customer's answers, by their MRR at the end",
      empty: 'no_paying_respondents',
      fold: weightedMean(100),
      observe(survey: Survey, period) {
        const weight = weightOf(survey, period);
        return survey.score === null || weight === null ? null : { ...weight, value: npsGroup(survey.score) };
      },
      caveat: (survey: Survey, period) => (weightOf(survey, period) === null ? 'survey/no-mrr' : null),
      joins: ['subscriptions'],
      lacks(facts) {
        if (!facts.has('surveys', 'customer_id')) return 'no_customer_ids';
        return facts.has('subscriptions', 'customer_id') ? needsAmounts(facts) : 'no_amounts';
      },
    }),
  },
});
