import type { Day } from '../../calculator/calendar.ts';
import type { Band } from '../../records/health.ts';
import { type Horizon, outcomeOf } from './snapshots.ts';

/** What is known of a customer at the close of a day, from what was dated up to then. */
export interface Scored {
  readonly score: number | null;
  readonly band: Band;
  /** Sub-scores of 0 to 100 in the order of the components' names. */
  readonly components: readonly (number | null)[];
  /** In minor units of its currency; null where it is not known, or of several currencies. */
  readonly mrr: { readonly cents: number; readonly currency: string | null } | null;
  /** Days since it last did anything; null where nothing tells. */
  readonly idle: number | null;
}

/** A customer as a backtest looks at it. */
export interface Subject {
  /** Its place in the order of customer ids. */
  readonly index: number;
  /** The first day it ever paid. */
  readonly began: Day;
  /** First days without service. */
  readonly churnDays: readonly Day[];
  isActiveAt(day: Day): boolean;
  /** Null where nothing can be said at all. */
  scoreAt(day: Day): Scored | null;
}

/** A customer at a snapshot, and what became of it. */
export interface Observation extends Scored {
  readonly customer: number;
  readonly snapshot: Day;
  readonly churned: boolean;
  /** The first day without service. */
  readonly churnDay: Day | null;
}

/** Customers at snapshots that are left out, by reason. */
export interface LeftOut {
  readonly too_young: number;
  readonly churned_in_lead: number;
}

/** Customers active at the close of each snapshot and at least so old, by snapshot, then by customer. */
export function observe(
  subjects: readonly Subject[],
  snapshots: readonly Day[],
  ahead: Horizon & { readonly minAge: number },
): { readonly observations: Observation[]; readonly leftOut: LeftOut } {
  const observations: Observation[] = [];
  const leftOut = { too_young: 0, churned_in_lead: 0 };
  for (const snapshot of snapshots) {
    for (const subject of subjects) {
      if (!subject.isActiveAt(snapshot)) continue;
      const outcome = outcomeOf(subject.churnDays, snapshot, ahead);
      if (snapshot - subject.began < ahead.minAge) leftOut.too_young++;
      else if (outcome.kind === 'too-late') leftOut.churned_in_lead++;
      else observations.push(observation(subject, snapshot, outcome.kind === 'churned' ? outcome.day : null));
    }
  }
  return { observations, leftOut };
}

const NOTHING: Scored = { score: null, band: 'unknown', components: [], mrr: null, idle: null };

function observation(subject: Subject, snapshot: Day, churnDay: Day | null): Observation {
  const scored = subject.scoreAt(snapshot) ?? NOTHING;
  return { ...scored, customer: subject.index, snapshot, churned: churnDay !== null, churnDay };
}

/** Those that have a score. */
export const scoredOf = (observations: readonly Observation[]): Observation[] =>
  observations.filter(({ score }) => score !== null);

/** How many customers left after one of their snapshots, and how many after none. */
export function countSides(observations: readonly Pick<Observation, 'customer' | 'churned'>[]): {
  readonly churners: number;
  readonly stayers: number;
} {
  const all = new Set(observations.map(({ customer }) => customer));
  const churners = new Set(observations.filter(({ churned }) => churned).map(({ customer }) => customer));
  return { churners: churners.size, stayers: all.size - churners.size };
}
