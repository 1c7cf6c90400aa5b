import { bootstrapRatio, type Parts, quantileOf, SMALLEST } from './bootstrap.ts';
import { type Balance, type Bounds, type Interval, netDifference, netInterval, newcombe, wilson } from './interval.ts';
import { meanInterval, type Sample, welch } from './student.ts';

/** A value and what it is made of. */
export interface Point {
  /** Null when there was nothing to measure: never NaN, never a made-up zero. */
  readonly value: number | null;
  /** What the value is made of; null for counts and sums, which are made of nothing else. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** How many observations count. */
  readonly n: number;
  /** Why the value is null. */
  readonly reason: string | null;
  /** Models that were fitted on the way. */
  readonly models?: readonly Model[];
}

/** A model with the parameters that fit best, and what it says. Amounts of money are in minor units. */
export interface Model {
  readonly name: string;
  /** The unit of its time: a day, or what lies between two renewals. */
  readonly unit: 'day' | 'month' | 'quarter' | 'year';
  /** How many customers it was fitted to. */
  readonly n: number;
  readonly parameters: readonly { readonly name: string; readonly value: number; readonly isMoney?: true }[];
  readonly logLikelihood: number;
  readonly figures: readonly Figure[];
}

/** What a model says: of the t-th renewal (`at`), say, and beside it what was seen. */
export interface Figure {
  readonly name: string;
  readonly at: number | null;
  readonly value: number;
  readonly observed: number | null;
  readonly isMoney?: true;
}

/** What a fold has learnt from the observations it was shown. */
export interface Summary extends Point {
  readonly interval: Bounds | null;
}

/**
 * A way of boiling observations down to one number, one observation at a time.
 *
 * Law: summarising `merge(a, b)` equals summarising the observations of `a` and `b` together, in any order.
 * `interval` belongs to the summary; it is asked for apart, since a bootstrap costs more than all the rest.
 * `difference` gives the interval of (now - before), where the fold knows one, with the metric's good end up: it is what
 * a verdict rests on.
 */
export interface Fold<Observation, State = unknown> {
  start(): State;
  add(state: State, observation: Observation): void;
  merge(into: State, from: State): void;
  summarise(state: State): Point;
  /** The point is that of the state, where it is at hand. */
  interval?(state: State, confidence: number, point?: Point): Bounds | null;
  difference?(now: State, before: State, confidence: number): Interval | null;
  /** What these observations add above the line, over what all of them are below it. */
  over?(own: State, all: State): State;
  /** What one member adds among all of them, where a summary of its observations alone does not say. */
  among?(own: State, all: State): Added;
  /** What a member adds above is a measure of it, such as a score, and does not say whether it is counted. */
  readonly isMeasure?: true;
}

/** What one member adds to a number. */
export interface Added {
  readonly numerator: number;
  /** Null in a sum, which has none. */
  readonly denominator: number | null;
}

export const nothing = { value: null, numerator: 0, denominator: 0, n: 0, reason: 'no_data' } as const;

interface Hits {
  hits: number;
  count: number;
}

/** The share of observations that are true: CSAT, first contact resolution, retention. */
export function share(): Fold<boolean, Hits> {
  return {
    start: () => ({ hits: 0, count: 0 }),
    add(state, hit) {
      state.count++;
      if (hit) state.hits++;
    },
    merge(into, from) {
      into.hits += from.hits;
      into.count += from.count;
    },
    summarise({ hits, count }) {
      if (count === 0) return nothing;
      return { value: hits / count, numerator: hits, denominator: count, n: count, reason: null };
    },
    interval: ({ hits, count }, confidence) => wilson(hits, count, confidence),
    difference: (now, before, confidence) => newcombe(proportion(now), proportion(before), confidence),
    over: ({ hits }, { count }) => ({ hits, count }),
  };
}
const proportion = ({ hits, count }: Hits) => ({ successes: hits, trials: count });

/** A hit, and whether it was in the base: a customer who joins and leaves within the month is a hit outside it. */
export interface Rated {
  /** Whose it is. A unit is seen once. */
  readonly unit: number;
  readonly hit: boolean;
  readonly base: boolean;
}

/** Whose hits there were, and who was in the base; `outside` counts the hits that were not. */
export interface Members {
  readonly hits: number[];
  readonly base: number[];
  outside: number;
}

/**
 * Hits per base, where hits may come from outside the base: churn by the `start` method. It can pass 1.
 * It has an interval only while every hit is of the base, for then it is a share. It remembers the units, so that
 * what rests on it and on other figures of the same units can draw them jointly.
 */
export function rate(): Fold<Rated, Members> {
  const asShare = ({ hits, base, outside }: Members) =>
    outside > 0 || base.length === 0 ? null : { successes: hits.length, trials: base.length };
  return {
    start: () => ({ hits: [], base: [], outside: 0 }),
    add(state, { unit, hit, base }) {
      if (hit) state.hits.push(unit);
      if (base) state.base.push(unit);
      else if (hit) state.outside++;
    },
    merge(into, from) {
      for (const unit of from.hits) into.hits.push(unit);
      for (const unit of from.base) into.base.push(unit);
      into.outside += from.outside;
    },
    summarise({ hits: { length: hits }, base: { length: base } }) {
      if (base === 0) return { ...nothing, numerator: hits };
      return { value: hits / base, numerator: hits, denominator: base, n: base, reason: null };
    },
    interval(state, confidence) {
      const whole = asShare(state);
      return whole && wilson(whole.successes, whole.trials, confidence);
    },
    difference(now, before, confidence) {
      const a = asShare(now);
      const b = asShare(before);
      return a && b && newcombe(a, b, confidence);
    },
    over: ({ hits, outside }, { base }) => ({ hits, base, outside }),
  };
}

