import type { Day } from '../calculator/calendar.ts';
import type { Account } from './account.ts';
import type { Settings } from './settings.ts';
import type { Commitment, Subscription, Term } from './row.ts';
import { beginOf, endOf, successors } from './successors.ts';

/** A contract that is due for renewal, and what became of it. */
export interface Contract extends Commitment {
  readonly account: Account;
  readonly currency: string | null;
  readonly labels: Subscription['labels'];
  /** MRR in whole minor units on the last day it was paid before it was due; null when the export has no amounts. */
  readonly cents: number | null;
  /** MRR on the day it was due; null when it is not paid then, or the export has no amounts. */
  readonly after: number | null;
  /** Whether service went on past the day it was due. */
  readonly goesOn: boolean;
  /** The first day without service; infinity while it runs. */
  readonly end: Day;
  /** The row that took over: its first day, and its MRR (null: not known in this currency). */
  readonly next: { readonly from: Day; readonly cents: number | null } | null;
}

/** What became of a contract. Pending: as of the day asked, nobody knows. */
type Outcome = 'renewed' | 'lost' | 'pending' | 'monthly';

/**
 * The contracts of accounts: rows with a renewal date that paid anything before it. A row that another one with the
 * same renewal date took over from is an earlier version of that contract, not one of its own.
 */
export function contractsOf(accounts: Iterable<Account>): Contract[] {
  const contracts: Contract[] = [];
  for (const account of accounts) {
    if (account.rows.some(({ commitment }) => commitment !== undefined)) contracts.push(...contractsIn(account));
  }
  return contracts;
}

function* contractsIn(account: Account): Generator<Contract> {
  const rows = account.rows.filter(({ terms }) => terms.length > 0).toSorted(inOrder);
  const next = successors(rows);
  // Of a contract in several versions the last one may be short: it is as long as the longest of them.
  const long = new Set<Subscription>();
  for (const row of rows) {
    const { commitment, currency, labels } = row;
    if (commitment === undefined) continue;
    const { due } = commitment;
    const isMonthly = commitment.isMonthly && !long.has(row);
    const follower = next.get(row);
    if (follower?.commitment?.due === due) {
      if (!isMonthly) long.add(follower);
      continue;
    }
    const end = endOf(row);
    const last = termAt(row, Math.min(due, end) - 1);
    if (last === undefined || last.cents === 0) continue;
    const heir = heirOf(row, due, next);
    yield {
      ...commitment,
      isMonthly,
      account,
      currency,
      labels,
      cents: last.cents,
      after: termAt(row, due)?.cents ?? null,
      goesOn: end > due,
      end,
      next: heir === undefined ? null : { from: beginOf(heir), cents: amountOf(heir, due, currency) },
    };
  }
}

/** The row that takes over from a contract and is paid on the day it is due, or the first one after that. */
function heirOf(row: Subscription, due: Day, next: ReadonlyMap<Subscription, Subscription>): Subscription | undefined {
  let heir = next.get(row);
  while (heir !== undefined && endOf(heir) <= due) heir = next.get(heir);
  return heir;
}

/** MRR of a row on a day, or on its first one when that is later; null in another currency: those are never added. */
function amountOf(row: Subscription, due: Day, currency: string | null): number | null {
  return row.currency === currency ? (termAt(row, Math.max(due, beginOf(row)))?.cents ?? null) : null;
}

const termAt = ({ terms }: Subscription, day: Day): Term | undefined =>
  terms.find(({ from, until }) => from <= day && (until === null || until > day));

/** By first day; the order of rows in an export must not decide. */
const inOrder = (a: Subscription, b: Subscription): number =>
  beginOf(a) - beginOf(b) || (nameOf(a) < nameOf(b) ? -1 : 1);
const nameOf = ({ subscription_id, plan, labels, terms }: Subscription): string =>
  JSON.stringify([subscription_id, plan, labels, terms]);

/**
 * METRICS.md 2.12: what the export says of a contract outright counts most. Where it says nothing, service that goes on
 * past the day due is a renewal, unless the contract does not renew itself. Any other is renewed when another row takes
 * over within the days of grace; lost once they are over and service has ended, be it months after the day due.
 */
export function outcomeOf(
  contract: Contract,
  { asOf, renewalGrace }: Pick<Settings, 'asOf' | 'renewalGrace'>,
): Outcome {
  const { isMonthly, renewed, due, end, next } = contract;
  if (isMonthly) return 'monthly';
  if (renewed !== null) return renewed ? 'renewed' : 'lost';
  if (renewsItself(contract)) return asOf >= due ? 'renewed' : 'pending';
  const lastDay = due + renewalGrace;
  if (next !== null && next.from <= lastDay) return 'renewed';
  return asOf > lastDay && asOf >= end ? 'lost' : 'pending';
}

/** Whether service past the day due is the renewal. */
const renewsItself = ({ goesOn, autoRenew, isTold }: Contract): boolean => goesOn && (autoRenew ?? !isTold);

/** What a contract was worth and is worth now, in whole minor units; null when it is undecided or an amount is unknown. */
export function amountsOf(
  contract: Contract,
  settings: Pick<Settings, 'asOf' | 'renewalGrace'>,
): { readonly before: number; readonly now: number } | null {
  const { cents: before, goesOn, due, after, next } = contract;
  const outcome = outcomeOf(contract, settings);
  // What goes on beside its successor for a while is renewed for what that costs.
  const isNext = !goesOn || (!renewsItself(contract) && next !== null && next.from <= due + settings.renewalGrace);
  const now = outcome === 'lost' ? 0 : outcome !== 'renewed' ? null : isNext ? (next?.cents ?? null) : after;
  return before === null || now === null ? null : { before, now };
}
