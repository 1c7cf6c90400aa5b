import type { CohortCell } from '../calculator/cohort.ts';
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
  /** Customers by when they began. */
  readonly cohorts: readonly CohortCell[];
  /** How many gave each score of NPS, from 0 to 10. */
  readonly scores: readonly number[];
  readonly health?: HealthPart;
  readonly feedback?: FeedbackPart;
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

/** Money of one currency, in whole minor units. */
export interface Money {
  readonly currency: string | null;
  readonly cents: number;
}

/** What is told of customer health. */
export interface HealthPart {
  /** From good to bad. */
  readonly bands: readonly {
    readonly band: string;
    readonly customers: number;
    readonly mrr: readonly Money[];
  }[];
  /** The customers to look after first, the most urgent one first. */
  readonly atRisk: readonly {
    readonly customer: string;
    readonly name: string | null;
    readonly rep: string | null;
    readonly band: string;
    /** From 0 to 100; null where it is not known. */
    readonly score: number | null;
    readonly mrr: readonly Money[];
    readonly reasons: readonly string[];
  }[];
  /** How many more are at risk. */
  readonly more: number;
}

/** What is told of comments. */
export interface FeedbackPart {
  readonly comments: number;
  /** The most frequent one first. */
  readonly themes: readonly {
    readonly theme: string;
    readonly comments: number;
    /** Of all comments. */
    readonly share: number;
    /** Of the share, from the period compared with; null where there is none. */
    readonly change: number | null;
    readonly quotes: readonly { readonly text: string; readonly date: string | null; readonly score: number | null }[];
  }[];
}
