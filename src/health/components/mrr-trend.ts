import { type Account, isPayingAt, mrrAt } from '../../records/account.ts';
import { ageOf, missing, type Outcome, QUARTER, scored, type View } from './component.ts';

/** What a customer pays against what it paid 90 days ago: 50 the same, 100 twice as much, 0 nothing. */
export function mrrTrend({ customer, day }: View): Outcome {
  const { account } = customer;
  if (account === null || account.rows.length === 0) return missing('no_subscriptions', 'no subscriptions');
  if (ageOf(customer, day) < QUARTER || !isPayingAt(account, day - QUARTER)) {
    return missing('customer_too_new', 'no MRR 90 days ago');
  }
  const sums = ledgersAt(account, day);
  const [sum, ...others] = sums;
  if (others.length > 0) return missing('mixed_currencies', 'MRR in several currencies');
  if (sum === undefined || sum.before <= 0) return missing('no_amounts', 'no amounts 90 days ago');
  const change = (sum.now - sum.before) / sum.before;
  const percent = Math.round(change * 100);
  const why = change === 0 ? 'MRR as 90 days ago' : `MRR ${percent > 0 ? '+' : ''}${percent} % in 90 days`;
  return scored(50 + 50 * change, why);
}

/** MRR 90 days ago and now, of each currency that has any. */
const ledgersAt = ({ ledgers }: Account, day: number) =>
  ledgers
    .map((ledger) => ({ before: mrrAt(ledger, day - QUARTER), now: mrrAt(ledger, day) }))
    .filter(({ before, now }) => before > 0 || now > 0);
