import type { Day } from '../../calculator/calendar.ts';
import { fitLogistic, type Logistic, logOdds } from '../../calculator/models/logistic.ts';
import { dice } from '../../calculator/random.ts';
import { type Comparison, comparisonOf, FEWEST, isTooFew } from './baselines.ts';
import { type Estimate, Figures } from './clusters.ts';
import { type Observation, scoredOf } from './observation.ts';
import { panelOf, rankingOf, scoreOf } from './panel.ts';
import { aucOf } from './ranking.ts';
import type { Horizon } from './snapshots.ts';

/** What each standardised coefficient squared costs, half of it: fixed beforehand, so that nothing is tuned by the answer. */
export const PENALTY = 1;
const SIGN_DRAWS = 200;

/** What a component should weigh, by how it went with churn. */
interface Suggested {
  readonly component: string;
  /** Observations that have it. */
  readonly n: number;
  /** Share of all weights, the signs left out; below zero where a high sub-score went with leaving. Null: not fitted. */
  readonly weight: number | null;
  /** Of the log odds of leaving, for one standard deviation more. */
  readonly coefficient: number | null;
  /** Of the draws of customers, the share whose coefficient has the same sign. */
  readonly signShare: number | null;
  /** Why it was not fitted. */
  readonly reason: 'no_values' | 'constant' | 'few_differ' | null;
  /** Customers with another value than the most common one. */
  readonly differing: number;
}

export interface Fit {
  readonly weights: readonly Suggested[];
  /** The suggested weights and the present score on months that were not learned from; null: too few to judge by. */
  readonly judged: Judged | null;
}

interface Judged {
  readonly snapshots: readonly Day[];
  readonly n: number;
  readonly auc: Estimate;
  /** Of the score as it is, on the same observations. */
  readonly scoreAuc: Estimate;
  /** Of the suggested weights over the score. */
  readonly verdict: Comparison | null;
}

/**
 * Weights by logistic regression on the sub-scores (METRICS.md 6.3). Each month is judged by a model of the months whose
 * outcome was known by then; the weights themselves are of all months. Null: no model was found, or fewer than ten left,
 * or stayed.
 */
export function fitWeights(observations: readonly Observation[], names: readonly string[], ahead: Horizon): Fit | null {
  if (isTooFew(scoredOf(observations))) return null;
  const model = learn(observations, names.length);
  if (model === null) return null;
  const shares = signShares(observations, names.length, model);
  const raw = model.columns.map(({ deviation }, c) => -model.logistic.coefficients[c]! / deviation);
  const total = raw.reduce((sum, each) => sum + Math.abs(each), 0);
  const weights = names.map((component, j): Suggested => {
    const c = model.columns.findIndex(({ at }) => at === j);
    const n = observations.filter(({ components }) => (components[j] ?? null) !== null).length;
    const differing = differingOf(observations, j);
    return {
      component,
      n,
      differing,
      weight: c === -1 || total === 0 ? null : raw[c]! / total,
      coefficient: c === -1 ? null : model.logistic.coefficients[c]!,
      signShare: c === -1 ? null : shares[c]!,
      reason: c !== -1 ? null : n === 0 ? 'no_values' : differing === 0 ? 'constant' : 'few_differ',
    };
  });
  return { weights, judged: judge(observations, names, ahead) };
}

/** A component that varies. */
interface Column {
  /** Which component. */
  readonly at: number;
  /** Of the sub-scores within their snapshots. */
  readonly deviation: number;
}

interface Learned {
  readonly columns: readonly Column[];
  readonly logistic: Logistic;
}

/**
 * A model of the components that vary: of each sub-score less the mean of its snapshot, by its own deviation. Months
 * differ in churn and in scores, which says nothing of who leaves. What is missing counts as the mean.
 */
function learn(observations: readonly Observation[], components: number): Learned | null {
  const centred = centredOf(observations, components);
  const columns = Array.from({ length: components }, (_, at) => at).flatMap((at): Column[] => {
    if (differingOf(observations, at) < FEWEST) return [];
    const known = observations.flatMap((each, i) => (each.components[at] === null ? [] : [centred[i]![at] ?? 0]));
    const deviation = Math.sqrt(known.reduce((sum, value) => sum + value ** 2, 0) / known.length);
    return deviation > 1e-9 ? [{ at, deviation }] : [];
  });
  if (columns.length === 0) return null;
  const features = featuresOf(centred, columns);
  const logistic = fitLogistic({ features, outcomes: observations.map(({ churned }) => churned) }, PENALTY);
  return logistic && { columns, logistic };
}

