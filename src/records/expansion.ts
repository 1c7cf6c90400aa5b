import { total } from '../calculator/fold.ts';
import type { AnyMetric, Facts } from '../calculator/metric.ts';
import type { Movement } from './account.ts';
import { defineMetric, movements } from './dataset.ts';
import { needsAmounts } from './money.ts';
import { type Reason, REASONS, reasonsOf } from './reasons.ts';
import type { Settings } from './settings.ts';

/** Why the exports cannot tell a reason from others: they lack a column. */
const column = (field: string, reason: string) => (facts: Facts) => (facts.has('subscriptions', field) ? null : reason);
const LACKS: Readonly<Record<Reason, readonly ReturnType<typeof column>[]>> = {
  upsell: [column('plan', 'no_plans')],
  seats: [column('quantity', 'no_quantities')],
  cross_sell: [],
  price: [column('plan', 'no_plans'), column('quantity', 'no_quantities')],
  discount_end: [column('discount_end', 'no_discount_end')],
  other: [],
};

/** The metric of one reason: they are shown with `--reasons`, and add up to expansion MRR. */
export const expansionBy = (
  reason: Reason,
  { title, question, formula }: Readonly<Record<'title' | 'question' | 'formula', string>>,
): AnyMetric<Settings> =>
  defineMetric<Movement, number>({
    id: `mrr_expansion_${reason}`,
    title,
    question,
    formula: `with --reasons: ${formula}`,
    topic: 'mrr',
    rank: FIRST_RANK + REASONS.indexOf(reason),
    only: 'reasons',
    unit: 'money',
    better: 'higher',
    empty: 'no_customers',
    from: movements,
    fold: total(),
    observe: (movement) => (movement.kind === 'expansion' ? reasonsOf(movement).get(reason) || null : null),
    lacks: (facts) => [needsAmounts, ...LACKS[reason]].map((each) => each(facts)).find((each) => each !== null) ?? null,
  });
const FIRST_RANK = 16;
