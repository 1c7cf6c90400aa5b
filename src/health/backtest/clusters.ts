import { quantileOf, SMALLEST } from '../../calculator/bootstrap.ts';
import { dice } from '../../calculator/random.ts';
import { once, type Weights } from './ranking.ts';

/** A figure with the interval it lies in; null where there is none. */
export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export const NO_ESTIMATE: Estimate = { value: null, low: null, high: null };

const MOST = 2000;
const FEWEST = 400;
/** Above so many observations there are fewer draws, so that a run stays within seconds. */
const FULL = 20_000;

export const drawsFor = (observations: number): number =>
  Math.round(Math.min(MOST, Math.max(FEWEST, (MOST * FULL) / Math.max(1, observations))));

/**
 * Draws whole customers with replacement, as often as asked, and computes each statistic from how often each was drawn.
 * The same draws for all of them, so that differences are paired. NaN in a draw that says nothing. The statistics must
 * not keep the weights.
 */
function resample(
  statistics: readonly ((weights: Weights) => number)[],
  customers: number,
  draws: number,
): Float64Array[] {
  const roll = dice();
  const results = statistics.map(() => new Float64Array(draws));
  const weights = new Float64Array(customers);
  for (let draw = 0; draw < draws; draw++) {
    weights.fill(0);
    for (let i = 0; i < customers; i++) weights[roll(customers)]! += 1;
    for (const [s, statistic] of statistics.entries()) results[s]![draw] = statistic(weights);
  }
  return results;
}

/** A figure with the percentile interval of its draws: none under 20 customers, or where half the draws say nothing. */
export function estimate(value: number, draws: Float64Array, customers: number): Estimate {
  const told = Number.isFinite(value) ? value : null;
  const sorted = draws.filter((each) => Number.isFinite(each)).toSorted();
  if (told === null || customers < SMALLEST || sorted.length < draws.length / 2) return { ...NO_ESTIMATE, value: told };
  return { value: told, low: quantileOf(sorted, 0.025), high: quantileOf(sorted, 0.975) };
}

/** A figure that is drawn together with others. */
export interface Figure {
  readonly value: number;
  readonly draws: () => Float64Array;
}

/** Figures that are drawn together, so that each has its interval and any two can be compared. */
export class Figures {
  readonly #customers: number;
  readonly #draws: number;
  readonly #statistics: ((weights: Weights) => number)[] = [];
  #drawn: Float64Array[] | null = null;

  constructor(customers: number, observations: number) {
    this.#customers = customers;
    this.#draws = drawsFor(observations);
  }

  /** Takes a statistic in. All are to be added before the first is told. */
  add(statistic: (weights: Weights) => number): Figure {
    const place = this.#statistics.push(statistic) - 1;
    return { value: statistic(once(this.#customers)), draws: () => this.#results()[place]! };
  }

  tell({ value, draws }: Figure): Estimate {
    return estimate(value, draws(), this.#customers);
  }

  /** By how much one is more than another, of the same draws. */
  difference(more: Figure, less: Figure): Estimate {
    const [a, b] = [more.draws(), less.draws()];
    return estimate(
      more.value - less.value,
      a.map((each, i) => each - b[i]!),
      this.#customers,
    );
  }

  #results(): Float64Array[] {
    this.#drawn ??= resample(this.#statistics, this.#customers, this.#draws);
    return this.#drawn;
  }
}
