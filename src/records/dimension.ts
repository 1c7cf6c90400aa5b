import type { Period } from '../calculator/period.ts';
import { type Account, leadingRow } from './account.ts';

/** The segment of a blank value, and of a customer nobody knows (METRICS.md 9.19). */
export const NONE = '(none)';
export const UNKNOWN = '(unknown)';

export interface Labelled {
  /** Of a ticket or an answer: null when the cell is blank. */
  readonly customer_id?: string | null;
  readonly account: Account | null;
  readonly labels?: readonly (string | undefined)[];
}

/**
 * The segment a row belongs to by the column at `index` of those asked for: the export's own column, else the
 * customer's. A customer's subscriptions may differ; the leading one of the period decides.
 */
export function segmentBy(index: number): (row: unknown, period: Period) => string {
  return (row, period) => {
    const { account, labels, customer_id } = row as Labelled;
    const own = labels ? labels[index] : account && leadingRow(account, period)?.labels[index];
    if (own !== undefined && own !== null) return own === '' ? NONE : own;
    if (customer_id === null) return NONE;
    if (account === null || account.details === null) return UNKNOWN;
    const inherited = account.details.labels[index];
    return inherited === undefined || inherited === '' ? NONE : inherited;
  };
}
