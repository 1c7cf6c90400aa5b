import { share } from '../calculator/fold.ts';
import { type Contract, outcomeOf } from '../records/contract.ts';
import { contracts, defineMetric } from '../records/dataset.ts';
import type { Settings } from '../records/settings.ts';

const CAVEATS = { pending: 'renewal/pending', monthly: 'renewal/month-to-month' } as const;

/** Of contracts, not of customers. What nobody knows yet is in neither number, and is told of. */
export default defineMetric({
  id: 'renewal_rate',
  title: 'Renewal rate',
  question: 'How many of the contracts that were due did customers renew?',
  formula: 'contracts renewed / contracts whose term ends in the period and that are decided; none by the month',
  topic: 'renewals',
  rank: 1,
  unit: 'ratio',
  better: 'higher',
  empty: 'no_renewals_due',
  from: contracts,
  fold: share(),
  observe(contract, _, { settings }) {
    const outcome = outcomeOf(contract, settings);
    return outcome === 'renewed' || outcome === 'lost' ? outcome === 'renewed' : null;
  },
  caveat(contract: Contract, _, { settings }: { readonly settings: Settings }) {
    const outcome = outcomeOf(contract, settings);
    if (outcome === 'lost' && contract.goesOn && contract.renewed === null) return 'renewal/ran-on';
    return outcome === 'pending' || outcome === 'monthly' ? CAVEATS[outcome] : null;
  },
  lacks: (facts) => (facts.has('subscriptions', 'term_end') ? null : 'no_term_end'),
});
