import type { Observation } from './observation.ts';
import { type Ranked, type Ranking, rank } from './ranking.ts';

/** Observations with the customers they are of, numbered without gaps. */
export interface Panel {
  readonly observations: readonly Observation[];
  /** How many customers. */
  readonly customers: number;
  /** Of each observation, the number of its customer. */
  readonly customerOf: readonly number[];
}

export function panelOf(observations: readonly Observation[]): Panel {
  const numbers = new Map<number, number>();
  const customerOf = observations.map(({ customer }) => {
    const known = numbers.get(customer) ?? numbers.size;
    numbers.set(customer, known);
    return known;
  });
  return { observations, customers: numbers.size, customerOf };
}

/** What a value is asked of: the higher, the healthier; null where there is none. */
export type ValueOf = (observation: Observation, index: number) => number | null;

export const scoreOf: ValueOf = ({ score }) => score;

/** The observations that have all of some values, in order of the first; each counts with its customer. */
export function rankingOf(panel: Panel, valueOf: ValueOf, ...also: readonly ValueOf[]): Ranking {
  return rank(rankedOf(panel, valueOf, (index) => panel.customerOf[index]!, also));
}

/** The same with all times as one: what METRICS.md 6.3 says, and the calendar has a part in. */
export const rankingOfAll = (panel: Panel, valueOf: ValueOf): Ranking =>
  rank(
    rankedOf(panel, valueOf, (index) => panel.customerOf[index]!, []).map((each) => Object.assign(each, { time: 0 })),
  );

/** The same, each observation by itself. */
export const rankingOfEach = (panel: Panel, valueOf: ValueOf): Ranking =>
  rank(rankedOf(panel, valueOf, (index) => index, []));

/** What is equal but for the last bit, as 1 - 2/6 and 4/6 are, is a tie. */
const rounded = (value: number): number => Math.round(value * 1e9) / 1e9;

function rankedOf(
  { observations }: Panel,
  valueOf: ValueOf,
  unitOf: (index: number) => number,
  also: readonly ValueOf[],
): Ranked[] {
  return observations.flatMap((each, i) => {
    const value = valueOf(each, i);
    if (value === null || also.some((other) => other(each, i) === null)) return [];
    return [{ unit: unitOf(i), time: each.snapshot, value: rounded(value), churned: each.churned }];
  });
}
