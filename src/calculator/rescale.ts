import type { Summary } from './fold.ts';
import type { Ask } from './metric.ts';
import { lengthOf, type Period } from './period.ts';

/** How long a rate is told for, and the days of it (METRICS.md 2.7). */
const DAYS = { month: 365 / 12, year: 365 } as const;
type Time = keyof typeof DAYS;

/** The same loss when it goes on so many times as long; null when more is lost than there is. */
type Over = (rate: number, times: number) => number | null;
const churnOver: Over = (churn, times) => (churn > 1 ? null : 1 - (1 - churn) ** times);
const retentionOver: Over = (retention, times) => (retention < 0 ? null : retention ** times);

/** The rates that grow with their period, and how. */
const OVER: Readonly<Record<string, Over>> = {
  customer_churn_rate: churnOver,
  customer_churn_rate_cohort: churnOver,
  gross_mrr_churn_rate: churnOver,
  net_mrr_churn_rate: churnOver,
  customer_retention_rate: retentionOver,
  nrr: retentionOver,
  grr: retentionOver,
};

/**
 * A metric as that of a month or a year; any other than a rate of churn or retention as it is. Numerator and
 * denominator stay those of the period. `daysOf` says how many days a rate was measured over.
 */
export function rescaled<Settings>(
  ask: Ask<Settings>,
  per: Time,
  daysOf: (ask: Ask<Settings>, period: Period) => number = (_, period) => lengthOf(period),
): Ask<Settings> {
  const over = OVER[ask.metric.id];
  if (over === undefined) return ask;
  const { metric } = ask;
  const about = {
    title: `${metric.title}, per ${per}`,
    per,
    told: (summary: Summary, period: Period): Summary => toldOver(summary, DAYS[per] / daysOf(ask, period), over),
  };
  return { ...ask, metric: { ...metric, ...about } };
}

function toldOver(summary: Summary, times: number, over: Over): Summary {
  const { value, interval } = summary;
  if (value === null) return summary;
  if (!Number.isFinite(times) || times <= 0) return { ...summary, value: null, interval: null, reason: 'no_dates' };
  const told = over(value, times);
  if (told === null) return { ...summary, value: null, interval: null, reason: 'rate_above_one' };
  const low = interval && over(interval.low, times);
  const high = interval && interval.high !== null ? over(interval.high, times) : null;
  return { ...summary, value: told, interval: low === null || high === null ? null : { low, high } };
}
