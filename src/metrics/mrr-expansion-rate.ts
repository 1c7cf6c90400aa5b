import { ratio } from '../calculator/fold.ts';
import { mrrAt, openingOf } from '../records/account.ts';
import { defineMetric, ledgers } from '../records/dataset.ts';
import { contains } from '../calculator/period.ts';
import { needsAmounts } from '../records/money.ts';

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
  parts: { numerator: 'money', denominator: 'money' },
  from: ledgers,
  fold: ratio(),
  observe(ledger, period) {
    const whole = mrrAt(ledger, openingOf(period));
    const part = ledger.movements.reduce(
      (sum, { kind, day, cents }) => (kind === 'expansion' && contains(period, day) ? sum + cents : sum),
      0,
    );
    return whole > 0 || part > 0 ? { unit: ledger.account.index, part, whole } : null;
  },
  lacks: needsAmounts,
});
