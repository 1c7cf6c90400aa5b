import type { Day } from '../../calculator/calendar.ts';
import { type BandReport, bandsOf } from './bands.ts';
import { addBaselines, type Baseline, isTooFew } from './baselines.ts';
import { drawsFor, type Estimate, Figures } from './clusters.ts';
import { type Leakage, shiftedOf, shuffledAuc, staticComponents, SUSPICIOUS } from './leakage.ts';
import { countSides, type LeftOut, type Observation, observe, scoredOf, type Subject } from './observation.ts';
import { aucOnceEach } from './once-each.ts';
import { type Panel, panelOf, rankingOf, rankingOfAll, scoreOf, type ValueOf } from './panel.ts';
import { aucOf, liftOf, once } from './ranking.ts';
import type { Horizon } from './snapshots.ts';

/** What a backtest is asked. */
export interface Trial extends Horizon {
  readonly subjects: readonly Subject[];
  /** The components, in the order of their sub-scores. */
  readonly names: readonly string[];
  readonly snapshots: readonly Day[];
  readonly minAge: number;
  /** Components known to rest on what has no day. */
  readonly undated?: readonly string[];
}

/** How a sub-score goes with churn: low before leaving (right), high before leaving (wrong), or no telling. */
type Direction = 'right' | 'wrong' | 'unclear';

interface ComponentAuc {
  readonly component: string;
  readonly n: number;
  readonly auc: Estimate;
  /** Null without an interval. */
  readonly direction: Direction | null;
  readonly isStatic: boolean;
}

/** What can be said whatever the numbers. */
export interface Counts {
  readonly snapshots: readonly Day[];
  readonly observations: number;
  /** Those that have a score. */
  readonly scored: number;
  readonly churners: number;
  readonly stayers: number;
  /** Of those who left, the ones that have a score at one of their snapshots. */
  readonly scoredChurners: number;
  readonly leftOut: LeftOut;
}

export interface Figured {
  readonly draws: number;
  readonly auc: Estimate;
  /** All snapshots as one. */
  readonly aucPooled: Estimate;
  readonly aucOnceEach: Estimate;
  readonly liftDecile: Estimate;
  readonly liftQuintile: Estimate;
  readonly baseRate: number;
  readonly bands: BandReport;
  readonly components: readonly ComponentAuc[];
  readonly baselines: readonly Baseline[];
  readonly leakage: Leakage;
}

export interface Backtest extends Counts {
  /** Null: refused, for fewer than ten left, or stayed. */
  readonly figures: Figured | null;
  readonly verdict: Verdict;
}

type Verdict =
  'refused' | 'leakage_suspected' | 'worse_than_chance' | 'no_better_than_chance' | 'indicative' | 'better_than_chance';

/** Under so many churners a result is no more than indicative. */
export const FIRM = 50;

/** Whether a score told churn in time, on months whose outcome is known (METRICS.md 6.3). */
export function backtest(trial: Trial): Backtest {
  const { observations, leftOut } = observe(trial.subjects, trial.snapshots, trial);
  const counts = countsOf(observations, leftOut);
  // What has no score says nothing of the score: both sides must have ten that have one.
  if (isTooFew(scoredOf(observations))) return { ...counts, figures: null, verdict: 'refused' };
  const figures = figuresOf(observations, trial);
  return { ...counts, figures, verdict: verdictOf(figures, counts.scoredChurners) };
}

/** How many there are to say something by. */
export function countsOf(observations: readonly Observation[], leftOut: LeftOut): Counts {
  const scored = scoredOf(observations);
  return {
    snapshots: [...new Set(observations.map(({ snapshot }) => snapshot))],
    observations: observations.length,
    scored: scored.length,
    ...countSides(observations),
    scoredChurners: countSides(scored).churners,
    leftOut,
  };
}