/** Customers who ever had another value of a component than the most common one: of few of them no weight is learned. */
function differingOf(observations: readonly Observation[], at: number): number {
  const counts = new Map<number, number>();
  for (const { components } of observations) {
    const value = components[at] ?? null;
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  const usual = Math.min(...[...counts].flatMap(([value, count]) => (count === most ? [value] : [])));
  const others = observations.filter(({ components }) => (components[at] ?? usual) !== usual);
  return new Set(others.map(({ customer }) => customer)).size;
}

/** Each sub-score less the mean of those of its snapshot; 0 for what is missing. */
function centredOf(observations: readonly Observation[], components: number): number[][] {
  const sums = new Map<Day, { readonly sum: number[]; readonly count: number[] }>();
  const zeros = (): number[] => Array.from({ length: components }, () => 0);
  for (const { snapshot, components: values } of observations) {
    const known = sums.get(snapshot) ?? { sum: zeros(), count: zeros() };
    sums.set(snapshot, known);
    for (const [c, value] of values.entries()) {
      if (value === null) continue;
      known.sum[c]! += value;
      known.count[c]! += 1;
    }
  }
  return observations.map(({ snapshot, components: values }) => {
    const { sum, count } = sums.get(snapshot)!;
    return zeros().map((_, c) => {
      const value = values[c] ?? null;
      return value === null ? 0 : value - sum[c]! / count[c]!;
    });
  });
}

const featuresOf = (centred: readonly (readonly number[])[], columns: readonly Column[]): number[][] =>
  centred.map((values) => columns.map(({ at, deviation }) => values[at]! / deviation));

/** Draws customers, fits again, and counts how often each sign comes out the same. A draw without a model has none. */
function signShares(observations: readonly Observation[], names: number, { columns, logistic }: Learned): number[] {
  const { customers, customerOf } = panelOf(observations);
  const features = featuresOf(centredOf(observations, names), columns);
  const outcomes = observations.map(({ churned }) => churned);
  const roll = dice();
  const same = columns.map(() => 0);
  for (let draw = 0; draw < SIGN_DRAWS; draw++) {
    const times = new Float64Array(customers);
    for (let i = 0; i < customers; i++) times[roll(customers)]! += 1;
    const weights = Float64Array.from(customerOf, (customer) => times[customer]!);
    const drawn = fitLogistic({ features, outcomes, weights }, PENALTY, logistic);
    for (const c of same.keys()) {
      if (drawn && Math.sign(drawn.coefficients[c]!) === Math.sign(logistic.coefficients[c]!)) same[c]! += 1;
    }
  }
  return same.map((count) => count / SIGN_DRAWS);
}

/** Judges each snapshot by what could be learned from those whose outcome was known on its day (an expanding window). */
function judge(observations: readonly Observation[], names: readonly string[], ahead: Horizon): Judged | null {
  const snapshots = [...new Set(observations.map(({ snapshot }) => snapshot))];
  const judged: Observation[] = [];
  const chances: number[] = [];
  for (const day of snapshots) {
    const known = observations.filter(({ snapshot }) => snapshot + ahead.lead + ahead.horizon <= day);
    const model = isTooFew(known) ? null : learn(known, names.length);
    if (model === null) continue;
    const there = observations.filter(({ snapshot }) => snapshot === day);
    for (const [i, features] of featuresOf(centredOf(there, names.length), model.columns).entries()) {
      if (there[i]!.score === null) continue;
      judged.push(there[i]!);
      chances.push(-logOdds(model.logistic, features));
    }
  }
  if (isTooFew(judged)) return null;
  const panel = panelOf(judged);
  const figures = new Figures(panel.customers, judged.length);
  const [fitted, score] = [rankingOf(panel, (_, i) => chances[i]!), rankingOf(panel, scoreOf)];
  const auc = figures.add((weights) => aucOf(fitted, weights));
  const scoreAuc = figures.add((weights) => aucOf(score, weights));
  return {
    snapshots: [...new Set(judged.map(({ snapshot }) => snapshot))],
    n: judged.length,
    auc: figures.tell(auc),
    scoreAuc: figures.tell(scoreAuc),
    verdict: comparisonOf(figures.difference(auc, scoreAuc)),
  };
}
