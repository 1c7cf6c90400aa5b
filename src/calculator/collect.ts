import type { Fold, Point } from './fold.ts';
import type { Interval } from './interval.ts';

/** One observation of each unit: a unit has one currency's one row. */
interface OfUnit {
  readonly unit: number;
}

type Some<Observation> = readonly [Observation, ...Observation[]];

/** Keeps what was observed of each unit and boils all of it down at once, as the fit of a model has to. */
export function collect<Observation extends OfUnit>(
  summarise: (observations: Some<Observation>) => Point,
  interval?: (observations: Some<Observation>, point: Point, confidence: number) => Interval | null,
): Fold<Observation, Map<number, Observation>> {
  // By unit, so that the order of rows does not change the last digit.
  const inOrder = (state: ReadonlyMap<number, Observation>): Some<Observation> | null => {
    const [first, ...others] = [...state.values()].toSorted((a, b) => a.unit - b.unit);
    return first === undefined ? null : [first, ...others];
  };
  const pointOf = (all: Some<Observation> | null): Point =>
    all === null ? { value: null, numerator: null, denominator: null, n: 0, reason: 'no_data' } : summarise(all);
  return {
    start: () => new Map(),
    add(state, observation) {
      state.set(observation.unit, observation);
    },
    merge(into, from) {
      for (const [unit, observation] of from) into.set(unit, observation);
    },
    summarise: (state) => pointOf(inOrder(state)),
    ...(interval && {
      interval(state: Map<number, Observation>, confidence: number, point?: Point) {
        const all = inOrder(state);
        return all && interval(all, point ?? pointOf(all), confidence);
      },
    }),
  };
}
