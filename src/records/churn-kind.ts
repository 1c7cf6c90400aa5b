import type { Day } from '../calculator/calendar.ts';
import { contains, type Period } from '../calculator/period.ts';
import type { Account } from './account.ts';
import { type Labelled, NONE, segmentBy } from './dimension.ts';
import { wordOf } from './fields.ts';
import type { Subscription } from './row.ts';

type ChurnKind = 'voluntary' | 'involuntary' | 'unknown';

/**
 * Reasons of the billing, not of the customer: those of Stripe, Chargebee and Recurly, and plain words for them. Any
 * other reason is the customer's own (METRICS.md 2.7).
 */
const INVOLUNTARY: ReadonlySet<string> = new Set([
  'involuntary',
  'non payment',
  'nonpayment',
  'not paid',
  'unpaid',
  'payment failed',
  'payment failure',
  'failed payment',
  'payment declined',
  'payment disputed',
  'past due',
  'delinquent',
  'delinquency',
  'dunning',
  'no card',
  'card declined',
  'card expired',
  'expired card',
  'insufficient funds',
  'chargeback',
  'fraud',
  'fraud review failed',
  'tax location invalid',
  'tax calculation failed',
  'non compliant customer',
  'non compliant eu customer',
  'currency incompatible with gateway',
]);
const UNKNOWN: ReadonlySet<string> = new Set(['unknown', 'n a', 'none', 'not given', 'not specified']);

/** Why a subscription is gone: by its state, else by its reason. Without either it is unknown, and not voluntary. */
function kindOf({ status, cancel_reason: reason }: Subscription): ChurnKind {
  if (status === 'unpaid' || status === 'past_due') return 'involuntary';
  if (status === 'paused') return 'voluntary';
  if (reason === null) return 'unknown';
  const word = wordOf(reason);
  return INVOLUNTARY.has(word) ? 'involuntary' : UNKNOWN.has(word) ? 'unknown' : 'voluntary';
}

/** How a customer left on a day: as the largest subscription did that ended then. */
function kindOn({ rows }: Account, day: Day): ChurnKind {
  let largest = -1;
  let kind: ChurnKind = 'unknown';
  for (const row of rows) {
    const ended = row.terms.find(({ until }) => until === day);
    if (ended === undefined) continue;
    const cents = ended.cents ?? 0;
    const own = kindOf(row);
    // Of two of one size the order of the rows must not decide.
    if (cents > largest || (cents === largest && own < kind)) kind = own;
    largest = Math.max(largest, cents);
  }
  return kind;
}

/** The segment of a customer by how they left in the period, the last time if they did so twice. */
function segmentOf(account: Account, period: Period): string {
  const last = account.turns.findLast(({ kind, day }) => kind === 'churn' && contains(period, day));
  return last === undefined ? NONE : kindOn(account, last.day);
}

/** What `--by churn_kind` splits by. Where an export has a column of that name it is the column. */
export class ChurnKinds {
  readonly #index: number;
  readonly #byColumn: (row: unknown, period: Period) => string;
  #isColumn = false;

  constructor(index: number) {
    this.#index = index;
    this.#byColumn = segmentBy(index);
  }

  /** Whether an export had the column. */
  get isColumn(): boolean {
    return this.#isColumn;
  }

  readonly segment = (row: unknown, period: Period): string => {
    const { account } = row as Labelled;
    const rows = [row as Labelled, ...(account?.rows ?? []), ...(account?.details ? [account.details] : [])];
    if (rows.some(({ labels }) => labels?.[this.#index] !== undefined)) this.#isColumn = true;
    else if (account !== null) return segmentOf(account, period);
    return this.#byColumn(row, period);
  };
}
