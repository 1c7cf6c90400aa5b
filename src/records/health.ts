import type { Account, Ledger } from './account.ts';

/** Where a score lies; unknown: less than half of what it is made of is known. */
export type Band = 'green' | 'yellow' | 'red' | 'unknown';

/** How a customer does at the close of a period. */
export interface CustomerHealth {
  readonly customer: string;
  readonly account: Account | null;
  /** From 0 to 100; null when nothing is known. */
  readonly score: number | null;
  readonly band: Band;
  /** The columns asked for with `--by`, where they are not those of the customer's own rows. */
  readonly labels?: readonly (string | undefined)[];
}

/** What a customer pays in one currency, beside how it does. */
export interface LedgerHealth extends CustomerHealth {
  readonly ledger: Ledger;
  readonly currency: string | null;
}
