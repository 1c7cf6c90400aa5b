import { bootstrapSums } from './bootstrap-sums.ts';
import type { Fold } from './fold.ts';
import { meanPortion, type Portion } from './means.ts';
import { within } from './student.ts';

/** An answer to one of several questions: how far up its scale, what the question weighs, and whose it is. */
export interface Asked extends Portion {
  readonly question: string;
  readonly weight: number;
  /** Null where nobody knows. */
  readonly unit: string | null;
}

const portions = meanPortion();

interface Question {
  readonly weight: number;
  readonly state: ReturnType<typeof portions.start>;
  count: number;
}

interface Answers {
  readonly questions: Map<string, Question>;
  /** What each answered, by question. */
  readonly units: Map<string, Map<string, number[]>>;
  unknown: number;
}

/**
 * 100 times the weighted mean of so many questions' means, each from 0 to 1: the American customer satisfaction index.
 * Null unless exactly so many questions were answered. Answers of one person go together, so its interval is a
 * bootstrap over those who answered; there is none where somebody is not known.
 */
export function weightedIndex(questions: number): Fold<Asked, Answers> {
  return {
    start: () => ({ questions: new Map(), units: new Map(), unknown: 0 }),
    add(state, { question, weight, unit, ...portion }) {
      const known = questionOf(state, question, weight);
      known.count++;
      portions.add(known.state, portion);
      if (unit === null) state.unknown++;
      else answersOf(state, unit, question).push(portion.part / portion.of);
    },
    merge(into, from) {
      for (const [question, { weight, count, state }] of from.questions) {
        const known = questionOf(into, question, weight);
        known.count += count;
        portions.merge(known.state, state);
      }
      for (const [unit, own] of from.units) {
        for (const [question, shares] of own) answersOf(into, unit, question).push(...shares);
      }
      into.unknown += from.unknown;
    },
    summarise(state) {
      const all = inOrder(state.questions).map(([, each]) => each);
      const n = all.reduce((sum, { count }) => sum + count, 0);
      const weights = all.reduce((sum, { weight }) => sum + weight, 0);
      if (all.length !== questions || weights === 0) {
        return { value: null, numerator: null, denominator: null, n, reason: 'no_data' };
      }
      // There is no question here without an answer.
      const sum = all.reduce((total, each) => total + each.weight * portions.summarise(each.state).value!, 0);
      return { value: (100 * sum) / weights, numerator: null, denominator: null, n, reason: null };
    },
    interval(state, confidence) {
      if (state.unknown > 0) return null;
      const asked = inOrder(state.questions);
      const rows = inOrder(state.units).map(([, own]) =>
        Float64Array.from(asked.flatMap(([question]) => sumOf(own.get(question) ?? []))),
      );
      const weights = asked.map(([, { weight }]) => weight);
      const found = bootstrapSums(rows, (sums) => indexOf(sums, weights), confidence);
      if (found === null || found.high === null) return null;
      return within({ low: found.low, high: found.high }, 0, 100);
    },
    among({ questions: own }) {
      const shares = [...own.values()].map(({ state }) => portions.summarise(state));
      return {
        numerator: shares.reduce((sum, { numerator }) => sum + numerator!, 0),
        denominator: shares.reduce((sum, { denominator }) => sum + denominator!, 0),
      };
    },
    isMeasure: true,
  };
}

/** By name, so that the order of rows does not change the last digit. */
const inOrder = <Value>(map: ReadonlyMap<string, Value>) => [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));

/** The sum of one person's answers to a question, and how many. */
const sumOf = (shares: readonly number[]): [number, number] => [
  shares.toSorted((a, b) => a - b).reduce((sum, share) => sum + share, 0),
  shares.length,
];

/** Null where nobody of those drawn answered one of the questions. */
function indexOf(sums: Float64Array, weights: readonly number[]): number | null {
  let over = 0;
  let all = 0;
  for (const [i, weight] of weights.entries()) {
    if (sums[2 * i + 1] === 0) return null;
    over += (weight * sums[2 * i]!) / sums[2 * i + 1]!;
    all += weight;
  }
  return (100 * over) / all;
}

function questionOf({ questions }: Answers, question: string, weight: number): Question {
  const known = questions.get(question) ?? { weight, count: 0, state: portions.start() };
  questions.set(question, known);
  return known;
}

function answersOf({ units }: Answers, unit: string, question: string): number[] {
  const own = units.get(unit) ?? new Map<string, number[]>();
  units.set(unit, own);
  const shares = own.get(question) ?? [];
  own.set(question, shares);
  return shares;
}
