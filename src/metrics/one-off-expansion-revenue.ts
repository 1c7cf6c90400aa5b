import { total } from '../calculator/fold.ts';
import { isPayingAt, openingOf } from '../records/account.ts';
import { charges, defineMetric } from '../records/dataset.ts';

/** Seed 003 L21 has it in Expansion MRR; it does not recur, so it stands beside it (METRICS.md 2.10). */
export default defineMetric({
  id: 'one_off_expansion_revenue',
  title: 'One-off expansion revenue',
  question: 'How much did customers pay beside what recurs?',
  formula: 'one-off charges of the period, but for setup, to customers at the start; none of it is MRR',
  topic: 'mrr',
  rank: 12,
  unit: 'money',
  better: 'higher',
  empty: 'no_customers',
  from: charges,
  fold: total(),
  observe: ({ account, cents }, period) =>
    account !== null && isPayingAt(account, openingOf(period)) ? cents || null : null,
  lacks: (facts) =>
    [
      ['payments', 'kind'] as const,
      ['payments', 'is_recurring'] as const,
      ['subscriptions', 'is_recurring'] as const,
    ].some(([table, field]) => facts.has(table, field))
      ? null
      : 'no_one_off_charges',
});
