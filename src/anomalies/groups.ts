import { chanceOfHits, chanceOfScore } from '../calculator/chance.ts';
import { funnel } from '../calculator/funnel.ts';
import { newcombe } from '../calculator/interval.ts';
import type { Lot } from '../calculator/p-chart.ts';
import { format } from '../calculator/unit.ts';
import { type Found, type Look, type Place, PLAIN } from './anomaly.ts';

/** A theme in the comments of a period, and in those of the periods before. */
export interface ThemeShares {
  readonly theme: string;
  readonly now: Lot;
  readonly before: Lot;
  readonly rows: readonly Place[];
}

/** METRICS.md 7.5: what fewer comments say is no finding. */
const FEWEST_COMMENTS = 5;
const CONFIDENCE = 0.95;

/**
 * A theme's share against that of the periods before: Newcombe's interval of the difference without 0, and five
 * comments, now or by what was usual: a theme that is gone is a finding too. Null where there is nothing to compare.
 */
export function themeLook({ theme, now, before, rows }: ThemeShares, period: string): Look | null {
  const interval = newcombe({ successes: now.k, trials: now.n }, { successes: before.k, trials: before.n }, CONFIDENCE);
  const pooled = (now.k + before.k) / (now.n + before.n);
  if (interval === null || pooled <= 0 || pooled >= 1) return null;
  const [value, baseline] = [now.k / now.n, before.k / before.n];
  const z = (value - baseline) / Math.sqrt(pooled * (1 - pooled) * (1 / now.n + 1 / before.n));
  const isOther = interval.low > 0 || interval.high < 0;
  const hasEnough = Math.max(now.k, baseline * now.n) >= FEWEST_COMMENTS;
  // Where nothing moved the theme would be as far from its own past as the ends of the interval are.
  const [low, high] = [Math.max(0, value - interval.high), Math.min(1, value - interval.low)];
  const were = `usual is ${percent(low)} to ${percent(high)}, with ${percent(baseline)} of ${before.n} in the periods before`;
  const message = `"${theme}": in ${percent(value)} of ${now.n} comments of ${period}; ${were}`;
  const found: Found = {
    ...PLAIN,
    kind: 'theme_shift',
    metric: 'theme_share',
    unit: 'ratio',
    group: theme,
    value,
    baseline,
    low,
    high,
    n: now.n,
    message,
    rows,
  };
  return { p: chanceOfScore(z), found: isOther && hasEnough ? found : null };
}

/** A rep's cases of a share. */
export interface RepCases extends Lot {
  readonly rep: string;
  readonly rows: readonly Place[];
}

/** The smallest book that is flagged, and the fewest reps that can be compared. */
const SMALLEST_BOOK = 5;
const FEWEST_REPS = 3;

/**
 * Reps beside each other: the funnel of METRICS.md 2.7. `isNamed`: whether it is a rep, and not those of nobody, who are
 * in the share of all alone.
 */
export function repLooks(
  about: Pick<Found, 'metric'> & { readonly title: string; readonly period: string },
  cases: readonly RepCases[],
  isNamed: (rep: string) => boolean,
): Look[] {
  const { pooled, groups } = funnel(cases.map(({ k, n }) => ({ hits: k, trials: n })));
  const judged = cases.filter(({ rep, n }) => isNamed(rep) && n >= SMALLEST_BOOK);
  if (pooled === null || pooled <= 0 || pooled >= 1 || judged.length < FEWEST_REPS) return [];
  return judged.map(({ rep, k, n, rows }) => {
    const { limits, flag } = groups[cases.findIndex((each) => each.rep === rep)]!;
    const value = k / n;
    const p = Math.max(
      chanceOfScore((value - pooled) / Math.sqrt((pooled * (1 - pooled)) / n)),
      chanceOfHits({ k, n }, pooled),
    );
    if (limits === null || flag === 'inside' || flag === null) return { p, found: null };
    const usual = `usual is ${percent(limits.low)} to ${percent(limits.high)} with so many, ${percent(pooled)} of all`;
    const found: Found = {
      ...PLAIN,
      kind: 'rep_outside_funnel',
      metric: about.metric,
      unit: 'ratio',
      group: rep,
      value,
      baseline: pooled,
      low: limits.low,
      high: limits.high,
      n,
      message: `${about.title} of ${rep}: ${percent(value)} of ${n} in ${about.period}; ${usual}`,
      rows,
    };
    return { p, found };
  });
}

const percent = (value: number): string => format.ratio(value, 1);
