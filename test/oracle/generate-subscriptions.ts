import { Random } from './random.ts';
import { AS_OF, LAST, anyDay, edgeFrom, moment, nextFirst, written } from './days.ts';
import { csv, money, range, repeat, type Row } from './text.ts';
import type { Customer } from './customers.ts';

type Price = 'amount' | 'amount beside quantity' | 'unit_amount' | 'unit_amount by quantity' | 'mrr' | 'none';

/** `touching`: whether a row may begin on the day that another of the same id ends. */
export function makeSubscriptions(random: Random, customers: readonly Customer[], touching: boolean): string {
  const price = random.pick<Price>([
    ...repeat<Price>('amount', 5),
    ...repeat<Price>('amount beside quantity', 3),
    ...repeat<Price>('unit_amount', 2),
    ...repeat<Price>('unit_amount by quantity', 6),
    ...repeat<Price>('mrr', 4),
    'none',
  ]);
  const has = {
    interval: random.chance(0.7),
    interval_count: random.chance(0.4),
    status: random.chance(0.6),
    trial_end: random.chance(0.3),
    discount_amount: price !== 'none' && random.chance(0.4),
    discount_percent: price !== 'none' && random.chance(0.5),
    discount_end: random.chance(0.7),
    instants: random.chance(0.15),
    canceled_at: random.chance(0.4),
    cancel_at_period_end: random.chance(0.7),
  };
  const currencies = random.pick([[''], ['USD'], ['USD', 'EUR']]);
  const header = [
    ['subscription_id', 'customer_id', 'started_at', 'ended_at'],
    price === 'none' ? [] : price === 'mrr' ? ['mrr'] : price.startsWith('unit') ? ['unit_amount'] : ['amount'],
    price.endsWith('quantity') ? ['quantity'] : [],
    (['interval', 'interval_count', 'status', 'trial_end', 'discount_amount', 'discount_percent'] as const).filter(
      (column) => has[column],
    ),
    has.discount_end && (has.discount_amount || has.discount_percent) ? ['discount_end'] : [],
    currencies[0] === '' ? [] : ['currency'],
    has.canceled_at ? ['canceled_at'] : [],
    has.canceled_at && has.cancel_at_period_end ? ['cancel_at_period_end'] : [],
  ].flat();

  const rows: Row[] = [];
  // In some exports a subscription that changes has another row under the same id, for other days.
  const sharing = new Random(random.integer(0, 1_000_000));
  const shares = sharing.chance(0.4);
  for (const customer of customers) {
    if (random.chance(0.1)) continue;
    const currency = random.pick(currencies);
    let last: (Span & { readonly id: string }) | undefined;
    for (const { start, end } of history(random)) {
      const cents = amount(random);
      const quantity = random.chance(0.03) ? 0 : random.pick([1, 1, 2, 3, 5, 12]);
      const total = price === 'unit_amount by quantity' ? cents * quantity : cents;
      const discount = random.chance(0.35) ? random.pick(['discount_amount', 'discount_percent']) : 'none';
      const future = has.status && random.chance(0.02);
      const from = future ? AS_OF + random.integer(1, 60) : start;
      const until = future ? null : end;
      const before = (last?.end ?? Infinity) <= from - (touching ? 0 : 1) && from > (last?.start ?? from);
      const id: string =
        last !== undefined && shares && before && sharing.chance(0.5) ? last.id : `s${rows.length + 1}`;
      last = { start: from, end: until, id };
      rows.push({
        subscription_id: id,
        customer_id: customer.id,
        started_at: moment(random, from, has.instants, 'morning'),
        ended_at: until === null ? '' : moment(random, until, has.instants, 'evening'),
        amount: money(random, cents),
        unit_amount: money(random, cents),
        mrr: money(random, cents),
        quantity: String(quantity),
        interval: random.pick([...repeat('month', 8), ...repeat('year', 4), 'quarter', 'half_year', 'week', 'day']),
        interval_count: String(random.pick([1, 1, 1, 1, 2, 3, 6])),
        status: future ? 'future' : status(random, until),
        trial_end: random.chance(0.2) ? written(random.pick([from, from + 14, edgeFrom(random, from)])) : '',
        discount_amount:
          discount === 'discount_amount'
            ? money(random, random.pick([total, Math.floor(total / 3), 1 % (total + 1)]))
            : '',
        discount_percent: discount === 'discount_percent' ? random.pick(['100', '50', '25', '10', '33', '12.5']) : '',
        discount_end:
          discount !== 'none' && random.chance(0.6)
            ? written(random.pick([from + random.integer(0, 200), edgeFrom(random, from)]))
            : '',
        currency,
        ...cancellation(random, from, until),
      });
    }
  }
  return csv(header, rows);
}

interface Span {
  readonly start: number;
  readonly end: number | null;
}

/** One customer's rows: touching, overlapping or with a gap; some of no length, some open, many on a boundary. */
function history(random: Random): Span[] {
  const spans: Span[] = [];
  let cursor = anyDay(random);
  for (const _ of range(random.integer(1, 6))) {
    const start = random.chance(0.2) ? nextFirst(cursor) : cursor;
    const length = random.pick([0, random.integer(1, 6), random.integer(7, 30), random.integer(31, 120), 365]);
    const end = length > 0 && random.chance(0.3) ? nextFirst(start + length) : start + length;
    spans.push({ start, end: random.chance(0.15) ? null : end });
    const overlap = start + random.integer(0, length);
    cursor = random.pick([end, end + 1, end + random.integer(1, 90), overlap]);
    if (cursor > LAST) break;
  }
  return spans;
}

/** Some ask to leave before they go, and may be let go at once; when they asked is never later than the end. */
function cancellation(random: Random, from: number, until: number | null): Row {
  if (until === null || until <= from || random.chance(0.4)) return {};
  const asked = random.pick([until, until - 1, from, from + random.integer(0, until - from)]);
  return { canceled_at: written(asked), cancel_at_period_end: random.pick(['true', 'true', 'false', '']) };
}

/** Amounts that are round, odd, free, and such that a twelfth, a sixth or a half falls on half a cent. */
function amount(random: Random): number {
  const any = random.integer(1, 500_000);
  return random.pick([0, 4900, 100 * random.integer(1, 900), any, any, 12 * any + 6, 6 * any + 3, 2 * any + 1]);
}

/** As at the export: a row that ended says how, one that runs says how it is doing. */
function status(random: Random, end: number | null): string {
  if (end !== null) {
    return end <= AS_OF
      ? random.pick(['canceled', 'canceled', 'expired', 'active'])
      : random.pick(['active', 'non_renewing']);
  }
  const unpaid = ['trialing', 'paused', 'unpaid', 'incomplete', 'incomplete_expired'];
  return random.chance(0.15) ? random.pick(unpaid) : random.pick(['active', 'active', 'active', 'past_due']);
}
