import { ratio } from '../calculator/fold.ts';
import { type Ledger, mrrAt, openingOf } from '../records/account.ts';
import { movementsBySubscription } from '../records/by-subscription.ts';
import { defineMetric, defineVariant, ledgers } from '../records/dataset.ts';
import type { Period } from '../calculator/period.ts';
import { needsAmounts } from '../records/money.ts';
import { movedIn, movementOver } from '../records/movements.ts';

function beside(ledger: Ledger, period: Period, part: number) {
  const whole = mrrAt(ledger, openingOf(period));
  return whole > 0 || part > 0 ? { unit: ledger.account.index, part, whole } : null;
}

export default defineMetric({
  id: 'mrr_expansion_rate',
  title: 'MRR expansion rate',
  question: 'How large is expansion beside the MRR we began with?',
  formula: 'expansion MRR / MRR at the start',
  topic: 'mrr',
  rank: 10,
  unit: 'ratio',
  better: 'higher',
  empty: 'no_opening_customers',
  methods: ['daily'],
  parts: { numerator: 'money', denominator: 'money' },
  from: ledgers,
  fold: ratio(),
  observe(ledger, period) {
    return beside(ledger, period, movedIn(ledger.movements, period, ['expansion']));
  },
  lacks: needsAmounts,
  variants: {
    period: defineVariant({
      formula: 'expansion MRR from the start to the end / MRR at the start',
      observe(ledger: Ledger, period) {
        const over = movementOver(ledger, period);
        return beside(ledger, period, over?.kind === 'expansion' ? over.cents : 0);
      },
    }),
    subscription: defineVariant({
      formula: 'expansion MRR of subscriptions / MRR at the start',
      observe(ledger: Ledger, period) {
        const all = Array.from(movementsBySubscription([ledger.account]));
        const own = all.filter(({ currency }) => currency === ledger.currency);
        return beside(ledger, period, movedIn(own, period, ['expansion']));
      },
    }),
  },
});
