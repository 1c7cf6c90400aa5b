import { Random } from './random.ts';

/** The exports of one company, as CSV under the canonical headers. */
export interface Exports {
  readonly customers: string;
  readonly subscriptions: string;
  readonly tickets: string;
  readonly surveys: string;
  readonly payments: string;
}

/**
 * A small company with a busy history. Every row is clean; what varies is everything METRICS.md has a rule for.
 * What it has no rule for is left out: two answers of one respondent at the same moment, for example.
 */
export function dataset(seed: number): Exports {
  const random = new Random(seed);
  const customers = makeCustomers(random);
  const orphans = range(random.integer(0, 3)).map((i): Customer => ({ id: `x${i + 1}`, segment: '', rep: '' }));
  const all = [...customers, ...orphans];
  const support = makeTickets(random, all);
  return {
    customers: csv(
      ['customer_id', 'segment', 'rep'],
      customers.map(({ id, segment, rep }) => ({ customer_id: id, segment, rep })),
    ),
    subscriptions: makeSubscriptions(random, all),
    tickets: support.text,
    surveys: makeSurveys(random, all, support.tickets),
    payments: makePayments(random, all),
  };
}

interface Customer {
  readonly id: string;
  readonly segment: string;
  readonly rep: string;
}

type Row = Readonly<Record<string, string>>;

function makeCustomers(random: Random): Customer[] {
  const segments = random.pick([
    ['smb', 'enterprise'],
    ['smb', 'mid', 'enterprise', ''],
    ['smb', 'Mid Market', ''],
  ]);
  return range(random.integer(5, 60)).map((i) => ({
    id: `c${String(i + 1).padStart(2, '0')}`,
    segment: random.pick(segments),
    rep: random.pick(['ana', 'ben', '']),
  }));
}

// Subscriptions

type Price = 'amount' | 'amount beside quantity' | 'unit_amount' | 'unit_amount by quantity' | 'mrr' | 'none';

