import { type Day, formatDay } from '../calculator/calendar.ts';
import type { Result } from '../calculator/calculate.ts';
import type { Change, Verdict } from '../calculator/compare.ts';
import type { About, Unit } from '../calculator/metric.ts';
import type { Period } from '../calculator/period.ts';
import type { Issue } from '../errors.ts';
import type { AnomalyAnswer } from './anomalies.ts';
import type { Feedback } from './feedback.ts';
import type { Page } from './page.ts';

/** An answer, whole: what every renderer reshapes and none adds to. */
export interface Report {
  readonly version: string;
  readonly command: string;
  /** The as-of day when it was given, or when the period is not over; else the day of a run has no part in it. */
  readonly asOf: string | null;
  readonly timezone: string;
  readonly by: string | null;
  readonly period: Period;
  readonly compare: Period | null;
  readonly metrics: readonly { readonly metric: About; readonly method: string | null }[];
  readonly results: readonly Result[];
  readonly changes: readonly Change[];
  readonly inputs: readonly InputSummary[];
  readonly issues: readonly Issue[];
  /** Of a run by rep over customers. */
  readonly reps?: Reps;
  /** Whether rates of churn are over the whole, and not over each group. */
  readonly isOverWhole?: true;
  /** Of a run by all methods. */
  readonly differences?: readonly Difference[];
  /** Of `csm health`. */
  readonly health?: HealthAnswer;
  /** What has changed since an answer that was kept, where one is named. */
  readonly restated?: Restated;
  /** Of a run on comments. */
  readonly feedback?: Feedback;
  /** Where a page was asked for: what is atypical; null where there are too many cases to look for it beside. */
  readonly anomalies?: AnomalyAnswer | null;
  /** Where a page was asked for. */
  readonly page?: Page;
  /** Decimals of a currency's amounts. */
  decimalsOf(currency: string | null): number;
}

/** Someone, or something, that the methods of a metric count differently: in the keys of machine formats. */
export interface Difference {
  readonly metric: string;
  readonly currency: string | null;
  readonly member: 'customer' | 'ticket' | 'answer';
  readonly id: string;
  /** What it adds by each method, money in major units; null where the method has no value. */
  readonly counts: Readonly<Record<string, { readonly numerator: number; readonly denominator: number | null } | null>>;
}

/** A rep beside the others, in the keys of machine formats: its cohort churn, and what chance makes of it. */
export interface RepRow {
  readonly rep: string;
  readonly n: number;
  readonly lost: number;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly shrunken: number | null;
  /** How many customers at the pooled rate each rep is given; null: any number, for the reps differ by chance only. */
  readonly m: number | null;
  readonly pooled: number | null;
  readonly limit_low: number | null;
  readonly limit_high: number | null;
  readonly flag: 'above' | 'below' | 'inside' | null;
  readonly rank: number | null;
  readonly low_n: boolean;
}

/** What an answer by rep has beside its numbers. */
export interface Reps {
  readonly attribution: 'opening' | 'churn-time' | 'current-owner';
  readonly reps: readonly RepRow[];
  readonly reassigned: readonly {
    readonly customer_id: string;
    readonly from: string;
    readonly to: string;
    readonly date: string;
  }[];
}

/** What a customer pays, in whole minor units; null where that is not known, or in several currencies. */
interface Amount {
  readonly mrr: { readonly currency: string | null; readonly cents: number } | null;
}

/** A customer and how it does. */
export interface HealthEntry extends Amount {
  readonly customer_id: string;
  readonly name: string | null;
  readonly rep: string | null;
  readonly score: number | null;
  readonly band: 'green' | 'yellow' | 'red' | 'unknown';
  readonly coverage: number;
  readonly low: number;
  readonly high: number;
  readonly previous: number | null;
  readonly contributions: Readonly<Record<string, number>>;
  readonly changes: Readonly<Record<string, number>> | null;
  readonly components: readonly {
    readonly component: string;
    readonly weight: number;
    readonly score: number | null;
    readonly reason: string | null;
    readonly why: string;
  }[];
  readonly known: number;
  readonly profile: string | null;
  readonly overrides: readonly string[];
  readonly reasons: readonly string[];
  readonly daysSinceContact: number | null;
}

/** A customer who may want more. */
interface HealthCandidate extends Amount {
  readonly customer_id: string;
  readonly name: string | null;
  readonly rep: string | null;
  readonly score: number | null;
  readonly active_seats: number;
  readonly seats: number;
}

