import { type Fold, nothing } from './fold.ts';

/** What one unit adds above and below a ratio of counts. */
export interface Counted {
  readonly above: number;
  readonly below: number;
  /** Whether it is one of those counted as n. */
  readonly base: boolean;
}

/**
 * A ratio of counts of which neither is a part of the other: it is no share, and has no interval. Null when none is
 * counted as n.
 */
export function perCount(): Fold<Counted, { above: number; below: number; n: number }> {
  return {
    start: () => ({ above: 0, below: 0, n: 0 }),
    add(state, { above, below, base }) {
      state.above += above;
      state.below += below;
      if (base) state.n++;
    },
    merge(into, from) {
      into.above += from.above;
      into.below += from.below;
      into.n += from.n;
    },
    summarise({ above, below, n }) {
      if (n === 0 || below === 0) return { ...nothing, numerator: above };
      return { value: above / below, numerator: above, denominator: below, n, reason: null };
    },
    over: ({ above }, { below, n }) => ({ above, below, n }),
    among: ({ above, below }) => ({ numerator: above, denominator: below }),
  };
}

/** Of one unit, the steps of a period (its days, say) at whose beginning it was there, and those in which it went. */
export interface Stepwise {
  readonly there: readonly number[];
  readonly gone: readonly number[];
  readonly base: boolean;
}

/** The sum over the steps of a period of the share that went in each. Null when none is counted as n. */
export function sumOfShares(): Fold<Stepwise, { there: Map<number, number>; gone: Map<number, number>; n: number }> {
  const count = (into: Map<number, number>, step: number, by = 1) => into.set(step, (into.get(step) ?? 0) + by);
  return {
    start: () => ({ there: new Map(), gone: new Map(), n: 0 }),
    add(state, { there, gone, base }) {
      for (const step of there) count(state.there, step);
      for (const step of gone) count(state.gone, step);
      if (base) state.n++;
    },
    merge(into, from) {
      for (const [step, by] of from.there) count(into.there, step, by);
      for (const [step, by] of from.gone) count(into.gone, step, by);
      into.n += from.n;
    },
    summarise({ there, gone, n }) {
      if (n === 0) return { ...nothing, numerator: null, denominator: null };
      // By day, so that the order of rows does not change the last digit.
      const steps = [...gone].toSorted(([a], [b]) => a - b);
      const value = steps.reduce((sum, [step, lost]) => sum + lost / (there.get(step) ?? lost), 0);
      return { value, numerator: null, denominator: null, n, reason: null };
    },
    over: ({ gone }, { there, n }) => ({ there, gone, n }),
    // It stands below on every day it was there: that is told once, for its share of a day depends on the others.
    among: ({ there, gone }) => ({
      numerator: [...gone.values()].reduce((sum, times) => sum + times, 0),
      denominator: there.size > 0 ? 1 : 0,
    }),
  };
}
