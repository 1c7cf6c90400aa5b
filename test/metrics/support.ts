import { calculate, type Query, type Result } from '../../src/calculator/calculate.ts';
import type { AnyMetric, Ask, Facts } from '../../src/calculator/metric.ts';
import type { Period } from '../../src/calculator/period.ts';
import { zoneOf } from '../../src/calculator/zone.ts';
import { type Account, openBook } from '../../src/records/account.ts';
import { customerSchema } from '../../src/records/customer.ts';
import { type Dataset, tablesOf } from '../../src/records/dataset.ts';
import { segmentBy } from '../../src/records/dimension.ts';
import type { Reading } from '../../src/records/reading.ts';
import type { Customer, Origin, Payment, Subscription, Survey, Ticket } from '../../src/records/row.ts';
import { defaultSettings, type Settings } from '../../src/records/settings.ts';
import { paymentSchema } from '../../src/records/payment.ts';
import { subscriptionSchema } from '../../src/records/subscription.ts';
import { surveySchema } from '../../src/records/survey.ts';
import { ticketSchema } from '../../src/records/ticket.ts';
import { dayFrom, period } from '../calculator/support.ts';
import { accepted, type Cells } from '../records/support.ts';

export { period };
export const july = period('2024-07');
export const settings: Settings = defaultSettings(dayFrom('2024-08-15'));

/** Rows know their place, and one column to be split by. */
const originOf = ({ by }: Cells): Origin => ({ file: 'rows.csv', line: 1, labels: [by] });

/**
 * Customer A pays 100.00 a month for these days, the second one not included, unless told otherwise. The export lacks
 * the columns named last.
 */
export function subscription(
  started: string,
  ended: string | null = null,
  more: Cells = {},
  lacks: readonly string[] = [],
): Subscription {
  const { by, ...cells } = more;
  const row = { customer_id: 'A', amount: '100', ...cells, started_at: started, ended_at: ended ?? '' };
  const columns = Object.entries(row).filter(([column]) => !lacks.includes(column));
  return {
    ...accepted(subscriptionSchema, Object.fromEntries(columns)),
    ...originOf({ ...(by !== undefined && { by }) }),
  };
}

/** A customer of the customers export. */
export function customer(id: string, by: string): Customer {
  return { ...accepted(customerSchema, { customer_id: id }), ...originOf({ by }) };
}

/** An answer of somebody else each time; a blank score is a survey that was sent and not answered. */
export function survey(
  kind: 'nps' | 'csat' | 'ces' | 'enps',
  score: number | '',
  on: string,
  more: Cells = {},
  how: Partial<Reading> = {},
): Survey {
  const { by, ...cells } = more;
  const row = { kind, score: String(score), responded_at: score === '' ? '' : on, ...cells };
  return { ...accepted(surveySchema, row, how), ...originOf({ ...(by !== undefined && { by }) }), account: null };
}

/** Solved on the day it was created, with one reply, unless told otherwise. */
export function ticket(created: string, more: Cells = {}): Ticket {
  const { by, ...cells } = more;
  const row = { ticket_id: 't', created_at: created, first_solved_at: created, agent_replies: '1', ...cells };
  return { ...accepted(ticketSchema, row), ...originOf({ ...(by !== undefined && { by }) }), account: null };
}

/** Customer A pays 50.00 on this day, unless told otherwise. */
export function payment(on: string, more: Cells = {}): Payment {
  const { by, ...cells } = more;
  const row = { customer_id: 'A', at: on, amount: '50', ...cells };
  return { ...accepted(paymentSchema, row), ...originOf({ ...(by !== undefined && { by }) }), account: null };
}

/** One customer with these subscriptions. */
export function account(...rows: readonly Subscription[]): Account {
  const [only, ...others] = openBook(rows).accounts;
  if (only === undefined || others.length > 0) throw new RangeError('these are not the rows of one customer');
  return only;
}

/** So many customers at the start of July, of whom so many leave in it. */
export function crowd(size: number, lost: number): Subscription[] {
  return Array.from({ length: size }, (_, i) =>
    subscription('2024-01-01', i < lost ? '2024-07-15' : null, { customer_id: `c${i}` }),
  );
}

/** So many answers of each score, from the lowest up. */
export function answers(
  kind: 'csat' | 'ces' | 'nps',
  lowest: number,
  counts: readonly number[],
  more: Cells = {},
): Survey[] {
  return counts.flatMap((count, i) =>
    Array.from({ length: count }, () => survey(kind, lowest + i, '2024-07-09', more)),
  );
}

interface Options extends Partial<Omit<Query<Settings>, 'metrics' | 'by'>> {
  /** Split by the column of the rows. */
  readonly by?: true;
  readonly facts?: Facts;
}

/** All results of a metric: over July, as of 15 August, unless told. */
export function results(
  metric: AnyMetric<Settings> | Ask<Settings>,
  dataset: Dataset,
  { by, facts, ...more }: Options = {},
): Result[] {
  const query = { metrics: [metric], periods: [july], settings, ...(by && { by: segmentBy(0) }), ...more };
  return calculate(query, tablesOf(dataset), facts);
}