/** What an answer on health has beside its numbers: customers, those at risk first. */
export interface HealthAnswer {
  /** Which config the scores are of: those of another one are not compared with them. */
  readonly health: {
    readonly version: string;
    readonly hash: string;
    readonly missing: string;
    readonly bands: readonly number[];
    readonly bands_by?: { readonly column: string; readonly values: Readonly<Record<string, readonly number[]>> };
  };
  readonly customers: readonly HealthEntry[];
  /** How a list for people was asked for: of one band, and how long. */
  readonly shown?: { readonly band: HealthEntry['band'] | null; readonly limit: number };
  /** Where they are asked for, with the share of seats in use that makes one. */
  readonly candidates?: readonly HealthCandidate[];
  readonly seatUse?: number;
}

/** Figures that are not what they were in an earlier answer of the same period. */
export interface Restated {
  /** The file of that answer, as it was named. */
  readonly name: string;
  readonly rows: readonly (Pick<
    TidyRow,
    'metric' | 'method' | 'period' | 'start' | 'end' | 'by' | 'group' | 'unit' | 'currency'
  > & {
    readonly old: number | null;
    readonly new: number | null;
    /** Null where one of them is. */
    readonly difference: number | null;
  })[];
}

/** What was read of one file. Every row is in one of the counts. */
export interface InputSummary {
  readonly file: string;
  readonly kind: string | null;
  readonly sha256: string | null;
  readonly bytes: number;
  readonly read: number;
  readonly used: number;
  readonly outside: number;
  readonly blank: number;
  readonly rejected: number;
  readonly duplicates: number;
}

/** One number with all that belongs to it: a row of every machine format, in this order of keys. */
export interface TidyRow {
  readonly metric: string;
  readonly method: string | null;
  readonly period: string;
  /** Null where the period has no dates. */
  readonly start: string | null;
  readonly end: string | null;
  readonly by: string | null;
  readonly group: string | null;
  readonly value: number | null;
  readonly unit: Unit;
  readonly currency: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly n: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly previous: number | null;
  readonly delta: number | null;
  readonly delta_pct: number | null;
  readonly verdict: Verdict | null;
  readonly reason: string | null;
}

/** The results as tidy rows: money in major units, everything else as it was calculated. */
export function tidyRows(report: Report): TidyRow[] {
  const abouts = new Map(report.metrics.map(({ metric, method }) => [nameOf(metric.id, method), metric]));
  const changes = new Map(report.changes.map((change) => [cellOf(change), change]));
  const { label, firstDay, lastDay } = report.period;
  return report.results.flatMap((result) => {
    const about = abouts.get(nameOf(result.metric, result.method));
    if (about === undefined) return [];
    const scale = 10 ** report.decimalsOf(result.currency);
    const major = (value: number | null, isMoney: boolean): number | null =>
      value === null ? null : (isMoney ? value / scale : value) + 0;
    const money = about.unit === 'money';
    const change = changes.get(cellOf(result));
    return [
      {
        metric: result.metric,
        method: about.per ? [...(result.method ? [result.method] : []), `per-${about.per}`].join('-') : result.method,
        period: label,
        start: dateOf(firstDay),
        end: dateOf(lastDay),
        by: result.by ?? (result.segment === null ? null : report.by),
        group: result.segment,
        value: major(result.value, money),
        unit: about.unit,
        currency: result.currency,
        numerator: major(result.numerator, about.parts?.numerator === 'money'),
        denominator: major(result.denominator, about.parts?.denominator === 'money'),
        n: result.n,
        low: major(result.interval?.low ?? null, money),
        high: major(result.interval?.high ?? null, money),
        previous: major(change?.previous ?? null, money),
        delta: major(change?.delta ?? null, money),
        delta_pct: change?.deltaPct ?? null,
        verdict: change?.verdict ?? null,
        reason: result.reason,
      },
    ];
  });
}

const nameOf = (metric: string, method: string | null): string => `${metric}\n${method ?? ''}`;
/** A day as it is written; null for a beginning or an end that has no date. */
export const dateOf = (day: Day): string | null => (Number.isFinite(day) ? formatDay(day) : null);

/** Where a number stands: what a result and its change have in common. */
export const cellOf = (cell: Pick<Change, 'metric' | 'method' | 'segment' | 'by' | 'currency'>): string =>
  JSON.stringify([cell.metric, cell.method, cell.segment, cell.currency, cell.by]);
