import type { Day } from '../../calculator/calendar.ts';
import { wilson } from '../../calculator/interval.ts';
import type { Band } from '../../records/health.ts';
import type { Observation } from './observation.ts';
import type { Estimate } from './clusters.ts';

const CONFIDENCE = 0.95;
/** From the worst, as they are read. */
const BANDS: readonly Band[] = ['red', 'yellow', 'green', 'unknown'];

/** How many of a band left. */
export interface BandRate {
  readonly band: Band;
  readonly n: number;
  readonly churned: number;
  readonly rate: Estimate;
  /** Its rate over that of all. */
  readonly lift: number | null;
}

/** What the bands are worth. */
export interface BandReport {
  readonly bands: readonly BandRate[];
  /** Of what was red, the share that left. */
  readonly precision: Estimate;
  /** Of what left, the share that was red. */
  readonly recall: Estimate;
  /** The same of MRR; null where it is not known of each. */
  readonly mrrRecall: number | null;
  /** Of what left, the share that was green: the misses. */
  readonly missed: Estimate;
  /** Whether churn falls from red over yellow to green; null where one of them is empty. */
  readonly monotonic: boolean | null;
  /** How long who left had been red by then, in days: the median of those red at their last snapshot with a band. */
  readonly warningDays: number | null;
}

export function bandsOf(observations: readonly Observation[]): BandReport {
  const left = observations.filter(({ churned }) => churned);
  const base = observations.length === 0 ? null : left.length / observations.length;
  const bands = BANDS.map((band): BandRate => {
    const own = observations.filter((each) => each.band === band);
    const rate = shareOf(own, ({ churned }) => churned);
    return {
      band,
      n: own.length,
      churned: own.filter(({ churned }) => churned).length,
      rate,
      lift: rate.value === null || !base ? null : rate.value / base,
    };
  });
  const [red = null, yellow = null, green = null] = bands.map(({ rate }) => rate.value);
  return {
    bands,
    precision: bands[0]!.rate,
    recall: shareOf(left, ({ band }) => band === 'red'),
    mrrRecall: mrrRecallOf(left),
    missed: shareOf(left, ({ band }) => band === 'green'),
    monotonic: red === null || yellow === null || green === null ? null : red > yellow && yellow > green,
    warningDays: medianOf(warningsOf(observations)),
  };
}

/**
 * A share of customers at snapshots, with Wilson's interval. The snapshots of one customer say nearly the same, so that
 * there are taken to be as many trials as customers.
 */
function shareOf(observations: readonly Observation[], is: (each: Observation) => boolean): Estimate {
  if (observations.length === 0) return { value: null, low: null, high: null };
  const value = observations.filter(is).length / observations.length;
  const trials = new Set(observations.map(({ customer }) => customer)).size;
  const interval = wilson(value * trials, trials, CONFIDENCE);
  return { value, low: interval?.low ?? null, high: interval?.high ?? null };
}

/** Amounts of several currencies are not added: METRICS.md 9.9. */
function mrrRecallOf(left: readonly Observation[]): number | null {
  let [red, all] = [0, 0];
  const currencies = new Set<string | null>();
  for (const { mrr, band } of left) {
    if (mrr === null) return null;
    currencies.add(mrr.currency);
    all += mrr.cents;
    if (band === 'red') red += mrr.cents;
  }
  return all === 0 || currencies.size > 1 ? null : red / all;
}

/**
 * Of each leaving before which the last snapshot with a band was red: days from the first of the red ones in a row that
 * end there. Snapshots without a band are passed over; those before an earlier leaving are another story.
 */
function warningsOf(observations: readonly Observation[]): number[] {
  const byCustomer = new Map<number, Observation[]>();
  for (const each of observations) {
    if (each.band === 'unknown') continue;
    const own = byCustomer.get(each.customer);
    if (own) own.push(each);
    else byCustomer.set(each.customer, [each]);
  }
  return [...byCustomer.values()].flatMap((own) => {
    const inOrder = own.toSorted((a, b) => a.snapshot - b.snapshot);
    return inOrder.flatMap(({ band, churnDay }, at) => {
      if (band !== 'red' || churnDay === null || inOrder[at + 1]?.churnDay === churnDay) return [];
      let first = at;
      while (isRedBefore(inOrder[first - 1], churnDay)) first--;
      return [churnDay - inOrder[first]!.snapshot];
    });
  });
}

/** Red, and of the time before this leaving and after any other. */
const isRedBefore = (each: Observation | undefined, leaving: Day): boolean =>
  each?.band === 'red' && (each.churnDay === null || each.churnDay === leaving);

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) return null;
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
