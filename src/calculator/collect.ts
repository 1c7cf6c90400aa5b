import type { Fold, Point } from './fold.ts';

/** One observation of each unit: a unit has one currency's one row. */
interface OfUnit {
  readonly unit: number;
}

/** Keeps what was observed of each unit and boils all of it down at once, as the fit of a model has to. */
export function collect<Observation extends OfUnit>(
  summarise: (observations: readonly [Observation, ...Observation[]]) => Point,
): Fold<Observation, Map<number, Observation>> {
  return {
    start: () => new Map(),
    add(state, observation) {
      state.set(observation.unit, observation);
    },
    merge(into, from) {
      for (const [unit, observation] of from) into.set(unit, observation);
    },
    summarise(state) {
      // By unit, so that the order of rows does not change the last digit.
      const [first, ...others] = [...state.values()].toSorted((a, b) => a.unit - b.unit);
      if (first === undefined) return { value: null, numerator: null, denominator: null, n: 0, reason: 'no_data' };
      return summarise([first, ...others]);
    },
  };
}
