import { type Day, formatDay } from '../calculator/calendar.ts';
import type { Band } from '../records/health.ts';
import { isPaid } from '../records/account.ts';
import { ageOf, missing, type Outcome, profileOf, type View } from './components/component.ts';
import { components } from './components/index.ts';
import { COMPONENTS, type HealthConfig, type Missing } from './config.ts';
import type { CustomerHistory, History } from './history.ts';

/** A component of a score. */
export interface Part extends Outcome {
  readonly name: string;
  readonly weight: number;
  /** Points by which it moves the score away from 50: all of them add up to the score less 50. 0 where it has no part. */
  readonly contribution: number;
}

/** How a customer does on a day. */
export interface Score {
  /** From 0 to 100; null where nothing is known, or nothing weighs anything. */
  readonly score: number | null;
  readonly band: Band;
  /** The share of the weights that is known. */
  readonly coverage: number;
  /** The score if all that is missing were 0, and if it were 100. */
  readonly low: number;
  readonly high: number;
  /** Whose weights count; null: those of everybody. */
  readonly profile: string | null;
  readonly parts: readonly Part[];
  /** What decides the band whatever the score is, in words. */
  readonly overrides: readonly string[];
}

/** How every customer of a day does. The one way in: what is dated after the day has no part. */
export function scoresAt(
  history: History,
  day: Day,
  config: HealthConfig,
): (Score & { readonly customer: CustomerHistory })[] {
  return history
    .customersAt(day)
    .map((customer) => Object.assign(scoreAt(history, customer, day, config), { customer }));
}

/** How one customer does at the close of a day, from what is dated up to then. */
export function scoreAt(history: History, customer: CustomerHistory, day: Day, config: HealthConfig): Score {
  const profile = profileOf(config, ageOf(customer, day));
  const view: View = { customer, history, day, config, trends: profile?.trends ?? true };
  const weights = profile?.weights ?? config.weights;
  const outcomes = namesOf(weights).map((name) =>
    Object.assign({ name, weight: weights[name] ?? 0 }, outcomeOf(view, name)),
  );
  const bands = history.bands?.(customer.customer) ?? config.bands;
  return {
    ...combine(outcomes, { ...config, bands }, overridesOf(customer, day, config)),
    profile: profile?.name ?? null,
  };
}

/** The names of weights in the order of the components; those that csm does not work out come last, by name. */
function namesOf(weights: HealthConfig['weights']): string[] {
  const given = Object.keys(weights).filter((name) => (weights[name] ?? 0) > 0);
  const own = COMPONENTS.filter((name) => given.includes(name));
  return [...own, ...given.filter((name) => !own.some((each) => each === name)).toSorted()];
}

function outcomeOf(view: View, name: string): Outcome {
  const given = view.history.given?.(view.customer.customer, name);
  if (given !== undefined) return given;
  const component = COMPONENTS.find((each) => each === name);
  return component === undefined ? missing('not_given', 'no column gives it') : components[component](view);
}

/** A component before it is weighed against the others. */
export interface Weighed extends Outcome {
  readonly name: string;
  readonly weight: number;
}

/** METRICS.md 6.2: the weighted mean of what is known, what could still be, and the band of the unrounded score. */
export function combine(
  outcomes: readonly Weighed[],
  { bands, minCoverage, missing: rule }: Pick<HealthConfig, 'bands' | 'minCoverage' | 'missing'>,
  overrides: readonly string[] = [],
): Omit<Score, 'profile'> {
  const all = outcomes.reduce((sum, { weight }) => sum + weight, 0);
  const known = outcomes.filter(({ score }) => score !== null);
  const present = known.reduce((sum, { weight }) => sum + weight, 0);
  const points = known.reduce((sum, { weight, score }) => sum + weight * (score ?? 0), 0);
  const isUsed = (each: Outcome): boolean => each.score !== null || rule !== 'drop';
  const base = rule === 'drop' ? present : all;
  const hasScore = base > 0 && known.length > 0;
  const score = hasScore ? (points + (base - present) * STANDS_IN[rule]) / base : null;
  const coverage = all > 0 ? present / all : 0;
  return {
    score,
    band: overrides.length > 0 ? 'red' : score === null || coverage < minCoverage ? 'unknown' : bandOf(score, bands),
    coverage,
    low: all > 0 ? points / all : 0,
    high: all > 0 ? (points + 100 * (all - present)) / all : 100,
    parts: outcomes.map((each) => ({
      ...each,
      contribution: hasScore && isUsed(each) ? (each.weight * ((each.score ?? STANDS_IN[rule]) - 50)) / base : 0,
    })),
    overrides,
  };
}

/** What stands in for a component that is missing; of those that are left out nothing does. */
const STANDS_IN: Readonly<Record<Missing, number>> = { drop: 0, neutral: 50, worst: 0 };

/** Red and yellow hold their upper end (METRICS.md 6.1). */
export function bandOf(score: number, [red, yellow]: HealthConfig['bands']): Band {
  // A weighted mean of 50 comes out of binary fractions as a trace more than 50.
  const exact = Math.round(score * 1e9) / 1e9;
  return exact <= red ? 'red' : exact <= yellow ? 'yellow' : 'green';
}

/** What decides the band of a customer on a day, as far as it was known then. */
function overridesOf({ account }: CustomerHistory, day: Day, { overrides }: HealthConfig): string[] {
  if (!overrides.includes('scheduled_cancel') || account === null) return [];
  const running = account.rows.filter(({ terms }) => terms.some((term) => isPaid(term, day)));
  const ends = running.map(({ canceled, ended }) => (canceled !== undefined && canceled <= day ? ended : null));
  const last = ends.reduce((a, b) => (a === null || b === null ? null : Math.max(a, b)), ends.length > 0 ? 0 : null);
  return last === null ? [] : [`cancelled, ends ${formatDay(last)}`];
}
