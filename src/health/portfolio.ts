import type { Day } from '../calculator/calendar.ts';
import type { Account } from '../records/account.ts';
import type { Band } from '../records/health.ts';
import { seatsOf } from './components/adoption.ts';
import type { HealthConfig } from './config.ts';
import type { CustomerHistory, History } from './history.ts';
import { SILENT_DAYS } from './contact.ts';
import { changesSince, reasonsOf } from './reasons.ts';
import type { Score } from './score.ts';

/** A customer in the list of those to look after. */
export interface Entry {
  readonly customer_id: string;
  readonly name: string | null;
  readonly rep: string | null;
  /** In whole minor units. */
  readonly mrr: { readonly currency: string | null; readonly cents: number } | null;
  readonly score: number | null;
  readonly band: Band;
  readonly coverage: number;
  readonly low: number;
  readonly high: number;
  /** At the close it is compared with; null where it was no customer then. */
  readonly previous: number | null;
  readonly contributions: Readonly<Record<string, number>>;
  /** By component, what the score moved by since the previous one. */
  readonly changes: Readonly<Record<string, number>> | null;
  readonly components: readonly {
    readonly component: string;
    readonly weight: number;
    readonly score: number | null;
    readonly reason: string | null;
    readonly why: string;
  }[];
  /** How many components are known. */
  readonly known: number;
  readonly profile: string | null;
  readonly overrides: readonly string[];
  readonly reasons: readonly string[];
  /** Since its last ticket, answer or use; null where the exports do not tell. */
  readonly daysSinceContact: number | null;
}

type Scored = Score & { readonly customer: CustomerHistory };

interface Around {
  readonly before: ReadonlyMap<string, Score>;
  readonly ownerOf: (customer: string, account: Account | null) => string | null;
  readonly mrrOf: (account: Account | null) => Entry['mrr'];
  readonly silenceOf: (customer: CustomerHistory) => number | null;
}

/** Who is at risk comes first, then who may be, then who is not known; of each, who pays the most. */
const ORDER: Readonly<Record<Band, number>> = { red: 0, yellow: 1, unknown: 2, green: 3 };

/** The customers of a day as a list. */
export function entriesOf(scores: readonly Scored[], around: Around): Entry[] {
  return scores
    .map((score) => entryOf(score, around))
    .toSorted(
      (a, b) =>
        ORDER[a.band] - ORDER[b.band] ||
        (b.mrr?.cents ?? -1) - (a.mrr?.cents ?? -1) ||
        (a.score ?? 101) - (b.score ?? 101) ||
        (a.customer_id < b.customer_id ? -1 : 1),
    );
}

/** One customer of that list. */
export function entryOf(now: Scored, { before, ownerOf, mrrOf, silenceOf }: Around): Entry {
  const days = silenceOf(now.customer);
  const { customer, account } = now.customer;
  const then = before.get(customer);
  const isComparable = now.score !== null && then !== undefined && then.score !== null;
  return {
    customer_id: customer,
    name: account?.details?.name ?? null,
    rep: ownerOf(customer, account),
    mrr: mrrOf(account),
    score: now.score,
    band: now.band,
    coverage: now.coverage,
    low: now.low,
    high: now.high,
    previous: then?.score ?? null,
    contributions: Object.fromEntries(
      now.parts
        .filter(({ score, contribution }) => score !== null || contribution !== 0)
        .map(({ name, contribution }) => [name, contribution + 0]),
    ),
    changes: isComparable ? changesSince(now, then) : null,
    components: now.parts.map(({ name: component, weight, score, reason, why }) => ({
      component,
      weight,
      score,
      reason,
      why,
    })),
    known: now.parts.filter(({ score }) => score !== null).length,
    profile: now.profile,
    overrides: now.overrides,
    reasons: [...reasonsOf(now), ...(days !== null && days >= SILENT_DAYS ? [silence(days)] : [])],
    daysSinceContact: days,
  };
}

const silence = (days: number): string => `no ticket, answer or use for ${days} days`;

/** A customer who may want more: green, and most of its seats in use. */
export interface Candidate extends Pick<Entry, 'customer_id' | 'name' | 'rep' | 'mrr' | 'score'> {
  readonly active_seats: number;
  readonly seats: number;
}

/** Those of the list, who uses the most of its seats first. */
export function candidatesOf(
  entries: readonly Entry[],
  scores: readonly Scored[],
  history: History,
  { day, config }: { readonly day: Day; readonly config: HealthConfig },
): Candidate[] {
  const seats = new Map(
    scores.map(({ customer }) => [customer.customer, seatsOf({ customer, history, day, config, trends: true })]),
  );
  return entries
    .flatMap(({ customer_id, name, rep, mrr, score, band }) => {
      const use = seats.get(customer_id) ?? null;
      if (band !== 'green' || use === null || use.active / use.seats < config.targets.seatUse) return [];
      return [{ customer_id, name, rep, mrr, score, active_seats: use.active, seats: use.seats }];
    })
    .toSorted(
      (a, b) => b.active_seats / b.seats - a.active_seats / a.seats || (a.customer_id < b.customer_id ? -1 : 1),
    );
}
