import type { Day } from '../../calculator/calendar.ts';
import type { Estimate, Figures } from './clusters.ts';
import { countSides, type Observation } from './observation.ts';
import { type Panel, panelOf, rankingOf, scoreOf, type ValueOf } from './panel.ts';
import { aucOf, once } from './ranking.ts';
import type { Horizon } from './snapshots.ts';

export type Comparison = 'better' | 'same' | 'worse';

/** Something simpler that a score should beat, on the very observations that have both. */
export interface Baseline {
  readonly name: 'constant' | 'days_since_last_activity' | 'best_component' | 'best_component_in_hindsight' | 'payment';
  /** Which component it is. */
  readonly component: string | null;
  readonly n: number;
  readonly auc: Estimate;
  /** The AUC of the score on those observations. */
  readonly scoreAuc: Estimate;
  /** Of the score over the baseline; null without an interval of the difference. */
  readonly verdict: Comparison | null;
  /** Why there is none; one_sided: at no snapshot there are both who left and who stayed. */
  readonly reason: 'no_values' | 'one_sided' | 'too_few_earlier' | null;
}

interface Told {
  readonly name: Baseline['name'];
  readonly component: string | null;
  readonly valueOf: ValueOf;
  readonly reason: Baseline['reason'];
}

/** Takes the baselines into the figures; what it gives back tells them. */
export function addBaselines(
  panel: Panel,
  names: readonly string[],
  ahead: Horizon,
  figures: Figures,
): () => Baseline[] {
  const told = baselinesOf(panel, names, ahead).map((each) => {
    const { name, component, valueOf, reason } = each;
    const [own, score] = [rankingOf(panel, valueOf, scoreOf), rankingOf(panel, scoreOf, valueOf)];
    const auc = figures.add((weights) => aucOf(own, weights));
    const scoreAuc = figures.add((weights) => aucOf(score, weights));
    return { name, component, reason, n: own.units.length, auc, scoreAuc };
  });
  return () =>
    told.map(({ name, component, n, auc, scoreAuc, reason }) => ({
      name,
      component,
      n,
      auc: figures.tell(auc),
      scoreAuc: figures.tell(scoreAuc),
      verdict: comparisonOf(figures.difference(scoreAuc, auc)),
      reason: reason ?? (n === 0 ? 'no_values' : Number.isNaN(auc.value) ? 'one_sided' : null),
    }));
}

function baselinesOf(panel: Panel, names: readonly string[], ahead: Horizon): Told[] {
  const best = bestEarlier(panel, names, ahead);
  const hindsight = bestOf(panel.observations, names);
  const payment = names.indexOf('payment');
  return [
    { name: 'constant', component: null, valueOf: () => 0, reason: null },
    {
      name: 'days_since_last_activity',
      component: null,
      valueOf: ({ idle }) => (idle === null ? null : -idle),
      reason: null,
    },
    {
      name: 'best_component',
      component: best === null ? null : names[best.component]!,
      valueOf: (each) => (best && each.snapshot >= best.from ? (each.components[best.component] ?? null) : null),
      reason: best === null ? 'too_few_earlier' : null,
    },
    {
      name: 'best_component_in_hindsight',
      component: hindsight === null ? null : names[hindsight]!,
      valueOf: (each) => (hindsight === null ? null : (each.components[hindsight] ?? null)),
      reason: null,
    },
    {
      name: 'payment',
      component: 'payment',
      valueOf: (each) => each.components[payment] ?? null,
      reason: null,
    },
  ];
}

/** The score over something else: better or worse where 0 is outside the interval of their difference. */
export function comparisonOf({ low, high }: Estimate): Comparison | null {
  if (low === null || high === null) return null;
  return low > 0 ? 'better' : high < 0 ? 'worse' : 'same';
}

/**
 * The component with the highest AUC in the earlier months, and the first of the later ones, which it is judged by: at the
 * half of them, or as soon as ten left, and stayed, of whom that and the component were known by then. Null where that
 * never was.
 */
function bestEarlier(
  { observations }: Panel,
  names: readonly string[],
  { lead, horizon }: Horizon,
): { readonly component: number; readonly from: Day } | null {
  const snapshots = [...new Set(observations.map(({ snapshot }) => snapshot))];
  for (const from of snapshots.slice(snapshots.length >> 1)) {
    const earlier = observations.filter(({ snapshot }) => snapshot + lead + horizon <= from);
    const component = isTooFew(earlier) ? null : bestOf(earlier, names);
    if (component !== null) return { component, from };
  }
  return null;
}

/**
 * The component with the highest AUC on observations, of those that enough of them have; null: none. One that few have may
 * be the best by luck alone.
 */
function bestOf(observations: readonly Observation[], names: readonly string[]): number | null {
  const panel = panelOf(observations);
  const aucs = names.map((_, c) => {
    const valueOf: ValueOf = (each) => each.components[c] ?? null;
    const known = observations.filter((each, i) => valueOf(each, i) !== null);
    return isTooFew(known) ? NaN : aucOf(rankingOf(panel, valueOf), once(panel.customers));
  });
  const component = aucs.indexOf(Math.max(...aucs.filter((auc) => Number.isFinite(auc))));
  return component === -1 ? null : component;
}

/** Customers that left, or stayed, under which nothing is said (METRICS.md 6.3). */
export const FEWEST = 10;

export function isTooFew(observations: readonly Pick<Observation, 'customer' | 'churned'>[]): boolean {
  const { churners, stayers } = countSides(observations);
  return churners < FEWEST || stayers < FEWEST;
}