/** 100 times the share of +1 less the share of -1: the net promoter score. */
export function net(): Fold<-1 | 0 | 1, { -readonly [Key in keyof Balance]: number }> {
  return {
    start: () => ({ up: 0, down: 0, count: 0 }),
    add(state, sign) {
      state.count++;
      if (sign > 0) state.up++;
      else if (sign < 0) state.down++;
    },
    merge(into, from) {
      into.up += from.up;
      into.down += from.down;
      into.count += from.count;
    },
    summarise({ up, down, count }) {
      if (count === 0) return nothing;
      const value = (100 * (up - down)) / count;
      return { value, numerator: up - down, denominator: count, n: count, reason: null };
    },
    interval: netInterval,
    difference: netDifference,
  };
}

/** The share of +1 less the share of -1, as a ratio from -1 to 1: net satisfaction. */
export function netShare(): Fold<-1 | 0 | 1, { -readonly [Key in keyof Balance]: number }> {
  const hundredth = (interval: Interval | null): Interval | null =>
    interval && { low: interval.low / 100, high: interval.high / 100 };
  return {
    ...net(),
    summarise({ up, down, count }) {
      if (count === 0) return nothing;
      return { value: (up - down) / count, numerator: up - down, denominator: count, n: count, reason: null };
    },
    interval: (state, confidence) => hundredth(netInterval(state, confidence)),
    difference: (now, before, confidence) => hundredth(netDifference(now, before, confidence)),
  };
}

/** The arithmetic mean. Sums are kept, so whole-number observations (scores, cents) give the same mean in any order. */
export function mean(): Fold<number, { -readonly [Key in keyof Sample]: number }> {
  return {
    start: () => ({ count: 0, sum: 0, squares: 0 }),
    add(state, value) {
      state.count++;
      state.sum += value;
      state.squares += value * value;
    },
    merge(into, from) {
      into.count += from.count;
      into.sum += from.sum;
      into.squares += from.squares;
    },
    summarise({ count, sum }) {
      if (count === 0) return nothing;
      return { value: sum / count, numerator: sum, denominator: count, n: count, reason: null };
    },
    interval: meanInterval,
    difference: welch,
    isMeasure: true,
  };
}

/** An exact quantile. Keeps the observations: 16 MB for two million. */
export function quantile(p: number): Fold<number, number[]> {
  return {
    start: () => [],
    add(state, value) {
      state.push(value);
    },
    merge(into, from) {
      for (const value of from) into.push(value);
    },
    summarise(values) {
      const n = values.length;
      if (n === 0) return { ...nothing, numerator: null, denominator: null };
      const value = quantileOf(Float64Array.from(values).toSorted(), p);
      return { value, numerator: null, denominator: null, n, reason: null };
    },
  };
}

/** A sum: of 1 for a count, of cents for money. No interval: it is not an estimate. Nothing adds up to 0. */
export function total(): Fold<number, { sum: number; count: number }> {
  return {
    start: () => ({ sum: 0, count: 0 }),
    add(state, value) {
      state.sum += value;
      state.count++;
    },
    merge(into, from) {
      into.sum += from.sum;
      into.count += from.count;
    },
    summarise: ({ sum, count }) => ({ value: sum, numerator: null, denominator: null, n: count, reason: null }),
  };
}

/** One unit's part and whole, and which unit it is: periods are compared unit by unit. */
export interface Contribution extends Parts {
  readonly unit: number;
}

export type Units = Map<number, { part: number; whole: number }>;

/** A ratio of two sums over units: net and gross revenue retention, ARPA. Bootstrapped over the units. */
export function ratio(): Fold<Contribution, Units> {
  return {
    start: () => new Map(),
    add: addUnit,
    merge(into, from) {
      for (const [unit, { part, whole }] of from) addUnit(into, { unit, part, whole });
    },
    summarise(units) {
      let numerator = 0;
      let denominator = 0;
      let n = 0;
      for (const { part, whole } of units.values()) {
        numerator += part;
        denominator += whole;
        if (whole !== 0) n++;
      }
      if (denominator === 0) return { ...nothing, numerator };
      return { value: numerator / denominator, numerator, denominator, n, reason: null };
    },
    interval: (units, confidence) =>
      bootstrapRatio(columns([...units.keys()].toSorted(ascending), [units]), confidence),
    difference(now, before, confidence) {
      // Without an interval on either side there is no verdict either.
      if (Math.min(now.size, before.size) < SMALLEST) return null;
      const keys = [...new Set([...now.keys(), ...before.keys()])].toSorted(ascending);
      return bootstrapRatio(columns(keys, [now, before]), confidence);
    },
    over: (own, all) =>
      new Map(Array.from(all, ([unit, { whole }]) => [unit, { part: own.get(unit)?.part ?? 0, whole }])),
  };
}

function addUnit(units: Units, { unit, part, whole }: Contribution): void {
  const known = units.get(unit);
  if (known === undefined) units.set(unit, { part, whole });
  else {
    known.part += part;
    known.whole += whole;
  }
}

const ascending = (a: number, b: number): number => a - b;
const columns = (keys: readonly number[], sides: readonly Units[]): Float64Array[] =>
  sides.flatMap((units) => [
    Float64Array.from(keys, (key) => units.get(key)?.part ?? 0),
    Float64Array.from(keys, (key) => units.get(key)?.whole ?? 0),
  ]);

/** How many different things were seen. Not additive: a thing can be in two segments. */
export function distinct(): Fold<string, Set<string>> {
  return {
    start: () => new Set(),
    add(state, key) {
      state.add(key);
    },
    merge(into, from) {
      for (const key of from) into.add(key);
    },
    summarise: ({ size }) => ({ value: size, numerator: null, denominator: null, n: size, reason: null }),
  };
}
