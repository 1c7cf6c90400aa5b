import type { Exports } from './generate.ts';
import { Random } from './random.ts';
import { anyDay, written } from './days.ts';
import { csv, money, range, type Row } from './text.ts';
import { customersCsv, makeCustomers } from './customers.ts';

/**
 * Yearly contracts, up to two chains of them side by side for each customer: with discounts that run out or not,
 * renewed by themselves or not, under their own id or another, early, late or never; broken off before the term, or going
 * on past it for a while. Billed by the year or the month. Dues of one customer are months apart, and a chain breaks off
 * more than the latest renewal away from those of the other, so no row could take the place of two.
 */
export function parallelContracts(seed: number): Pick<Exports, 'customers' | 'subscriptions'> {
  const random = new Random(seed);
  const customers = makeCustomers(random);
  const currencies = random.pick([['USD'], ['USD', 'EUR']]);
  const rows: Row[] = [];
  for (const { id } of customers) {
    const currency = random.pick(currencies);
    const first = anyDay(random);
    const chains = random.integer(1, 2);
    for (const chain of range(chains)) {
      const name = `s${rows.length + 1}`;
      const due = first + chain * random.integer(150, 180);
      const cents = random.integer(1200, 500_000);
      const interval = random.pick(['year', 'year', 'month']);
      const row = (subscription: string, start: number, end: number | null, amount: number, term: number, more: Row) =>
        rows.push({
          subscription_id: subscription,
          customer_id: id,
          started_at: written(start),
          ended_at: end === null ? '' : written(end),
          amount: money(random, amount),
          interval,
          currency,
          term_end: written(term),
          ...discount(random, start, term),
          ...more,
        });
      const start = due - random.pick([365, 365, 730]);
      const ways = ['quit', 'early', 'left', 'next', 'next', 'late', 'late', 'auto', 'said', 'open', 'on'] as const;
      const outcome = random.pick(ways);
      if (outcome === 'left') row(name, start, due, cents, due, { auto_renew: random.pick(['true', 'false', '']) });
      else if (outcome === 'quit') row(name, start, due - random.integer(60, 100), cents, due, {});
      else if (outcome === 'auto') row(name, start, random.pick([null, due + 90]), cents, due, { auto_renew: 'true' });
      else if (outcome === 'open') row(name, start, null, cents, due, { auto_renew: random.pick(['false', '']) });
      else if (outcome === 'on') {
        const until = due + random.pick([1, 20, 90]);
        row(name, start, until, cents, due, { auto_renew: random.pick(['false', '']) });
        if (random.chance(0.5)) row(`s${rows.length + 1}`, random.pick([due, until]), null, 2 * cents, due + 365, {});
      } else if (outcome === 'said') {
        row(name, start, random.pick([due, null]), cents, due, { renewed: random.pick(['true', 'false']) });
      } else {
        const late = random.pick([1, 9, 10, 11, 29, 30, 31, 45, 46]);
        const again = due + (outcome === 'early' ? -random.integer(1, 40) : outcome === 'late' ? late : 0);
        const own = random.chance(0.5);
        const auto = { auto_renew: random.pick(['true', 'false', '']) };
        // Rows under one id are for different days; another contract may run beside the first until that is due.
        row(name, start, outcome !== 'early' ? due : own ? again : random.pick([again, due]), cents, due, auto);
        const amount = random.pick([cents, 2 * cents, Math.ceil(cents / 3)]);
        row(own ? name : `s${rows.length + 1}`, again, null, amount, due + 365, {});
      }
    }
  }
  const header = 'subscription_id customer_id started_at ended_at amount interval currency term_end'.split(' ');
  const columns = [...header, 'renewed', 'auto_renew', 'discount_percent', 'discount_end'];
  return { customers: customersCsv(customers), subscriptions: csv(columns, rows) };
}

/** Some pay less for a while, or all along; the while may end on the day the term does. */
function discount(random: Random, start: number, term: number): Row {
  if (random.chance(0.6)) return {};
  const end = random.pick([null, term, term - 1, term + 1, start + 30, term + 20]);
  return { discount_percent: random.pick(['10', '50', '33']), discount_end: end === null ? '' : written(end) };
}
