import { type Ask, tablesOf } from '../calculator/metric.ts';
import { EXPORTS_OF } from '../records/dataset.ts';
import type { Settings } from '../records/settings.ts';
import type { Reshaped } from './request.ts';

/**
 * What the lack of any subscriptions export makes of an answer that other exports give a part of: nobody knows who
 * pays, so what is counted from subscriptions is null, and not 0.
 */
export function booklessOf(asks: readonly Ask<Settings>[]): Reshaped {
  const isOfBook = ({ metric }: Ask<Settings>): boolean =>
    !tablesOf(metric).includes('health') &&
    tablesOf(metric).some((table) => EXPORTS_OF[table]?.includes('subscriptions'));
  const nameOf = (metric: string, method: string | null): string => `${metric}\n${method ?? ''}`;
  const names = new Set(asks.filter(isOfBook).map(({ metric, method }) => nameOf(metric.id, method)));
  const isUnknown = (each: { readonly metric: string; readonly method: string | null }): boolean =>
    names.has(nameOf(each.metric, each.method));
  const nothing = { value: null, numerator: null, denominator: null, n: 0, interval: null, reason: 'no_subscriptions' };
  const unchanged = { previous: null, delta: null, deltaPct: null, verdict: null };
  return {
    results: (results) => results.map((each) => (isUnknown(each) ? Object.assign({}, each, nothing) : each)),
    changes: (changes) => changes.map((each) => (isUnknown(each) ? Object.assign({}, each, unchanged) : each)),
  };
}
