import { shareLimits } from './p-chart.ts';

/** A group's hits among its trials: customers lost of those a rep had. */
export interface Group {
  readonly hits: number;
  readonly trials: number;
}

/** What a group's share looks like beside the others. All shares are from 0 to 1. */
interface Compared {
  /** Drawn towards the pooled share, the more so the fewer the trials; null without trials. */
  readonly shrunken: number | null;
  /** Three standard errors around the pooled share, within 0 and 1: where chance alone puts a group of this size. */
  readonly limits: { readonly low: number; readonly high: number } | null;
  /** Null: too few trials to say. */
  readonly flag: 'above' | 'below' | 'inside' | null;
  /** From the lowest shrunken share up, equal ones alike; null where ranking would rank noise. */
  readonly rank: number | null;
}

/** Groups side by side. */
export interface Funnel {
  readonly pooled: number | null;
  /** How many trials at the pooled share every group is given. Null: any number, for the groups differ by chance only. */
  readonly prior: number | null;
  readonly groups: readonly Compared[];
}

/** With fewer trials than this a group is neither flagged nor ranked (METRICS.md 1.5, 2.7). */
const SMALLEST_BOOK = 5;

/**
 * Compares shares of groups of different size (METRICS.md 2.7): a funnel of 3 standard errors, and the empirical-Bayes
 * share (k + m p) / (n + m). The funnel is not widened
 * by Laney's p', which goes by the order of time: groups have none (docs/decisions.md). `isRanked` says of each group whether it is one that has a rank at all.
 */
export function funnel(groups: readonly Group[], isRanked: (index: number) => boolean = () => true): Funnel {
  const trials = groups.reduce((sum, group) => sum + group.trials, 0);
  if (trials === 0) return { pooled: null, prior: null, groups: groups.map(() => nothing) };
  const pooled = groups.reduce((sum, group) => sum + group.hits, 0) / trials;
  const prior = priorOf(groups, pooled);
  const shrunken = groups.map(({ hits, trials }) =>
    trials === 0 ? null : prior === null ? pooled : (hits + prior * pooled) / (trials + prior),
  );
  const isIn = (i: number): boolean => prior !== null && isRanked(i) && groups[i]!.trials >= SMALLEST_BOOK;
  const ranked = shrunken.filter((_, i) => isIn(i));
  const rankOf = (i: number): number | null => {
    const own = shrunken[i] ?? null;
    return isIn(i) && ranked.length > 1 && own !== null
      ? 1 + ranked.filter((other) => other !== null && other < own).length
      : null;
  };
  return {
    pooled,
    prior,
    groups: groups.map((group, i) => {
      const limits = shareLimits(pooled, group.trials);
      return { shrunken: shrunken[i] ?? null, limits, flag: flagOf(group, limits), rank: rankOf(i) };
    }),
  };
}

const nothing: Compared = { shrunken: null, limits: null, flag: null, rank: null };

function flagOf({ hits, trials }: Group, limits: Compared['limits']): Compared['flag'] {
  if (trials < SMALLEST_BOOK || limits === null) return null;
  const share = hits / trials;
  return share > limits.high ? 'above' : share < limits.low ? 'below' : 'inside';
}

/**
 * m by the method of moments of the beta-binomial: with sizes n, their sum N and K groups,
 * E sum n (p - pooled)^2 = pooled (1 - pooled) (K - 1 + r (N - K - sum n^2 / N + 1)), and m = 1 / r - 1.
 * Null where the groups differ no more than chance makes them, or nothing can be said of that.
 */
function priorOf(all: readonly Group[], pooled: number): number | null {
  const groups = all.filter(({ trials }) => trials > 0);
  const total = groups.reduce((sum, { trials }) => sum + trials, 0);
  const squares = groups.reduce((sum, { trials }) => sum + trials * trials, 0);
  const room = total - groups.length - squares / total + 1;
  const chance = pooled * (1 - pooled);
  if (groups.length < 2 || chance <= 0 || room <= 0) return null;
  const spread = groups.reduce((sum, { hits, trials }) => sum + trials * (hits / trials - pooled) ** 2, 0);
  const correlation = Math.min(1, (spread / chance - (groups.length - 1)) / room);
  return correlation <= 0 ? null : 1 / correlation - 1;
}
