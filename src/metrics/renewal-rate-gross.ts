import { ratio } from '../calculator/fold.ts';
import { amountsOf, outcomeOf } from '../records/contract.ts';
import { contractAmounts, defineMetric } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

/** The minimum is taken contract by contract: a larger renewal does not make up for a lost one. */
export default defineMetric({
  id: 'renewal_rate_gross',
  title: 'Renewal rate, gross MRR',
  question: 'How much of the MRR that was due did customers renew, expansion left out?',
  formula: 'sum over the contracts due of the smaller of their MRR before and after / their MRR before',
  topic: 'renewals',
  rank: 2,
  unit: 'ratio',
  better: 'higher',
  empty: 'no_renewals_due',
  parts: { numerator: 'money', denominator: 'money' },
  from: contractAmounts,
  fold: ratio(),
  observe(contract, _, { settings }) {
    const amounts = amountsOf(contract, settings);
    if (amounts === null) return null;
    const { before, now } = amounts;
    return { unit: contract.account.index, part: Math.min(before, now), whole: before };
  },
  caveat: (contract, _, { settings }) =>
    contract.cents !== null && outcomeOf(contract, settings) === 'renewed' && amountsOf(contract, settings) === null
      ? 'renewal/no-amount'
      : null,
  lacks: (facts) => (facts.has('subscriptions', 'term_end') ? needsAmounts(facts) : 'no_term_end'),
});
