import type { MetricVariant } from '../calculator/metric.ts';
import { contains, type Period } from '../calculator/period.ts';
import { isPayingAt, type Ledger, type Movement, type MovementKind, mrrAt, openingOf, turnOf } from './account.ts';
import { defineVariant, ledgers, subscriptionMovements } from './dataset.ts';
import type { Settings } from './settings.ts';

// METRICS.md 2.10: the same change of MRR told in three ways. All of them add up from the opening to the close.

/** What a period did to a ledger in one step, from its opening to its close; null when nothing. */
export function movementOver(ledger: Ledger, period: Period): Pick<Movement, 'kind' | 'cents'> | null {
  const { account } = ledger;
  const opening = openingOf(period);
  const delta = mrrAt(ledger, period.closeDay) - mrrAt(ledger, opening);
  if (delta === 0) return null;
  const everPaid = (account.paying.days[0] ?? Infinity) <= opening;
  const turn = turnOf(isPayingAt(account, opening), isPayingAt(account, period.closeDay), everPaid);
  return { kind: turn ?? (delta > 0 ? 'expansion' : 'contraction'), cents: Math.abs(delta) };
}

/** The minor units of movements of some kinds within a period; 0 when there are none. */
export function movedIn(movements: Iterable<Movement>, period: Period, kinds: readonly MovementKind[]): number {
  let sum = 0;
  for (const { kind, day, cents } of movements) if (kinds.includes(kind) && contains(period, day)) sum += cents;
  return sum;
}

/** How a metric of one kind of movement is defined by the period and by the subscription. */
export const movementVariants = (
  kind: MovementKind,
  words: Readonly<Record<'period' | 'subscription', string>>,
): Readonly<Record<'period' | 'subscription', MetricVariant<unknown, unknown, Settings>>> => ({
  // Recurly and the dbt playbook: month against month.
  period: defineVariant({
    formula: words.period,
    from: ledgers,
    observe(ledger: Ledger, period) {
      const over = movementOver(ledger, period);
      return over?.kind === kind ? over.cents : null;
    },
  }),
  subscription: defineVariant({
    formula: words.subscription,
    from: subscriptionMovements,
    observe: (movement: Movement) => (movement.kind === kind ? movement.cents : null),
  }),
});
