import { calculate, type Result } from '../../src/calculator/calculate.ts';
import type { AnyMetric } from '../../src/calculator/metric.ts';
import type { Band, CustomerHealth } from '../../src/records/health.ts';
import { openBook } from '../../src/records/account.ts';
import type { Settings } from '../../src/records/settings.ts';
import { july, settings, subscription } from './support.ts';

/** A customer: its band, its score, what it pays a month, and in which currency. */
export type Case = readonly [band: Band, score: number | null, amount?: string, currency?: string];

/** All results of a metric over these customers, at the close of July. */
export function ofHealth(metric: AnyMetric<Settings>, ...cases: readonly Case[]): Result[] {
  const ids = cases.map((_, i) => `c${i}`);
  const rows = cases.map(([, , amount = '100', currency = 'USD'], i) =>
    subscription('2024-01-01', null, { customer_id: ids[i] ?? '', amount, currency }),
  );
  const { byCustomer } = openBook(rows);
  const health = cases.map(([band, score], i): CustomerHealth => ({
    customer: ids[i] ?? '',
    account: byCustomer.get(ids[i] ?? '') ?? null,
    band,
    score,
  }));
  const ledgers = health.flatMap((each) =>
    (each.account?.ledgers ?? []).map((ledger) => Object.assign({ ledger, currency: ledger.currency }, each)),
  );
  return calculate({ metrics: [metric], periods: [july], settings }, { health, health_ledgers: ledgers });
}
