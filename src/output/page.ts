import type { CohortCell, CohortMeasure } from '../calculator/cohort.ts';
import type { Result } from '../calculator/calculate.ts';
import type { About } from '../calculator/metric.ts';
import type { Period } from '../calculator/period.ts';

/** What a page tells beside the numbers of a report. Whatever there is nothing of is empty, or left out. */
export interface Page {
  /** Metrics that stand at its head, by id. */
  readonly headlines: readonly string[];
  readonly trends: readonly Trend[];
  /** A metric by what customers are, beside each other. */
  readonly splits: readonly Split[];
  /** Customers by when they began, and the same of what they pay: empty where amounts are not told. */
  readonly cohorts: Readonly<Record<CohortMeasure, readonly CohortCell[]>>;
  /** How many gave each score of NPS, from 0 to 10. */
  readonly scores: readonly number[];
}

/** A metric over time: its results in order, each with its period. */
export interface Trend {
  readonly about: About;
  readonly points: readonly { readonly period: Period; readonly result: Result }[];
}

/** A metric by segment. */
export interface Split {
  /** What the segments are: `segment`, `rep`, or a column that was asked for. */
  readonly by: string;
  readonly about: About;
  readonly results: readonly Result[];
  /** What is to be known of it. */
  readonly note?: string;
}
