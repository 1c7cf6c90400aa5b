import type { Exports } from './generate.ts';
import { Random } from './random.ts';
import { anyDay, written } from './days.ts';
import { csv, money, range, type Row } from './text.ts';
import { customersCsv, makeCustomers } from './customers.ts';

/**
 * Yearly contracts, up to two chains of them side by side for each customer: with discounts that run out or not,
 * renewed by themselves or not, under their own id or another, early, late or never; broken off before the term.
 * Dues of one customer are months apart, so no row could take the place of two.
 */
// A contract of a year or more that is billed by the month is left out: METRICS.md 2.12 excludes what goes from month to
// month, and says nothing of what is only billed so.
// So are, with two chains, one that is broken off (any row of the other could be its successor) and one that is renewed
// early: whether a row that overlaps renews another or stands beside it is judged otherwise by csm.
// So is one that runs past its due day, renews not by itself and ends later: METRICS.md does not say whether that is one.
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
      const row = (subscription: string, start: number, end: number | null, amount: number, term: number, more: Row) =>
        rows.push({
          subscription_id: subscription,
          customer_id: id,
          started_at: written(start),
          ended_at: end === null ? '' : written(end),
          amount: money(random, amount),
          interval: 'year',
          currency,
          term_end: written(term),
          ...discount(random, start, term),
          ...more,
        });
      const start = due - random.pick([365, 365, 730]);
      const alone = ['quit', 'early', 'left'] as const;
      const outcome = random.pick([
        ...(chains === 1 ? alone : (['left'] as const)),
        ...(['next', 'next', 'late', 'late', 'auto', 'said', 'open'] as const),
      ]);
      if (outcome === 'left') row(name, start, due, cents, due, { auto_renew: random.pick(['true', 'false', '']) });
      else if (outcome === 'quit') row(name, start, due - random.integer(60, 150), cents, due, {});
      else if (outcome === 'auto') row(name, start, random.pick([null, due + 90]), cents, due, { auto_renew: 'true' });
      else if (outcome === 'open') row(name, start, null, cents, due, { auto_renew: random.pick(['false', '']) });
      else if (outcome === 'said') {
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
