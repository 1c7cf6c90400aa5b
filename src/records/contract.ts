import type { Day } from '../calculator/calendar.ts';
import type { Account } from './account.ts';
import type { Settings } from './settings.ts';
import type { Commitment, Subscription, Term } from './row.ts';

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
  /** The row that took over after it had ended: its first day, and its MRR (null: not known in this currency). */
  readonly next: { readonly from: Day; readonly cents: number | null } | null;
}

/** How long before its end a contract is renewed: the quarter in which vendors ask for it. */
const EARLY_DAYS = 92;

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
  for (const row of rows) {
    const { commitment, currency, labels } = row;
    if (commitment === undefined) continue;
    const { due } = commitment;
    const follower = next.get(row);
    if (follower?.commitment?.due === due) continue;
    const goesOn = endOf(row) > due;
    const last = termAt(row, Math.min(due, endOf(row)) - 1);
    if (last === undefined || last.cents === 0) continue;
    const heir = goesOn ? undefined : heirOf(row, due, next);
    yield {
      ...commitment,
      account,
      currency,
      labels,
      cents: last.cents,
      after: termAt(row, due)?.cents ?? null,
      goesOn,
      next: heir === undefined ? null : { from: beginOf(heir), cents: amountOf(heir, due, currency) },
    };
  }
}

/**
 * Which row took over from which: each row follows at most one that had ended by its first day, of the same
 * subscription before one of the same plan before any other, the one that ended last among those. A row that follows
 * none may have taken over early, from one of the same plan that it overlaps with by no more than the last months of it
 * and outlives: longer ones are bought beside each other.
 */
function successors(rows: readonly Subscription[]): Map<Subscription, Subscription> {
  const next = new Map<Subscription, Subscription>();
  const later: Subscription[] = [];
  for (const row of rows) {
    const kin = (other: Subscription): number =>
      row.subscription_id !== null && other.subscription_id === row.subscription_id
        ? 2
        : Number(row.plan !== null && other.plan === row.plan);
    const [closest] = rows
      .filter((other) => beginOf(other) < beginOf(row) && endOf(other) <= beginOf(row) && !next.has(other))
      .toSorted((a, b) => kin(b) - kin(a) || endOf(b) - endOf(a));
    if (closest === undefined) later.push(row);
    else next.set(closest, row);
  }
  for (const row of later) {
    const early = rows.find((other) => !next.has(other) && isEarly(row, other));
    if (early !== undefined) next.set(early, row);
  }
  return next;
}

function isEarly(row: Subscription, other: Subscription): boolean {
  const [from, end] = [beginOf(row), endOf(other)];
  const overlaps = beginOf(other) < from && from < end && end < endOf(row);
  return overlaps && row.plan === other.plan && end - from <= EARLY_DAYS;
}

/** The row that is paid on the day a contract is due, or the first one after it, where the contract had ended. */
function heirOf(row: Subscription, due: Day, next: ReadonlyMap<Subscription, Subscription>): Subscription | undefined {
  let heir = next.get(row);
  while (heir !== undefined && endOf(heir) <= due) heir = next.get(heir);
  return heir;
}

/** MRR of a row on a day, or on its first one when that is later; null in another currency: those are never added. */
function amountOf(row: Subscription, due: Day, currency: string | null): number | null {
  return row.currency === currency ? (termAt(row, Math.max(due, beginOf(row)))?.cents ?? null) : null;
}

const beginOf = ({ terms }: Subscription): Day => terms[0]?.from ?? Infinity;
const endOf = ({ terms }: Subscription): Day => terms.at(-1)?.until ?? Infinity;
const termAt = ({ terms }: Subscription, day: Day): Term | undefined =>
  terms.find(({ from, until }) => from <= day && (until === null || until > day));

/** By first day; the order of rows in an export must not decide. */
const inOrder = (a: Subscription, b: Subscription): number =>
  beginOf(a) - beginOf(b) || (nameOf(a) < nameOf(b) ? -1 : 1);
const nameOf = ({ subscription_id, plan, labels, terms }: Subscription): string =>
  JSON.stringify([subscription_id, plan, labels, terms]);

/**
 * METRICS.md 2.12: what the export says of a contract outright counts most. Where it says nothing, service that goes on
 * past the day due is a renewal, unless the contract does not renew itself; a contract that ended is renewed when
 * another one begins within the days of grace, and lost once they are over.
 */
export function outcomeOf(
  { isMonthly, renewed, due, goesOn, next, autoRenew, isTold }: Contract,
  { asOf, renewalGrace }: Pick<Settings, 'asOf' | 'renewalGrace'>,
): Outcome {
  if (isMonthly) return 'monthly';
  if (renewed !== null) return renewed ? 'renewed' : 'lost';
  if (!goesOn) {
    if (next !== null && next.from <= due + renewalGrace) return 'renewed';
    return asOf > due + renewalGrace ? 'lost' : 'pending';
  }
  return asOf >= due && (autoRenew ?? !isTold) ? 'renewed' : 'pending';
}

/** What a contract was worth and is worth now, in whole minor units; null when it is undecided or an amount is unknown. */
export function amountsOf(
  contract: Contract,
  settings: Pick<Settings, 'asOf' | 'renewalGrace'>,
): { readonly before: number; readonly now: number } | null {
  const { cents: before, goesOn, after, next } = contract;
  const outcome = outcomeOf(contract, settings);
  const now = outcome === 'lost' ? 0 : outcome !== 'renewed' ? null : goesOn ? after : (next?.cents ?? null);
  return before === null || now === null ? null : { before, now };
}