function makeSubscriptions(random: Random, customers: readonly Customer[]): string {
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
  for (const customer of customers) {
    if (random.chance(0.1)) continue;
    const currency = random.pick(currencies);
    for (const { start, end } of history(random)) {
      const cents = amount(random);
      const quantity = random.chance(0.03) ? 0 : random.pick([1, 1, 2, 3, 5, 12]);
      const total = price === 'unit_amount by quantity' ? cents * quantity : cents;
      const discount = random.chance(0.35) ? random.pick(['discount_amount', 'discount_percent']) : 'none';
      const future = has.status && random.chance(0.02);
      const from = future ? AS_OF + random.integer(1, 60) : start;
      const until = future ? null : end;
      rows.push({
        subscription_id: `s${rows.length + 1}`,
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

// Tickets

interface Ticket {
  readonly id: string;
  readonly customer: string;
}

function makeTickets(random: Random, customers: readonly Customer[]): { text: string; tickets: Ticket[] } {
  const firstSolve = random.chance(0.85);
  const reopenDates = firstSolve && random.chance(0.85);
  const header = [
    ['ticket_id', 'customer_id', 'created_at'],
    firstSolve ? ['first_solved_at'] : [],
    ['solved_at', 'agent_replies'],
    random.chance(0.5) ? ['agent_replies_before_solve'] : [],
    ['customer_replies', 'reopens'],
    reopenDates ? ['reopened_at'] : [],
    random.chance(0.8) ? ['first_response_at'] : [],
    random.chance(0.7) ? ['closed_at'] : [],
    random.chance(0.8) ? ['rep'] : [],
    random.chance(0.25) ? ['first_contact_resolved'] : [],
    ['is_spam', 'merged_into', 'submitter_role', 'status'],
  ].flat();

  const rows: Row[] = [];
  const tickets: Ticket[] = [];
  for (const customer of customers) {
    for (const _ of range(random.integer(0, 5))) {
      const ticket = { id: `t${rows.length + 1}`, customer: customer.id };
      tickets.push(ticket);
      const clock = new Clock(random, anyDay(random));
      const created = clock.now();
      const replied = random.chance(0.8) ? clock.later(random.pick([0, 0, 0, 0, 1, 3])) : '';
      const solved = random.chance(0.8);
      const first = solved ? clock.later(random.pick([0, 0, 1, 2, 5, 20, 40])) : '';
      const reopened = solved && random.chance(0.35);
      const dated = reopened && random.chance(0.9);
      const again = dated ? clock.later(random.pick([0, 1, 6, 7, 7, 8, 8, 20])) : '';
      const last = reopened ? clock.later(random.integer(0, 3)) : first;
      const replies = random.pick([0, 1, 1, 1, 1, 2, 3, 5]);
      const spam = random.chance(0.05);
      const state = random.chance(0.03) ? 'deleted' : solved ? random.pick(['solved', 'closed']) : 'open';
      const closed = state === 'closed' ? clock.later(random.pick([0, 0, 1, 4, 30])) : '';
      rows.push({
        ticket_id: ticket.id,
        customer_id: random.chance(0.04) ? '' : customer.id,
        created_at: created,
        first_solved_at: first,
        solved_at: last,
        agent_replies: String(replies + (reopened ? random.integer(0, 1) : 0)),
        agent_replies_before_solve: String(replies),
        customer_replies: String(random.integer(0, 3)),
        reopens: String(reopened ? 1 : 0),
        reopened_at: again,
        is_spam: String(spam),
        merged_into: rows.length > 0 && random.chance(0.05) ? `t${random.integer(1, rows.length)}` : '',
        submitter_role: random.chance(0.08) ? 'agent' : 'customer',
        status: state,
        first_response_at: replied,
        closed_at: closed,
        rep: random.pick(['ana', 'ben', 'ben', '']),
        first_contact_resolved: random.pick(['', '', '', 'true', 'false']),
      });
    }
  }
  return { text: csv(header, rows), tickets };
}

/** Moments one after the other, all written alike: as days, or as instants at any time of the day. */
class Clock {
  private readonly random: Random;
  private readonly instants: boolean;
  private day: number;
  private time = '';

  constructor(random: Random, day: number) {
    this.random = random;
    this.instants = random.chance(0.7);
    this.day = day;
    this.time = random.pick(TIMES);
  }

  now(): string {
    return this.instants ? `${written(this.day)}T${this.time}Z` : written(this.day);
  }

  later(days: number): string {
    const time = this.random.pick(TIMES);
    this.time = days === 0 && time < this.time ? this.time : time;
    this.day += days;
    return this.now();
  }
}

// Surveys

const SCALES = { nps: [0, 10], csat: [1, 5], ces: [1, 7], enps: [0, 10] } as const;
type Kind = keyof typeof SCALES;

function makeSurveys(random: Random, customers: readonly Customer[], tickets: readonly Ticket[]): string {
  const header = [
    ['response_id'],
    random.chance(0.92) ? ['respondent_id'] : [],
    ['customer_id'],
    random.chance(0.8) ? ['ticket_id'] : [],
    ['kind', 'score'],
    random.chance(0.8) ? ['sent_at'] : [],
    ['responded_at'],
  ].flat();
  const calendar = new Calendar();

  const rows: Row[] = [];
  for (const customer of customers) {
    for (const person of range(random.integer(0, 3))) {
      const respondent = random.chance(0.1) ? '' : `${customer.id}-${person + 1}`;
      const home = anyDay(random);
      for (const _ of range(random.integer(1, 6))) {
        const kind = random.pick<Kind>(['nps', 'nps', 'nps', 'csat', 'csat', 'csat', 'ces', 'ces', 'enps']);
        const [ticket, ...others] = tickets.filter((one) => one.customer === customer.id);
        const about = ticket && kind === 'csat' && random.chance(0.6) ? random.pick([ticket, ...others]).id : '';
        // Several answers in one period, often on one day, need days that lie close together.
        const day = Math.min(random.pick([home, home, home + random.integer(1, 40), anyDay(random)]), LAST);
        const time = random.chance(0.3) ? null : random.pick(TIMES);
        if (
          !calendar.book([`${kind} by ${respondent || rows.length}`, `${kind} on ${about || rows.length}`], day, time)
        ) {
          continue;
        }
        const [low, high] = SCALES[kind];
        const blank = random.chance(0.12);
        const asked = day - random.integer(0, 10);
        rows.push({
          response_id: `a${rows.length + 1}`,
          respondent_id: respondent,
          customer_id: random.chance(0.04) ? '' : customer.id,
          ticket_id: about,
          kind,
          score: blank
            ? ''
            : String(random.chance(0.5) && high === 10 ? random.integer(6, 9) : random.integer(low, high)),
          sent_at: random.chance(0.08) ? '' : written(asked) + (asked < day && random.chance(0.5) ? 'T23:59:59Z' : ''),
          responded_at: blank && random.chance(0.6) ? '' : written(day) + (time === null ? '' : `T${time}Z`),
        });
      }
    }
  }
  return csv(header, rows);
}

/** Refuses what no definition puts in order: two answers at one moment, or a day beside an instant of that day. */
class Calendar {
  private readonly booked = new Map<string, Set<string>>();

  book(whose: readonly string[], day: number, time: string | null): boolean {
    const keys = whose.map((one) => `${one} ${day}`);
    const taken = keys.map((key) => this.booked.get(key) ?? new Set<string>());
    if (taken.some((times) => times.has('all day') || (time === null ? times.size > 0 : times.has(time)))) return false;
    keys.forEach((key, i) => this.booked.set(key, (taken[i] ?? new Set<string>()).add(time ?? 'all day')));
    return true;
  }
}

// Payments

/** What was paid, given back, tried in vain and asked for once; in one currency for each customer. */
function makePayments(random: Random, customers: readonly Customer[]): string {
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

// Contracts

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
    const cents = random.integer(1, 500_000);
    const row = (start: number, end: number | null, amount: number, more: Row = {}) =>
      rows.push({
        subscription_id: `s${rows.length + 1}`,
        customer_id: id,
        started_at: written(start),
        ended_at: end === null ? '' : written(end),
        amount: money(random, amount),
        interval: months === 3 ? 'quarter' : 'year',
        currency,
        ...more,
      });
    const start = due - Math.round((months * 365) / 12);
    const said = { term_end: written(due) };
    const outcome = random.pick(['left', 'next', 'next', 'early', 'late', 'yes', 'no', 'open', 'monthly']);
    if (outcome === 'monthly') row(due - 31, null, cents, { ...said, interval: 'month' });
    else if (outcome === 'open') row(start, null, cents, said);
    else if (outcome === 'no') row(start, random.pick([due, null]), cents, { ...said, renewed: 'false' });
    else if (outcome === 'yes') row(start, random.pick([due, null]), cents, { ...said, renewed: 'true' });
    else {
      const gap = { left: 0, next: 0, early: -random.integer(1, 40), late: random.pick([1, 29, 30, 31, 32, 60]) }[
        outcome
      ];
      const again = due + (gap ?? 0);
      // An early renewal ends what it renews; where both run, csm and SQL disagree (disagreements.test.ts).
      row(start, outcome === 'early' ? again : due, cents, said);
      const amount = random.pick([cents, 2 * cents, Math.ceil(cents / 3)]);
      if (outcome !== 'left') row(again, null, amount, { term_end: written(due + 2 * 365) });
    }
  }
  const header = 'subscription_id customer_id started_at ended_at amount interval currency term_end renewed'.split(' ');
  return {
    customers: csv(
      ['customer_id', 'segment', 'rep'],
      customers.map(({ id, segment, rep }) => ({ customer_id: id, segment, rep })),
    ),
    subscriptions: csv(header, rows),
  };
}

// Days

const DAY = 24 * 60 * 60 * 1000;
const FIRST = dayOf('2023-07-01');
const LAST = dayOf('2025-01-31');
const AS_OF = dayOf('2025-03-01');
const TIMES = ['00:00:00', '00:00:01', '08:15:00', '16:40:05', '23:59:59'];

/** The first and last days of the periods that are asked for, and their neighbours. */
const EDGES = `
  2023-12-31 2024-01-01 2024-02-09 2024-02-10 2024-02-25 2024-02-26 2024-02-29 2024-03-03 2024-03-04 2024-03-31
  2024-04-01 2024-05-03 2024-05-04 2024-06-30 2024-07-01 2024-07-31 2024-08-01 2024-12-31 2025-01-01
`
  .trim()
  .split(/\s+/)
  .map(dayOf);

/** Any day; one in three is an edge, and edges and summer are where the periods look. */
function anyDay(random: Random): number {
  const summer = dayOf('2024-06-15') + random.integer(0, 60);
  const spring = dayOf('2024-02-01') + random.integer(0, 100);
  return random.pick([
    random.pick(EDGES),
    random.pick(EDGES),
    summer,
    spring,
    ...repeat(random.integer(FIRST, LAST), 2),
  ]);
}

/** An edge that is not before a day; the day itself after the last one. */
function edgeFrom(random: Random, day: number): number {
  return random.pick([...EDGES.filter((edge) => edge >= day), day]);
}

/** The first of the next month, or the day itself if it is a first. */
function nextFirst(day: number): number {
  const date = new Date(day * DAY);
  if (date.getUTCDate() === 1) return day;
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY;
}

function dayOf(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / DAY;
}

function written(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** A day, or an instant of it; a row that ends on the day it began does not end before it begins. */
function moment(random: Random, day: number, instants: boolean, half: 'morning' | 'evening'): string {
  if (!instants) return written(day);
  const times = { morning: ['00:00:00', '09:30:00'], evening: ['16:40:05', '23:59:59'] } as const;
  return `${written(day)}T${random.pick(times[half])}Z`;
}

// Text

function money(random: Random, cents: number): string {
  return cents % 100 === 0 && random.chance(0.5) ? String(cents / 100) : (cents / 100).toFixed(2);
}

function csv(header: readonly string[], rows: readonly Row[]): string {
  const lines = rows.map((row) => header.map((column) => row[column] ?? '').join(','));
  return `${[header.join(','), ...lines].join('\n')}\n`;
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

function repeat<Item>(item: Item, times: number): Item[] {
  return range(times).map(() => item);
}