/** The one result of a metric. */
export function measure(metric: AnyMetric<Settings> | Ask<Settings>, dataset: Dataset, more: Options = {}): Result {
  const [only, ...others] = results(metric, dataset, more);
  if (only === undefined || others.length > 0) throw new RangeError(`${others.length + 1} results, not one`);
  return only;
}

/** What a metric makes of these subscriptions. */
export const ofBook = (metric: AnyMetric<Settings>, ...rows: readonly Subscription[]): Result =>
  measure(metric, { book: openBook(rows) });

/** What a metric makes of these answers. */
export const ofSurveys = (metric: AnyMetric<Settings> | Ask<Settings>, ...rows: readonly Survey[]): Result =>
  measure(metric, { surveys: rows });

/** What a metric made from rows makes of one of them. */
export function observe(metric: AnyMetric<Settings>, row: unknown, within: Period = july): unknown {
  if ('inputs' in metric) throw new TypeError(`${metric.id} is worked out from others`);
  return metric.observe(row, within, { settings, method: metric.methods?.[0] ?? null });
}

/** METRICS.md 3.1, under the canonical names: opening 9 customers and 1,530.00, closing 9 and 1,260.00. */
export const DS1: readonly Subscription[] = `
  A 2023-01-15 - 100
  B 2023-03-01 2024-07-10 100
  B 2024-07-10 - 150
  C 2023-05-01 2024-07-20 200
  C 2024-07-20 - 120
  D 2022-11-01 2024-07-12 300
  E 2024-02-01 2024-07-01 50
  F 2024-07-01 - 80
  G 2024-07-03 2024-07-25 60
  H 2023-01-01 2024-03-31 90
  H 2024-07-15 - 90
  I 2023-06-01 2024-07-08 70
  I 2024-07-08 - 70
  J 2023-09-01 - 40
  J 2023-10-01 2024-07-18 60
  K 2024-06-01 2024-07-05 110
  K 2024-07-22 - 110
  L 2024-07-09 2024-07-09 30
  M 2024-05-01 2024-08-01 500`
  .trim()
  .split('\n')
  .map((line, i) => {
    const [id = '', started = '', ended = '', amount = ''] = line.trim().split(' ');
    const cells = { subscription_id: `s${i + 1}`, customer_id: id, amount };
    return subscription(started, ended === '-' ? null : ended, cells);
  });
export const ds1: Dataset = { book: openBook(DS1) };
/** Who looks after whom in DS-1. */
export const ds1ByRep: Dataset = {
  book: openBook(
    DS1,
    Array.from('ABCHJLM', (id) => customer(id, 'ana')).concat(Array.from('DEFGIK', (id) => customer(id, 'ben'))),
  ),
};

/** METRICS.md 3.3, [CM-life]: 4 Gold for $2,000 a year, 2 Silver more, Silver goes, Gold goes, 3 Gold by the month. */
export const lifecycle: readonly Subscription[] = [
  subscription('2024-07-02', '2024-07-20', { amount: '2000', interval: 'year' }),
  subscription('2024-07-05', '2024-07-15', { amount: '60' }),
  subscription('2024-07-25', null, { amount: '150' }),
];

/** METRICS.md 3.4: DS-2. t8 was created last month, t11 was begun by an agent. */
export const DS2: readonly Ticket[] = [
  ticket('2024-07-02'),
  ticket('2024-07-03', { first_solved_at: '2024-07-05', agent_replies: '3' }),
  ticket('2024-07-10', {
    agent_replies: '2',
    agent_replies_before_solve: '1',
    reopens: '1',
    reopened_at: '2024-07-12',
  }),
  ticket('2024-07-15', {
    agent_replies: '2',
    agent_replies_before_solve: '1',
    reopens: '1',
    reopened_at: '2024-07-30',
  }),
  ticket('2024-07-20', { first_solved_at: '', agent_replies: '0', is_spam: 'true' }),
  ticket('2024-07-21', { first_solved_at: '', agent_replies: '0', merged_into: 't2' }),
  ticket('2024-07-31', { first_solved_at: '2024-08-01' }),
  ticket('2024-06-29', { first_solved_at: '2024-07-01' }),
  ticket('2024-07-25', { first_solved_at: '' }),
  ticket('2024-07-28', { agent_replies: '0' }),
  ticket('2024-07-18', { submitter_role: 'agent' }),
  ticket('2024-07-31'),
];

/** METRICS.md 3.4: DS-3 without c8, whose 11 is refused; in a zone. */
export const ds3 = (name = 'UTC'): Survey[] =>
  (
    [
      ['c1', 10, '2024-07-02'],
      ['c2', 9, '2024-07-03'],
      ['c3', 8, '2024-07-04'],
      ['c4', 7, '2024-07-05'],
      ['c5', 6, '2024-07-06'],
      ['c6', 0, '2024-07-07'],
      ['c1', 4, '2024-07-20'],
      ['c7', '', '2024-07-21'],
      ['c9', 9, '2024-08-01T02:00:00Z'],
      ['c10', 10, '2024-06-30'],
    ] as const
  ).map(([respondent_id, score, on]) => {
    const fields = new Set(['kind', 'score', 'responded_at', 'respondent_id']);
    return survey('nps', score, on, { respondent_id }, { fields, zone: zoneOf(name) });
  });
