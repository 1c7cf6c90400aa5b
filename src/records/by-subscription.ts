import { type Account, type Movement, openBook } from './account.ts';
import type { Subscription } from './row.ts';

/**
 * The movements of each subscription by itself: a second one of a customer is new, and one of two that is cancelled is
 * churn. Rows of one id are one subscription; a row without an id is one of its own.
 */
export function* movementsBySubscription(accounts: Iterable<Account>): Generator<Movement> {
  for (const account of accounts) {
    const byId = new Map<string, Subscription[]>();
    for (const [i, row] of account.rows.entries()) {
      const id = row.subscription_id === null ? `row ${i}` : `id ${row.subscription_id}`;
      const known = byId.get(id);
      if (known) known.push(row);
      else byId.set(id, [row]);
    }
    for (const rows of byId.values()) {
      for (const { ledgers: own } of openBook(rows).accounts) {
        for (const { movements } of own) for (const movement of movements) yield { ...movement, account };
      }
    }
  }
}
