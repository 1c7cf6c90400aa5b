import type { Exports } from './generate.ts';
import { dataset } from './generate.ts';
import { makeCustomers, type Customer } from './customers.ts';
import { TIMES, written } from './days.ts';
import { Random } from './random.ts';
import { csv, money, range, type Row } from './text.ts';
import { makeAnswers, makeBills, makeGrowth, makeHelp, makeUsage } from './generate-health-rows.ts';

/** Exports that say how customers do, as CSV. */
export interface HealthExports extends Exports {
  readonly usage: string;
  readonly history: string;
}

/**
 * A company whose days lie around one close: most of what happens is on a boundary of a window of METRICS.md 6.2, a day
 * to this side or to that, and some of it is after the close, where it must not matter.
 */
// csm health takes no growth from columns of the customers export, though docs/decisions.md says that it does: only
// `columns` of csm growth have them.
export function healthCompany(seed: number, close: string, columns: boolean): HealthExports {
  const random = new Random(seed * 7919);
  const company = new Company(random, Date.parse(`${close}T00:00:00Z`) / (24 * 60 * 60 * 1000));
  const customers = makeCustomers(random);
  const growth = makeGrowth(company, customers, columns);
  return {
    customers: growth.customers,
    history: growth.history,
    subscriptions: random.chance(0.25) ? elsewhere(seed, customers) : makeContracts(company, customers),
    tickets: makeHelp(company, customers),
    surveys: makeAnswers(company, customers),
    payments: makeBills(company, customers),
    usage: makeUsage(company, customers),
  };
}

/** A company at which many stay and many leave, by and after a close; those who leave are often in trouble before. */
export function leavingCompany(seed: number, close: string): HealthExports {
  const random = new Random(seed * 7927);
  const company = new Company(random, Date.parse(`${close}T00:00:00Z`) / (24 * 60 * 60 * 1000));
  const customers = makeCustomers(random, random.pick([5, 40, 50, 55]));
  const growth = makeGrowth(company, customers, false);
  return {
    customers: growth.customers,
    history: growth.history,
    subscriptions: makeContracts(company, customers),
    tickets: makeHelp(company, customers),
    surveys: makeAnswers(company, customers),
    payments: makeBills(company, customers),
    usage: makeUsage(company, customers),
  };
}

/** What happens when: days before a close. */
export class Company {
  readonly random: Random;
  private readonly close: number;

  constructor(random: Random, close: number) {
    this.random = random;
    this.close = close;
  }

  /** A day, or an instant of it, so many days before the close; the same moment never twice. */
  before(days: number, timed = false): string {
    const day = written(this.close - days);
    return timed ? `${day}T${this.random.pick(TIMES)}Z` : day;
  }

  /** So many days before the close as decides something about these windows; below zero is after it. */
  edge(...windows: number[]): number {
    const { random } = this;
    const length = random.pick(windows);
    return random.pick([
      length + random.integer(-2, 1),
      length + random.integer(-2, 1),
      random.integer(0, length),
      random.integer(0, 400),
      random.pick([0, 0, -1, -1, -random.integer(1, 40)]),
    ]);
  }
}

/** Subscriptions of the other tests, of customers by the same names. */
function elsewhere(seed: number, customers: readonly Customer[]): string {
  const { subscriptions } = dataset(seed);
  const known = new Set(customers.map(({ id }) => id));
  const [header = '', ...rows] = subscriptions.trimEnd().split('\n');
  return `${[header, ...rows.filter((row) => known.has(row.split(',')[1] ?? ''))].join('\n')}\n`;
}

/** One or two subscriptions of each, with other prices and seats over the time, ended, cancelled, free for a while. */
function makeContracts(company: Company, customers: readonly Customer[]): string {
  const { random } = company;
  const currencies = random.pick([[''], ['USD'], ['USD', 'USD', 'EUR']]);
  const priced = random.chance(0.9);
  const seated = random.chance(0.8);
  const header = [
    ['subscription_id', 'customer_id', 'started_at', 'ended_at', 'interval', 'canceled_at'],
    priced ? ['amount'] : [],
    seated ? ['quantity'] : [],
    currencies[0] === '' ? [] : ['currency'],
  ].flat();
  const rows: Row[] = [];
  for (const { id } of customers) {
    const currency = random.pick(currencies);
    for (const nth of range(random.pick([1, 1, 1, 2]))) {
      let from = company.edge(28, 56, 90, 91, 112, 200, 365, 365, 365);
      for (const _ of range(random.pick([1, 1, 2, 3]))) {
        const until = random.chance(0.5) ? null : random.integer(-120, from);
        const asked = until !== null && until < 0 && random.chance(0.5) ? random.integer(until, from) : null;
        rows.push({
          subscription_id: `s${rows.length + 1}`,
          customer_id: id,
          started_at: company.before(from),
          ended_at: until === null ? '' : company.before(until),
          canceled_at: asked === null ? '' : company.before(asked),
          amount: money(random, random.pick([0, 4900, 4900, 9800, random.integer(1, 500_000)])),
          interval: random.pick(['month', 'month', 'year']),
          quantity: String(random.pick([1, 1, 2, 5, 12])),
          currency: nth > 0 && random.chance(0.2) ? random.pick(currencies) : currency,
        });
        if (until === null || until < -60) break;
        from = until - random.pick([0, 0, 0, 1, 30]);
      }
    }
  }
  return csv(header, rows);
}
