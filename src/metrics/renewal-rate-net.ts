import { ratio } from '../calculator/fold.ts';
import { amountsOf } from '../records/contract.ts';
import { contractAmounts, defineMetric } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

/** What contracts are renewed for counts in full: it can pass 100 %. */
export default defineMetric({
  id: 'renewal_rate_net',
  title: 'Renewal rate, net MRR',
  question: 'What became of the MRR that was due, expansion included?',
  formula: 'MRR of the contracts due after the day they were due / their MRR before',
  topic: 'renewals',
  rank: 3,
  unit: 'ratio',
  better: 'higher',
  empty: 'no_renewals_due',
  parts: { numerator: 'money', denominator: 'money' },
  from: contractAmounts,
  fold: ratio(),
  observe(contract, _, { settings }) {
    const amounts = amountsOf(contract, settings);
    return amounts && { unit: contract.account.index, part: amounts.now, whole: amounts.before };
  },
  lacks: (facts) => (facts.has('subscriptions', 'term_end') ? needsAmounts(facts) : 'no_term_end'),
});
