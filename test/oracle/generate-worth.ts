import type { Exports } from './generate.ts';
import { Random } from './random.ts';
import { written } from './days.ts';
import { csv, money, range, type Row } from './text.ts';

// Companies with customers enough to fit a model to, from 2022-01-01 on.

const DAY = 24 * 60 * 60 * 1000;
const FIRST = Date.UTC(2022, 0, 1) / DAY;

type Company = Pick<Exports, 'customers' | 'subscriptions' | 'payments'>;

interface Customer {
  readonly id: string;
  readonly currency: string;
}

/**
 * Customers who renew with a chance of their own: the same from one renewal to the next. They leave on the day that is
 * due or before it, change plans, take a second subscription, come back, or are there yet.
 */
export function renewers(seed: number): Company {
  const random = new Random(seed + 11_000_000);
  const every = random.pick([1, 1, 3]);
  const shape = { low: random.pick([0.5, 0.7, 0.9]), high: random.pick([2, 3]) };
  const { customers, file } = people(random);
  const rows: Row[] = [];
  for (const { id, currency } of customers) {
    const start = FIRST + random.integer(0, 900);
    const leaves = kumaraswamy(random, shape.low, shape.high);
    let made = 1;
    while (made < 60 && !random.chance(leaves)) made += 1;
    const left = monthsAfter(start, made * every) - random.pick([0, 0, 0, 1, random.integer(1, 27)]);
    const end = Math.max(left, start + 1);
    const row = (from: number, until: number | null) =>
      rows.push({
        subscription_id: `s${rows.length + 1}`,
        customer_id: id,
        started_at: written(from),
        ended_at: until === null ? '' : written(until),
        amount: money(random, random.integer(500, 50_000)),
        interval: every === 1 ? 'month' : 'quarter',
        currency,
      });
    const until = end > FIRST + 1300 ? null : end;
    const changed = start + random.integer(1, 400);
    if (random.chance(0.2) && changed < end) {
      row(start, changed);
      row(changed, until);
    } else row(start, until);
    if (random.chance(0.1)) row(start + 5, Math.max(start + 6, end - random.integer(0, 60)));
    if (random.chance(0.1)) row(end + random.integer(1, 90), null);
  }
  const header = 'subscription_id customer_id started_at ended_at amount interval currency'.split(' ');
  return { customers: file, subscriptions: csv(header, rows), payments: 'customer_id,at,amount\n' };
}

/**
 * Customers who buy at a rate of their own until they leave after a purchase; each spends about the same again. Some buy
 * twice a day, some get something for nothing, some give back what they bought, and not every payment goes through.
 */
export function buyers(seed: number): Company {
  const random = new Random(seed + 13_000_000);
  const pace = random.pick([20, 45, 90]);
  const shape = { low: random.pick([0.4, 0.6]), high: random.pick([1.5, 2.5]) };
  const { customers, file } = people(random);
  const rows: Row[] = [];
  for (const { id, currency } of customers) {
    const gap = pace / erlang(random, 1);
    const leaves = kumaraswamy(random, shape.low, shape.high);
    const usual = 4000 / erlang(random, 4);
    let day = FIRST + random.integer(0, 700);
    for (let bought = 0; day < FIRST + 1200; bought += 1) {
      const pay = (more: Row = {}) =>
        rows.push({
          payment_id: `p${rows.length + 1}`,
          customer_id: id,
          at: written(day),
          amount: money(random, Math.ceil(usual * erlang(random, 3))),
          currency,
          kind: random.pick(['one_off', 'one_off', '']),
          status: random.pick(['paid', 'paid', '']),
          ...more,
        });
      pay();
      if (random.chance(0.05)) pay();
      if (random.chance(0.03)) pay({ status: random.pick(['failed', 'open', 'void']) });
      if (random.chance(0.03)) pay({ kind: 'refund' });
      if (random.chance(0.02)) pay({ amount: '0.00' });
      if (bought > 0 && random.chance(leaves)) break;
      day += Math.ceil(-gap * Math.log(1 - random.fraction()));
    }
  }
  const header = 'payment_id customer_id at amount currency kind status'.split(' ');
  return { customers: file, subscriptions: 'customer_id,started_at\n', payments: csv(header, rows) };
}

function people(random: Random): { readonly customers: readonly Customer[]; readonly file: string } {
  const currencies = random.pick([[''], ['USD'], ['USD', 'EUR']]);
  const customers = range(random.integer(120, 200)).map((i) => ({
    id: `c${i + 1}`,
    currency: random.pick(currencies),
  }));
  const rows = customers.map(({ id }) => ({ customer_id: id, segment: random.pick(['smb', 'enterprise']) }));
  return { customers, file: csv(['customer_id', 'segment'], rows) };
}

/** A share that is spread much as a beta of the same two numbers is. */
function kumaraswamy(random: Random, low: number, high: number): number {
  return (1 - random.fraction() ** (1 / high)) ** (1 / low);
}

/** Around 1, the more closely the greater the shape. */
function erlang(random: Random, shape: number): number {
  return range(shape).reduce((sum) => sum - Math.log(1 - random.fraction()) / shape, 0);
}

/** The same day so many months later, or the last of that month. */
function monthsAfter(day: number, months: number): number {
  const date = new Date(day * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / DAY;
}
