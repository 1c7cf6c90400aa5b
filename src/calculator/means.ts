import type { Fold } from './fold.ts';
import { normalMean, type Sample, welch } from './interval.ts';

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
      const whole = normalMean(sampleOf(state), confidence);
      return whole && { low: Math.max(0, whole.low), high: Math.min(1, whole.high) };
    },
    difference: (now, before, confidence) => welch(sampleOf(now), sampleOf(before), confidence),
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
      const whole = normalMean(sampleOf(state), confidence);
      // Means that are all alike have no spread: that is no certainty, so there is no interval.
      if (whole === null || whole.low === whole.high) return null;
      return { low: Math.max(-times, whole.low), high: Math.min(times, whole.high) };
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

/** An answer to one of several questions: how far up its scale, and what the question weighs. */
export interface Asked extends Portion {
  readonly question: string;
  readonly weight: number;
}

interface Question {
  readonly weight: number;
  readonly state: Sides;
  count: number;
}

/**
 * 100 times the weighted mean of so many questions' means, each from 0 to 1: the American customer satisfaction index.
 * Null unless exactly so many questions were answered.
 */
export function weightedIndex(questions: number): Fold<Asked, Map<string, Question>> {
  const one = meanPortion();
  const of = (state: Map<string, Question>, question: string, weight: number) => {
    const known = state.get(question) ?? { weight, count: 0, state: new Map() };
    state.set(question, known);
    return known;
  };
  return {
    start: () => new Map(),
    add(state, { question, weight, ...portion }) {
      const known = of(state, question, weight);
      known.count++;
      one.add(known.state, portion);
    },
    merge(into, from) {
      for (const [question, { weight, count, state }] of from) {
        const known = of(into, question, weight);
        known.count += count;
        one.merge(known.state, state);
      }
    },
    summarise(state) {
      const all = [...state].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
      const n = all.reduce((sum, { count }) => sum + count, 0);
      const weights = all.reduce((sum, { weight }) => sum + weight, 0);
      if (all.length !== questions || weights === 0) {
        return { value: null, numerator: null, denominator: null, n, reason: 'no_data' };
      }
      // There is no question here without an answer.
      const sum = all.reduce((total, each) => total + each.weight * one.summarise(each.state).value!, 0);
      return { value: (100 * sum) / weights, numerator: null, denominator: null, n, reason: null };
    },
    among(own) {
      const shares = [...own.values()].map(({ state }) => one.summarise(state));
      return {
        numerator: shares.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0),
        denominator: shares.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0),
      };
    },
    isMeasure: true,
  };
}