function figuresOf(observations: readonly Observation[], trial: Trial): Figured {
  const { names } = trial;
  const panel = panelOf(observations);
  const figures = new Figures(panel.customers, observations.length);
  const ranking = rankingOf(panel, scoreOf);
  const auc = figures.add((weights) => aucOf(ranking, weights));
  const ofAll = rankingOfAll(panel, scoreOf);
  const aucPooled = figures.add((weights) => aucOf(ofAll, weights));
  const liftDecile = figures.add((weights) => liftOf(ranking, 0.1, weights));
  const liftQuintile = figures.add((weights) => liftOf(ranking, 0.2, weights));
  const ofComponents = names.map((component, c) => {
    const own = rankingOf(panel, ({ components }) => components[c] ?? null);
    return { component, n: own.units.length, auc: figures.add((weights) => aucOf(own, weights)) };
  });
  const baselines = addBaselines(panel, names, trial, figures);
  const earlier = scoredEarlier(panel, trial);
  const fixed = new Set([...(trial.undated ?? []), ...staticComponents(panel, names, earlier)]);
  const statics = names.filter((name) => fixed.has(name));
  const components = ofComponents.map((each) => {
    const { component, n } = each;
    const told = figures.tell(each.auc);
    return { component, n, auc: told, direction: directionOf(told), isStatic: statics.includes(component) };
  });
  const shuffled = shuffledAuc(panel);
  return {
    draws: drawsFor(observations.length),
    auc: figures.tell(auc),
    aucPooled: figures.tell(aucPooled),
    aucOnceEach: aucOnceEach(panel),
    liftDecile: figures.tell(liftDecile),
    liftQuintile: figures.tell(liftQuintile),
    baseRate: observations.filter(({ churned }) => churned).length / observations.length,
    bands: bandsOf(observations),
    components,
    baselines: baselines(),
    leakage: {
      shuffled,
      shuffledPasses:
        shuffled.low === null || shuffled.high === null ? null : shuffled.low <= 0.5 && shuffled.high >= 0.5,
      shifted: shiftedOf(panel, earlier),
      statics,
      suspects: suspectsOf(
        [{ component: 'score', auc: figures.tell(auc) }, ...components].map(({ component, auc }) => ({
          name: component,
          auc: auc.value ?? 0.5,
        })),
      ),
    },
  };
}

/**
 * What a backtest would be suspicious of, without its draws: no weights are to be made of it either. Components without a
 * day, or that never change, may have been written after the fact.
 */
export function leaksIn(observations: readonly Observation[], trial: Trial): Pick<Leakage, 'statics' | 'suspects'> {
  const { names, undated } = trial;
  const panel = panelOf(observations);
  const found = staticComponents(panel, names, scoredEarlier(panel, trial));
  const aucBy = (name: string, valueOf: ValueOf) => ({
    name,
    auc: aucOf(rankingOf(panel, valueOf), once(panel.customers)),
  });
  return {
    statics: names.filter((name) => found.includes(name) || undated?.includes(name)),
    suspects: suspectsOf([
      aucBy('score', scoreOf),
      ...names.map((name, c) => aucBy(name, ({ components }) => components[c] ?? null)),
    ]),
  };
}

/** Of each observation, what the customer was scored at one horizon before. */
function scoredEarlier({ observations }: Panel, { subjects, horizon }: Trial) {
  const byIndex = new Map(subjects.map((subject) => [subject.index, subject]));
  return observations.map(({ customer, snapshot }) => byIndex.get(customer)?.scoreAt(snapshot - horizon) ?? null);
}

/** A value whose interval holds 0.5 may point either way. */
function directionOf({ value, low, high }: Estimate): Direction | null {
  if (value === null || low === null || high === null) return null;
  return low > 0.5 ? 'right' : high < 0.5 ? 'wrong' : 'unclear';
}

/** Best first; a component that tells churn by being high is no less suspicious. */
const suspectsOf = (aucs: Leakage['suspects']): Leakage['suspects'] =>
  aucs
    .filter(({ auc }) => Math.max(auc, 1 - auc) > SUSPICIOUS)
    .toSorted((a, b) => Math.max(b.auc, 1 - b.auc) - Math.max(a.auc, 1 - a.auc));

function verdictOf({ auc, leakage }: Figured, churners: number): Verdict {
  const isBlind = leakage.shifted.n > 0 && leakage.shifted.changed === 0;
  if (leakage.suspects.length > 0 || leakage.shuffledPasses === false || isBlind) return 'leakage_suspected';
  const direction = directionOf(auc) ?? 'unclear';
  if (direction === 'wrong') return 'worse_than_chance';
  if (direction === 'unclear') return 'no_better_than_chance';
  return churners < FIRM ? 'indicative' : 'better_than_chance';
}
