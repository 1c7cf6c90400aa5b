import type { Exports } from './generate.ts';
import { Random } from './random.ts';
import { anyDay, written } from './days.ts';
import { csv, money, range, type Row } from './text.ts';
import { customersCsv, makeCustomers, type Customer } from './customers.ts';

/** What was paid, given back, tried in vain and asked for once; in one currency for each customer. */
export function makePayments(random: Random, customers: readonly Customer[]): string {
  const currencies = random.pick([[''], ['USD'], ['USD', 'EUR']]);
  const header = [
    ['payment_id', 'customer_id', 'at', 'amount'],
    currencies[0] === '' ? [] : ['currency'],
    random.chance(0.8) ? ['kind'] : [],
    random.chance(0.8) ? ['status'] : [],
  ].flat();
  const rows: Row[] = [];
  for (const customer of customers) {
    const currency = random.pick(currencies);
    for (const _ of range(random.integer(0, 6))) {
      rows.push({
        payment_id: `p${rows.length + 1}`,
        customer_id: customer.id,
        at: written(anyDay(random)),
        amount: money(random, random.integer(1, 90_000)),
        currency,
        kind: header.includes('kind') ? random.pick(['recurring', 'recurring', 'one_off', 'refund', '']) : '',
        status: random.pick(['paid', 'paid', 'paid', 'failed', '']),
      });
    }
  }
  return csv(header, rows);
}

/**
 * Subscriptions with terms, one chain of contracts for each customer: renewed for more, for less or for the same, early,
 * late by at most 30 days or by more, told or shown by a next row; given up, still open, or of no term to speak of.
 */
export function contracts(seed: number): Pick<Exports, 'customers' | 'subscriptions'> {
  const random = new Random(seed);
  const customers = makeCustomers(random);
  const currencies = random.pick([['USD'], ['USD', 'EUR']]);
  const rows: Row[] = [];
  for (const { id } of customers) {
    const currency = random.pick(currencies);
    const months = random.pick([3, 12, 12, 24]);
    const due = anyDay(random);
    const interval = random.pick([months === 3 ? 'quarter' : 'year', 'month']);
    const cents = random.integer(1, 500_000);
    const row = (start: number, end: number | null, amount: number, more: Row = {}) =>
      rows.push({
        subscription_id: `s${rows.length + 1}`,
        customer_id: id,
        started_at: written(start),
        ended_at: end === null ? '' : written(end),
        amount: money(random, amount),
        interval,
        currency,
        ...more,
      });
    const start = due - Math.round((months * 365) / 12);
    const said = { term_end: written(due) };
    const outcome = random.pick(['left', 'next', 'next', 'early', 'late', 'yes', 'no', 'open', 'monthly']);
    if (outcome === 'monthly') row(due - random.pick([28, 31]), null, cents, said);
    else if (outcome === 'open') row(start, null, cents, said);
    else if (outcome === 'no') row(start, random.pick([due, null]), cents, { ...said, renewed: 'false' });
    else if (outcome === 'yes') row(start, random.pick([due, null]), cents, { ...said, renewed: 'true' });
    else {
      const gap = { left: 0, next: 0, early: -random.integer(1, 40), late: random.pick([1, 29, 30, 31, 32, 60]) }[
        outcome
      ];
      const again = due + (gap ?? 0);
      // An early renewal ends what it renews, or runs beside it until it is due.
      row(start, outcome === 'early' ? random.pick([again, due]) : due, cents, said);
      const amount = random.pick([cents, 2 * cents, Math.ceil(cents / 3)]);
      if (outcome !== 'left') row(again, null, amount, { term_end: written(due + 2 * 365) });
    }
  }
  const header = 'subscription_id customer_id started_at ended_at amount interval currency term_end renewed'.split(' ');
  return {
    customers: customersCsv(customers),
    subscriptions: csv(header, rows),
  };
}
