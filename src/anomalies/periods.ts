import { chanceOfHits, chanceOfScore, chanceOfT } from '../calculator/chance.ts';
import { type Lot, pChart } from '../calculator/p-chart.ts';
import { middleOf, robustLimits, robustScore } from '../calculator/robust.ts';
import { format } from '../calculator/unit.ts';
import { type Found, type Look, PLAIN } from './anomaly.ts';

/** A metric in a period, and in those before it. */
interface About extends Pick<Found, 'metric' | 'method' | 'currency' | 'rows'> {
  readonly title: string;
  /** As the period is called. */
  readonly period: string;
}

/** A share: cases, and hits among them. */
export interface Share extends About {
  readonly now: Lot;
  /** In the order of time. */
  readonly before: readonly Lot[];
}

/** A number. */
export interface Amount extends About {
  readonly unit: 'hours' | 'money' | 'count';
  readonly now: number;
  readonly n: number;
  readonly before: readonly number[];
  readonly decimals: number;
}

/** METRICS.md 7.5: with fewer periods before it nothing is said. */
const FEWEST = 8;
/**
 * The MAD knows as much of a spread as a standard deviation of 37 % of the numbers (Rousseeuw and Croux 1993): a score
 * is judged by Student's t of so many.
 */
const EFFICIENCY = 0.37;

/** A share against the limits of those before it; null where they are too few, or say nothing of how it moves. */
export function shareLook({ title, period, now, before, ...about }: Share): Look | null {
  const chart = pChart(before);
  const limits = chart?.limits(now.n) ?? null;
  if (chart === null || limits === null) return null;
  const value = now.k / now.n;
  const { centre, sigmaZ } = chart;
  const z = (value - centre) / Math.sqrt((centre * (1 - centre)) / now.n) / Math.max(1, sigmaZ);
  // Of few cases the normal tail is too thin, and of shares that move more than counts do the binomial one is.
  const p = Math.max(chanceOfScore(z), chanceOfHits(now, centre));
  const isOut = value < limits.low || value > limits.high;
  const { low, high } = limits;
  const periods = before.filter(({ n }) => n > 0).length;
  const usual = `${percent(low)} to ${percent(high)} by the ${periods} periods before, ${percent(centre)} in all of them`;
  const message = `${title}: ${percent(value)} of ${now.n} in ${period}; usual is ${usual}`;
  const found = { ...PLAIN, ...about, kind: 'share_out_of_limits', unit: 'ratio', value, baseline: centre } as const;
  return { p, found: isOut ? { ...found, low, high, n: now.n, message } : null };
}

/** A number against the middle of those before it; null where they are too few, or half of them are alike. */
export function amountLook({ title, period, now, n, before, unit, decimals, ...about }: Amount): Look | null {
  const middle = before.length < FEWEST ? null : middleOf(before);
  const score = middle && robustScore(now, middle);
  if (middle === null || score === null) return null;
  const limits = robustLimits(middle);
  // None of these can be below 0.
  const [low, high] = [Math.max(0, limits.low), limits.high];
  const show = (value: number): string => told(value, unit, decimals, about.currency);
  const usual = `${show(low)} to ${show(high)} by the ${before.length} periods before, whose median is ${show(middle.median)}`;
  const message = `${title}: ${show(now)} in ${period}; usual is ${usual}`;
  const found = { ...PLAIN, ...about, kind: 'value_out_of_limits', unit, value: now, baseline: middle.median };
  const isOut = now < limits.low || now > limits.high;
  return {
    p: chanceOfT(score, EFFICIENCY * before.length),
    found: isOut ? { ...found, low, high, n, message } : null,
  };
}

const percent = (value: number): string => format.ratio(value, 1);

function told(value: number, unit: Amount['unit'], decimals: number, currency: string | null): string {
  if (unit === 'money') return `${format.money(value, decimals)}${currency === null ? '' : ` ${currency}`}`;
  return unit === 'hours' ? format.hours(value, 1) : format.count(value, Number.isInteger(value) ? 0 : 1);
}
