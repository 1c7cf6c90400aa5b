import { bootstrapRatio, SMALLEST } from './bootstrap.ts';
import type { Fold } from './fold.ts';
import type { Interval } from './interval.ts';

/** One of a unit's observations, and what the unit weighs: an answer, and what its customer pays. */
export interface Weighed {
  readonly unit: number;
  /** A whole number, from -1 to 1. */
  readonly value: number;
  /** Above 0, in whole minor units. */
  readonly weight: number;
  /** What the weight is in; weights of several are not added. */
  readonly currencies: readonly (string | null)[];
  /** Minor units in a major one. */
  readonly scale: number;
}

interface Unit {
  sum: number;
  count: number;
  readonly weight: number;
  readonly scale: number;
}

interface Units {
  readonly units: Map<number, Unit>;
  readonly currencies: Set<string | null>;
}

/**
 * `times` the mean over units of each unit's own mean, by weight. Null where the weights are of several currencies. The
 * interval is bootstrapped over the units.
 */
export function weightedMean(times: number): Fold<Weighed, Units> {
  const start = (): Units => ({ units: new Map(), currencies: new Set() });
  const add = ({ units, currencies }: Units, unit: number, more: Unit, of: Iterable<string | null>): void => {
    const known = units.get(unit);
    if (known) {
      known.sum += more.sum;
      known.count += more.count;
    } else units.set(unit, { ...more });
    for (const currency of of) currencies.add(currency);
  };
  const sides = (keys: readonly number[], { units }: Units): Float64Array[] => [
    Float64Array.from(keys, (key) => partOf(units.get(key))),
    Float64Array.from(keys, (key) => units.get(key)?.weight ?? 0),
  ];
  const inTimes = (interval: Interval | null, most: number): Interval | null =>
    interval && { low: times * Math.max(-most, interval.low), high: times * Math.min(most, interval.high) };
  return {
    start,
    add(state, { unit, value, weight, currencies, scale }) {
      add(state, unit, { sum: value, count: 1, weight, scale }, currencies);
    },
    merge(into, from) {
      for (const [unit, each] of from.units) add(into, unit, each, from.currencies);
    },
    summarise({ units, currencies }) {
      const n = units.size;
      if (n === 0) return { value: null, numerator: 0, denominator: 0, n, reason: 'no_data' };
      if (currencies.size > 1) {
        return { value: null, numerator: null, denominator: null, n, reason: 'several_currencies' };
      }
      // By unit, so that the order of rows does not change the last digit.
      const all = [...units].toSorted(([a], [b]) => a - b).map(([, unit]) => unit);
      const part = all.reduce((sum, unit) => sum + partOf(unit), 0);
      const whole = all.reduce((sum, { weight }) => sum + weight, 0);
      const scale = all[0]!.scale;
      const value = (times * part) / whole;
      return { value, numerator: part / scale, denominator: whole / scale, n, reason: null };
    },
    interval(state, confidence) {
      const keys = [...state.units.keys()].toSorted((a, b) => a - b);
      return inTimes(bootstrapRatio(sides(keys, state), confidence), 1);
    },
    difference(now, before, confidence) {
      if (Math.min(now.units.size, before.units.size) < SMALLEST) return null;
      if (new Set([...now.currencies, ...before.currencies]).size > 1) return null;
      const keys = [...new Set([...now.units.keys(), ...before.units.keys()])].toSorted((a, b) => a - b);
      return inTimes(bootstrapRatio([...sides(keys, now), ...sides(keys, before)], confidence), 2);
    },
    among(own, all) {
      let [numerator, denominator] = [0, 0];
      for (const [key, { sum, count, weight, scale }] of own.units) {
        const answers = all.units.get(key)?.count ?? count;
        numerator += (sum * weight) / answers / scale;
        denominator += (count * weight) / answers / scale;
      }
      return { numerator, denominator };
    },
  };
}

const partOf = (unit: Unit | undefined): number => (unit === undefined ? 0 : (unit.weight * unit.sum) / unit.count);
