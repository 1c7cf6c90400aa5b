import type { Fold } from './fold.ts';
import { meanInterval, type Sample, welch, within } from './student.ts';

// Means that are not simply of numbers. Sums are kept as whole numbers, so the order of rows changes no digit.

type Sums = { -readonly [Key in keyof Sample]: number };

function addTo(sums: Sums, { count, sum, squares }: Sample): void {
  sums.count += count;
  sums.sum += sum;
  sums.squares += squares;
}

/** A part of a whole, both whole numbers, such as 3 of the 4 steps from the lowest answer to the highest. */
export interface Portion {
  readonly part: number;
  readonly of: number;
}

/** Of portions, by their whole. */
type Sides = Map<number, Sums>;

/** The mean of portions, each between 0 and 1 (and its interval so): answers of several scales brought to one. */
export function meanPortion(): Fold<Portion, Sides> {
  /** All as one sample, the smallest wholes first. */
  const sampleOf = (state: Sides): Sample => {
    const all: Sums = { count: 0, sum: 0, squares: 0 };
    for (const [of, { count, sum, squares }] of [...state].toSorted(([a], [b]) => a - b)) {
      addTo(all, { count, sum: sum / of, squares: squares / (of * of) });
    }
    return all;
  };
  const sumsOf = (state: Sides, of: number): Sums => {
    const known = state.get(of) ?? { count: 0, sum: 0, squares: 0 };
    state.set(of, known);
    return known;
  };
  return {
    start: () => new Map(),
    add: (state, { part, of }) => addTo(sumsOf(state, of), { count: 1, sum: part, squares: part * part }),
    merge(into, from) {
      for (const [of, sums] of from) addTo(sumsOf(into, of), sums);
    },
    summarise(state) {
      const { count, sum } = sampleOf(state);
      if (count === 0) return { value: null, numerator: 0, denominator: 0, n: 0, reason: 'no_data' };
      return { value: sum / count, numerator: sum, denominator: count, n: count, reason: null };
    },
    interval(state, confidence) {
      const whole = meanInterval(sampleOf(state), confidence);
      return whole && within(whole, 0, 1);
    },
    difference: (now, before, confidence) => welch(sampleOf(now), sampleOf(before), confidence),
    isMeasure: true,
  };
}

/** An answer, the ends of the scale it was given on, and whether a low one is the good one. */
export interface Scored {
  readonly score: number;
  readonly min: number;
  readonly max: number;
  readonly isLowGood: boolean;
}

/** Answers, and the scales they were given on: one of each number where all are alike. */
interface OnScales {
  readonly sample: Sums;
  readonly lowest: Set<number>;
  readonly highest: Set<number>;
  readonly lowGood: Set<boolean>;
}

/** Why answers have no mean in common; null where they have. */
function apart({ lowest, highest, lowGood }: OnScales): string | null {
  if (lowest.size > 1 || highest.size > 1) return 'several_scales';
  return lowGood.size > 1 ? 'several_directions' : null;
}

/**
 * The mean of answers as they were given, on one scale with the good end on one side. Its interval ends where the scale
 * does. Where low is good, the interval of a difference is that of its opposite: a verdict rests on it.
 */
export function meanScore(): Fold<Scored, OnScales> {
  return {
    start: () => ({
      sample: { count: 0, sum: 0, squares: 0 },
      lowest: new Set(),
      highest: new Set(),
      lowGood: new Set(),
    }),
    add(state, { score, min, max, isLowGood }) {
      addTo(state.sample, { count: 1, sum: score, squares: score * score });
      state.lowest.add(min);
      state.highest.add(max);
      state.lowGood.add(isLowGood);
    },
    merge(into, from) {
      addTo(into.sample, from.sample);
      for (const min of from.lowest) into.lowest.add(min);
      for (const max of from.highest) into.highest.add(max);
      for (const isLowGood of from.lowGood) into.lowGood.add(isLowGood);
    },
    summarise(state) {
      const { count, sum } = state.sample;
      if (count === 0) return { value: null, numerator: 0, denominator: 0, n: 0, reason: 'no_data' };
      const reason = apart(state);
      return { value: reason === null ? sum / count : null, numerator: sum, denominator: count, n: count, reason };
    },
    interval({ sample, lowest, highest }, confidence) {
      const whole = meanInterval(sample, confidence);
      return whole && within(whole, Math.min(...lowest), Math.max(...highest));
    },
    difference(now, before, confidence) {
      const both = this.start();
      for (const state of [now, before]) this.merge(both, state);
      if (apart(both) !== null) return null;
      const [a, b] = both.lowGood.has(true) ? [before, now] : [now, before];
      return welch(a.sample, b.sample, confidence);
    },
    isMeasure: true,
  };
}

/** An observation of one of several units, such as an answer of one of a customer's people. */
export interface OfUnit {
  readonly unit: string;
  readonly value: number;
}

/**
 * `times` the mean over units of each unit's own mean, so that a unit with many observations weighs no more than one
 * with a single one. The units are what is counted. Its interval is clipped to `times` either way.
 */
export function meanOfMeans(times: number): Fold<OfUnit, Map<string, { sum: number; count: number }>> {
  const sampleOf = (state: Map<string, { sum: number; count: number }>): Sample => {
    const all: Sums = { count: 0, sum: 0, squares: 0 };
    for (const [, { sum, count }] of [...state].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const value = (times * sum) / count;
      addTo(all, { count: 1, sum: value, squares: value * value });
    }
    return all;
  };
  const add = (state: Map<string, { sum: number; count: number }>, unit: string, sum: number, count: number): void => {
    const known = state.get(unit);
    if (known === undefined) state.set(unit, { sum, count });
    else {
      known.sum += sum;
      known.count += count;
    }
  };
  return {
    start: () => new Map(),
    add: (state, { unit, value }) => {
      add(state, unit, value, 1);
    },
    merge(into, from) {
      for (const [unit, { sum, count }] of from) add(into, unit, sum, count);
    },
    summarise(state) {
      const { count, sum } = sampleOf(state);
      if (count === 0) return { value: null, numerator: null, denominator: null, n: 0, reason: 'no_data' };
      return { value: sum / count, numerator: null, denominator: null, n: count, reason: null };
    },
    interval(state, confidence) {
      const whole = meanInterval(sampleOf(state), confidence);
      return whole && within(whole, -times, times);
    },
    difference: (now, before, confidence) => welch(sampleOf(now), sampleOf(before), confidence),
    // An answer is as large a part of its unit as it has answers.
    among(own, all) {
      let [numerator, denominator] = [0, 0];
      for (const [unit, { sum, count }] of own) {
        const answers = all.get(unit)?.count ?? count;
        numerator += sum / answers;
        denominator += count / answers;
      }
      return { numerator, denominator };
    },
  };
}
