import type { Day } from '../calculator/calendar.ts';
import type { Labelled } from './dimension.ts';
import type { Survey } from './row.ts';
import type { Settings } from './settings.ts';
import { easiness, npsGroup, satisfaction } from './scales.ts';

/** A comment that was read for its themes. */
export interface Remark extends Labelled {
  readonly day: Day;
  readonly bucket: Bucket;
  /** Those of the dictionary it is about. */
  readonly themes: readonly string[];
}

/** The sides of a score: promoters, satisfied, easy; between; detractors, dissatisfied, hard; none that could be told. */
export const BUCKETS = ['positive', 'neutral', 'negative', 'unscored'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** Which side an answer is on. One whose scale has no agreed cut is on none. */
export function bucketOf({ kind, score, scale, direction }: Survey): Bucket {
  if (score === null) return 'unscored';
  const side =
    kind === 'nps' || kind === 'enps'
      ? npsGroup(score)
      : kind === 'csat'
        ? satisfaction(score, scale)
        : kind === 'ces'
          ? easiness(score, scale, direction)
          : null;
  return side === null ? 'unscored' : side > 0 ? 'positive' : side < 0 ? 'negative' : 'neutral';
}

/** What `--by` splits by that is no column: the side of the score. */
export const BUCKET = 'bucket';
export const segmentByBucket = (row: unknown): string =>
  'bucket' in (row as object) ? (row as { readonly bucket: Bucket }).bucket : bucketOf(row as Survey);

/** Whether something was written that is more than space. */
export const hasComment = ({ comment }: Pick<Survey, 'comment'>): boolean => comment !== null && /\S/.test(comment);

/** Whether a run asks about the comments of an answer. Employees' are asked about by name alone. */
export const isAsked = ({ kind }: Pick<Survey, 'kind'>, { commentsOf }: Pick<Settings, 'commentsOf'>): boolean =>
  commentsOf === null ? kind !== 'enps' : kind === commentsOf;
