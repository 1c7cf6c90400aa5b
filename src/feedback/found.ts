import { compare, type Verdict } from '../calculator/compare.ts';
import { type Interval, newcombe, wilson } from '../calculator/interval.ts';
import type { Bucket } from '../records/remark.ts';
import type { Target, Theme, Tone } from './dictionary.ts';
import { canRead, type ReadComment } from './read.ts';

/** What a theme came to in a period: of the comments its patterns can read, so many. */
interface ThemeShare {
  readonly hits: number;
  readonly of: number;
}

/** A theme, and what was said of it. */
export interface ThemeFound {
  readonly theme: string;
  readonly target: Target;
  readonly tone: Tone;
  readonly now: ThemeShare;
  /** In the period it is compared with; null where there is none. */
  readonly before: ThemeShare | null;
  readonly interval: Interval | null;
  readonly verdict: Verdict | null;
  readonly respondents: number;
  readonly customers: readonly string[];
  readonly buckets: Readonly<Record<Bucket, number>>;
}

interface Found {
  readonly counted: readonly ReadComment[];
  readonly earlier: readonly ReadComment[] | null;
  readonly confidence: number;
}

function shareOf(theme: Theme, comments: readonly ReadComment[]): ThemeShare {
  const readable = comments.filter((each) => canRead(theme, each));
  return { hits: readable.filter(({ hits }) => hits.has(theme)).length, of: readable.length };
}

const BETTER = { complaint: 'lower', praise: 'higher', either: 'neither' } as const;

/** A theme in the comments of a period, and in those of the period before. */
export function foundOf(theme: Theme, { counted, earlier, confidence }: Found): ThemeFound {
  const { name, target, tone } = theme;
  const own = counted.filter(({ hits }) => hits.has(theme));
  const now = shareOf(theme, counted);
  const before = earlier && shareOf(theme, earlier);
  const interval = wilson(now.hits, now.of, confidence);
  const value = ({ hits, of }: ThemeShare): number | null => (of === 0 ? null : hits / of);
  const about = { unit: 'ratio', better: BETTER[tone] } as Parameters<typeof compare>[0];
  const result = { metric: 'theme_share', segment: name, value: value(now), interval } as Parameters<typeof compare>[1];
  const { verdict } = compare(about, result, before && value(before), () =>
    before === null || before.of === 0
      ? null
      : newcombe({ successes: now.hits, trials: now.of }, { successes: before.hits, trials: before.of }, confidence),
  );
  const buckets = { positive: 0, neutral: 0, negative: 0, unscored: 0 };
  for (const { comment } of own) buckets[comment.bucket]++;
  const customers = new Set(own.flatMap(({ comment: { customer } }) => customer ?? []));
  return {
    theme: name,
    target,
    tone,
    now,
    before,
    interval,
    verdict,
    respondents: new Set(own.map(({ author }) => author)).size,
    customers: [...customers].toSorted(),
    buckets,
  };
}
