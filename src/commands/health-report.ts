import type { HealthAnswer, Report } from '../output/report.ts';
import { healthBlock } from '../output/health.ts';
import type { Paint } from '../output/issues.ts';
import { SHOWN, silentFrom } from './health-options.ts';
import { limitFrom, type MeasureOptions } from './options.ts';

/** The customers for people: those to look after, and who may want more where that is asked. */
export function healthText(report: Report, options: MeasureOptions, paint: Paint, width: number): string {
  const limit = limitFrom(options.limit, SHOWN);
  return report.health === undefined
    ? ''
    : healthBlock(report.health, {
        paint,
        width,
        limit,
        band: options.band ?? null,
        silentDays: silentFrom(options.silentDays),
        report,
      });
}

/** With a row for each customer's score among the others, where they are not by another column. */
export function forMachines(report: Report, limit: string | undefined): Report {
  const { health, period, compare, by } = report;
  if (health === undefined) return report;
  const most = limitFrom(limit, Infinity);
  const shown: HealthAnswer = { ...health, customers: health.customers.slice(0, most) };
  if (by !== null) return { ...report, health: shown };
  const customers = shown.customers.toSorted((a, b) => (a.customer_id < b.customer_id ? -1 : 1));
  const results = customers.map(({ customer_id, score, known }) => ({
    metric: 'health_score',
    method: null,
    period: period.label,
    segment: customer_id,
    currency: null,
    value: score,
    numerator: null,
    denominator: null,
    n: known,
    interval: null,
    reason: score === null ? 'no_components' : null,
  }));
  const previous = new Map(customers.map((each) => [each.customer_id, each.previous]));
  const changes = results.map((result) => {
    const before = compare === null ? null : (previous.get(result.segment) ?? null);
    const delta = before === null || result.value === null ? null : result.value - before;
    const deltaPct = delta === null || before === null || before === 0 ? null : delta / before;
    const { metric, method, segment, currency } = result;
    return { metric, method, segment, currency, previous: before, delta, deltaPct, verdict: null };
  });
  const [first, ...others] = report.results;
  return {
    ...report,
    by: 'customer_id',
    health: shown,
    results: [...(first ? [first] : []), ...results, ...others],
    changes: [...report.changes, ...changes],
  };
}
