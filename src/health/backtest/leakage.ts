import { quantileOf } from '../../calculator/bootstrap.ts';
import { dice, shuffled } from '../../calculator/random.ts';
import { type Estimate, NO_ESTIMATE } from './clusters.ts';
import type { Scored } from './observation.ts';
import { type Panel, panelOf, rankingOf, rankingOfEach, scoreOf } from './panel.ts';
import { aucOf, once } from './ranking.ts';

const SHUFFLES = 200;
/** An AUC above it is too good to be true. */
export const SUSPICIOUS = 0.95;
/** Fewer customers seen twice tell nothing of whether a component ever changes. */
const FEWEST_SEEN = 10;

/** What the self-tests found. */
export interface Leakage {
  /** AUC with the outcomes of other customers: the mean and the middle 95 % of 200 shuffles. Around 0.5, or csm errs. */
  readonly shuffled: Estimate;
  /** Whether 0.5 is among them; null where there were none. */
  readonly shuffledPasses: boolean | null;
  /** With everything known one horizon later than it was. */
  readonly shifted: Shifted;
  /** Components that differ between customers and never within one: they may have been written after the fact. */
  readonly statics: readonly string[];
  /** Components, or `score`, that tell churn too well. */
  readonly suspects: readonly { readonly name: string; readonly auc: number }[];
}

interface Shifted {
  readonly auc: number | null;
  /** Of the observations that have a score either way, the share whose score is another; null: all are alike. */
  readonly changed: number | null;
  readonly n: number;
}

/**
 * AUC when each customer has what became of another at the same snapshot. Whole customers are exchanged, as whole
 * customers are drawn elsewhere: their snapshots belong together.
 */
export function shuffledAuc(panel: Panel): Estimate {
  const { observations, customerOf, customers } = panel;
  // Where the observation of a customer at a snapshot is; -1: there is none.
  const columns = new Map<number, number>();
  const columnOf = observations.map(({ snapshot }) => {
    const known = columns.get(snapshot) ?? columns.size;
    columns.set(snapshot, known);
    return known;
  });
  const places = new Int32Array(customers * columns.size).fill(-1);
  for (const [i, column] of columnOf.entries()) places[customerOf[i]! * columns.size + column] = i;
  const ranking = rankingOfEach(panel, scoreOf);
  const numbers = Array.from({ length: customers }, (_, i) => i);
  const roll = dice();
  const weights = new Float64Array(observations.length);
  const labels = new Uint8Array(ranking.units.length);
  const aucs: number[] = [];
  for (let shuffle = 0; shuffle < SHUFFLES; shuffle++) {
    const others = shuffled(numbers, roll);
    for (let r = 0; r < labels.length; r++) {
      const own = ranking.units[r]!;
      const place = places[others[customerOf[own]!]! * columns.size + columnOf[own]!]!;
      weights[own] = place === -1 ? 0 : 1;
      labels[r] = observations[place]?.churned ? 1 : 0;
    }
    const auc = aucOf(ranking, weights, labels);
    if (Number.isFinite(auc)) aucs.push(auc);
  }
  if (aucs.length < SHUFFLES / 2) return NO_ESTIMATE;
  const sorted = Float64Array.from(aucs).toSorted();
  return {
    value: aucs.reduce((sum, auc) => sum + auc, 0) / aucs.length,
    low: quantileOf(sorted, 0.025),
    high: quantileOf(sorted, 0.975),
  };
}

/** What the same observations are scored at with everything one horizon late; `earlier[i]` is of observation i. */
export function shiftedOf({ observations }: Panel, earlier: readonly (Scored | null)[]): Shifted {
  const both = observations.flatMap((each, i) => {
    const score = earlier[i]?.score ?? null;
    return score === null || each.score === null ? [] : [{ now: each, score }];
  });
  const panel = panelOf(both.map(({ now, score }) => ({ ...now, score })));
  const auc = aucOf(rankingOf(panel, scoreOf), once(panel.customers));
  // A score that is the same for everybody all the time could not be another one.
  const isVaried = new Set(both.flatMap(({ now, score }) => [now.score, score])).size > 1;
  const changed = both.filter(({ now, score }) => now.score !== score).length;
  return {
    auc: Number.isFinite(auc) ? auc : null,
    changed: isVaried ? changed / both.length : null,
    n: both.length,
  };
}

/** The components that were the same for each customer, now and one horizon before, and are not alike for all. */
export function staticComponents(
  { observations }: Panel,
  names: readonly string[],
  earlier: readonly (Scored | null)[],
): string[] {
  return names.filter((_, c) => {
    const values = new Set<number>();
    const seen = new Set<number>();
    for (const [i, { components, customer }] of observations.entries()) {
      const [now, before] = [components[c] ?? null, earlier[i]?.components[c] ?? null];
      if (now !== null) values.add(now);
      if (now === null || before === null) continue;
      if (now !== before) return false;
      seen.add(customer);
    }
    return seen.size >= FEWEST_SEEN && values.size > 1;
  });
}
