import type { Random } from './random.ts';
import { csv, range } from './text.ts';

export interface Customer {
  readonly id: string;
  readonly segment: string;
  readonly rep: string;
}

export function makeCustomers(random: Random, least = 5): Customer[] {
  const segments = random.pick([
    ['smb', 'enterprise'],
    ['smb', 'mid', 'enterprise', ''],
    ['smb', 'Mid Market', ''],
  ]);
  return range(random.integer(least, 60)).map((i) => ({
    id: `c${String(i + 1).padStart(2, '0')}`,
    segment: random.pick(segments),
    rep: random.pick(['ana', 'ben', '']),
  }));
}

/** The export of them. */
export function customersCsv(customers: readonly Customer[]): string {
  return csv(
    ['customer_id', 'segment', 'rep'],
    customers.map(({ id, segment, rep }) => ({ customer_id: id, segment, rep })),
  );
}
