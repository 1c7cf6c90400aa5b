import type { Point } from './fold.ts';
import type { Interval } from './interval.ts';
import type { Period } from './period.ts';

/** What a retention table counts. */
export type CohortMeasure = 'customers' | 'mrr';

/** What became of a cohort by the close of one period. */
export interface CohortCell extends Point {
  /** The period its customers first paid in; null: all cohorts that are that old, weighted by their size. */
  readonly cohort: Period | null;
  /** Whole periods since. */
  readonly age: number;
  /** The period at whose close it is counted; null for all cohorts, and beyond the last period. */
  readonly period: Period | null;
  readonly group: string | null;
  readonly currency: string | null;
  /** Its customers. */
  readonly size: number;
  readonly interval: Interval | null;
  /** Whether the period is over. */
  readonly complete: boolean;
}
