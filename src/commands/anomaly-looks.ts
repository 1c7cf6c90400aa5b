import type { Result } from '../calculator/calculate.ts';
import type { Lot } from '../calculator/p-chart.ts';
import type { Period } from '../calculator/period.ts';
import type { Look } from '../anomalies/anomaly.ts';
import { repLooks } from '../anomalies/groups.ts';
import { amountLook, shareLook } from '../anomalies/periods.ts';
import type { Report } from '../output/report.ts';
import { NONE, UNKNOWN } from '../records/dimension.ts';
import { type Cases, isHit, placesOf } from './anomaly-cases.ts';

const CHURN = 'customer_churn_rate_cohort';
/** Shares that are looked at. */
const SHARES: ReadonlySet<string> = new Set([
  'nps_promoters',
  'nps_detractors',
  'csat',
  'ces',
  'response_rate',
  'fcr',
  CHURN,
]);
/** Shares that reps are compared by. */
const BY_REP: ReadonlySet<string> = new Set(['csat', 'fcr', CHURN]);
/** And numbers. */
const AMOUNTS = [
  'tickets_created',
  'first_response_time',
  'resolution_time',
  'mrr_new',
  'mrr_expansion',
  'mrr_contraction',
  'mrr_churn',
];
/** All that is measured for it. */
export const LOOKED_AT: ReadonlySet<string> = new Set([...SHARES, ...AMOUNTS]);

/** What is known of the periods before the one that is told. */
interface Past {
  readonly before: readonly Period[];
  /** A list for each metric and currency. */
  readonly trends: readonly (readonly Result[])[];
}

/** Every number of a period against those before it. One of a period that is not over is against none. */
export function looksAtPeriod(report: Report, { before, trends }: Past, cases: Cases): Look[] {
  const labels = new Set(before.map(({ label }) => label));
  if (!report.period.complete) return [];
  const looked = report.results.filter(isLookedAt);
  return looked.flatMap((result) => {
    const series = trends.find(([first]) => first !== undefined && isOf(first, result)) ?? [];
    return lookAt(report, result, fromFirst(series.filter(({ period }) => labels.has(period))), cases) ?? [];
  });
}

function lookAt(report: Report, result: Result, past: readonly Result[], cases: Cases): Look | null {
  const { metric, method, currency, value, n } = result;
  const about = aboutOf(report, result);
  if (about === undefined || value === null) return null;
  const isOfKinds = metric === 'response_rate';
  const told = {
    metric,
    method: method === about.methods?.[0] && !isOfKinds ? null : method,
    currency,
    title: isOfKinds ? `${about.title} (${(method ?? '').toUpperCase()})` : about.title,
    period: report.period.label,
    rows: [],
  };
  if (SHARES.has(metric)) {
    const before = past.flatMap((each) => lotOf(each) ?? []);
    const now = lotOf(result);
    // By another method it may be no share.
    if (about.unit !== 'ratio' || now === null || now.n === 0) return null;
    const look = shareLook({ ...told, now, before });
    return withRows(look, ({ value: share, baseline }) => cases.placesOf(result, (share ?? 0) > (baseline ?? 0)));
  }
  const before = past.flatMap((each) => each.value ?? []);
  const unit = about.unit as 'hours' | 'money' | 'count';
  const decimals = unit === 'money' ? report.decimalsOf(currency) : 0;
  return withRows(amountLook({ ...told, unit, now: value, n, before, decimals }), () => cases.placesOf(result, null));
}

/** Reps beside each other; `repOf` says whose a case is. */
export function looksAtReps(report: Report, cases: Cases, repOf: (row: unknown, period: Period) => string): Look[] {
  const { period, results } = report;
  return results.filter(isLookedAt).flatMap((result) => {
    const about = aboutOf(report, result);
    if (about?.unit !== 'ratio' || !BY_REP.has(result.metric)) return [];
    const byRep = new Map<string, { hits: unknown[]; misses: unknown[] }>();
    let hits = 0;
    const counted = cases.of(result);
    for (const [row, observation] of counted) {
      const rep = repOf(row, period);
      const own = byRep.get(rep) ?? { hits: [], misses: [] };
      byRep.set(rep, own);
      if (isHit(observation)) hits++;
      (isHit(observation) ? own.hits : own.misses).push(row);
    }
    const reps = [...byRep]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([rep, own]) => {
        const n = own.hits.length + own.misses.length;
        const isAbove = own.hits.length / n > hits / counted.size;
        return { rep, k: own.hits.length, n, rows: placesOf(isAbove ? own.hits : own.misses) };
      });
    const isNamed = (rep: string): boolean => rep !== NONE && rep !== UNKNOWN;
    return repLooks({ metric: result.metric, title: about.title, period: period.label }, reps, isNamed);
  });
}

/** A report has more than what is looked at, and may have it by segment. */
const isLookedAt = ({ metric, segment }: Result): boolean => segment === null && LOOKED_AT.has(metric);

/** What a result is of. */
const aboutOf = ({ metrics }: Report, { metric, method }: Result) =>
  metrics.find((each) => each.metric.id === metric && each.method === method)?.metric;

const isOf = (a: Result, b: Result): boolean =>
  a.metric === b.metric && a.method === b.method && a.currency === b.currency;

/**
 * Periods from the first that has a case, of churn from the first with somebody lost: before it there was no export, or
 * one without those who had left by then.
 */
function fromFirst(series: readonly Result[]): readonly Result[] {
  const first = series.findIndex(({ metric, n, numerator }) => (metric === CHURN ? (numerator ?? 0) > 0 : n > 0));
  return first < 0 ? [] : series.slice(first);
}

const lotOf = ({ numerator, denominator }: Result): Lot | null =>
  numerator === null || denominator === null ? null : { k: numerator, n: denominator };

/** The rows of a look that found something: of the others nobody asks. */
const withRows = (
  look: Look | null,
  rows: (found: NonNullable<Look['found']>) => NonNullable<Look['found']>['rows'],
) => (look?.found ? { ...look, found: { ...look.found, rows: rows(look.found) } } : look);
