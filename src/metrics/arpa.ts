import { ratio } from '../calculator/fold.ts';
import { mrrAtClose } from '../records/account.ts';
import { defineMetric, ledgers } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

export default defineMetric({
  id: 'arpa',
  title: 'Average revenue per account (ARPA)',
  question: 'How much does a customer pay a month?',
  formula: 'MRR / customers, both at the close of the last day',
  topic: 'mrr',
  rank: 9,
  unit: 'money',
  better: 'higher',
  empty: 'no_customers',
  parts: { numerator: 'money' },
  from: ledgers,
  fold: ratio(),
  observe(ledger, period) {
    const part = mrrAtClose(ledger, period);
    return part > 0 ? { unit: ledger.account.index, part, whole: 1 } : null;
  },
  lacks: needsAmounts,
});
