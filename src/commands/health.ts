import { createHash } from 'node:crypto';
import type { Calculation } from '../calculator/calculate.ts';
import type { Day } from '../calculator/calendar.ts';
import type { Facts } from '../calculator/metric.ts';
import type { Period } from '../calculator/period.ts';
import { CsmError, EXIT, type Issue, notice } from '../errors.ts';
import { canonical, COMPONENTS, type HealthConfig } from '../health/config.ts';
import { daysSinceContact } from '../health/contact.ts';
import { History } from '../health/history.ts';
import { candidatesOf, type Entry, entriesOf } from '../health/portfolio.ts';
import { scoresAt } from '../health/score.ts';
import type { AnyRow } from '../input/context.ts';
import type { FileReport } from '../input/read.ts';
import { nearest } from '../nearest.ts';
import type { HealthAnswer } from '../output/report.ts';
import { type Account, type Book, mrrAt } from '../records/account.ts';
import type { CustomerHealth, LedgerHealth } from '../records/health.ts';
import { firmsOf, growthAt } from '../records/growth.ts';
import { Owners } from '../records/owners.ts';
import type { History as HistoryRow } from '../records/row.ts';
import type { Settings } from '../records/settings.ts';
import { configFrom, SHOWN, silentFrom } from './health-options.ts';
import { limitFrom, type MeasureOptions } from './options.ts';

/** A run of `csm health`: what is known of each customer, and the scores at the closes that are asked about. */
export class HealthRun {
  readonly config: HealthConfig;
  readonly history: History;
  readonly #options: MeasureOptions;
  readonly #owners = new Owners();
  readonly #told: HistoryRow[] = [];
  readonly #isByRep: boolean;
  readonly #answers = new Map<Day, Scored[]>();
  /** What the one customer that is asked about said, asked for and paid. */
  readonly watched: AnyRow[] = [];

  constructor(options: MeasureOptions, isByRep: boolean) {
    this.config = configFrom(options);
    silentFrom(options.silentDays);
    const { highPriority } = this.config.targets;
    this.history = new History({ highPriority, direction: options.direction ?? 'ease' });
    this.#options = options;
    this.#isByRep = isByRep;
  }

  /** Columns of the customers export that are read beside those of `--by`: scores that are given as they are. */
  get columns(): string[] {
    const { bandsBy } = this.config;
    return [...this.#given, ...(bandsBy ? [bandsBy.column] : [])];
  }

  /** The names of weights, where some of them are columns. */
  get #given(): string[] {
    const names = namesIn(this.config);
    return names.every(isComponent) ? [] : names;
  }

  take(each: AnyRow): void {
    if (this.#watches(each)) this.watched.push(each);
    if (each.kind === 'usage') this.history.addUsage(each.row);
    else if (each.kind === 'tickets') this.history.addTicket(each.row);
    else if (each.kind === 'surveys') this.history.addAnswer(each.row);
    else if (each.kind === 'payments') this.history.addPayment(each.row);
    else if (each.kind === 'assignments') this.#owners.add(each.row);
    else if (each.kind === 'history') this.#told.push(each.row);
  }

  /** All rows are in: scores the customers of each period's close, and has the calculation count them. */
  measure(
    book: Book,
    reports: readonly FileReport[],
    { calculation, periods }: { readonly calculation: Calculation<Settings>; readonly periods: readonly Period[] },
  ): void {
    this.history.join(book);
    this.history.growth = growthOf(book, this.#told, reports);
    this.#takeGiven(book, reports);
    for (const period of periods) {
      const rows = this.rowsAt(period.closeDay);
      const ledgers = rows.flatMap((row) => ledgersOf(row, period.closeDay));
      calculation.addIn(period, { health: rows, health_ledgers: ledgers });
    }
  }

  /** The customers of a close, as metrics count them. */
  rowsAt(day: Day): CustomerHealth[] {
    return this.#scoresAt(day).map((score) => this.#rowOf(score, day));
  }

  /** The part of the answer that is about single customers. */
  answer(told: Period, compare: Period | null, facts: Facts): HealthAnswer {
    const { closeDay } = told;
    const now = this.#scoresAt(closeDay);
    const then = compare === null ? [] : this.#scoresAt(compare.closeDay);
    const entries = entriesOf(now, {
      before: new Map(then.map((each) => [each.customer.customer, each])),
      ownerOf: (customer, account) => this.ownerOf(customer, account, closeDay),
      mrrOf: (account) => (facts.has('subscriptions', 'amount') ? mrrOf(account, closeDay) : null),
      silenceOf: (customer) => daysSinceContact(this.history, customer, closeDay),
    });
    const { band, expansionCandidates, limit } = this.#options;
    const silent = silentFrom(this.#options.silentDays);
    const { version, missing, bands, bandsBy } = this.config;
    return {
      health: { version, hash: this.hash, missing, bands, ...(bandsBy && { bands_by: bandsBy }) },
      customers: entries.filter(
        (each) =>
          (band === undefined || each.band === band) && (silent === null || (each.daysSinceContact ?? -1) >= silent),
      ),
      shown: { band: band ?? null, limit: limitFrom(limit, SHOWN) },
      ...(expansionCandidates && {
        candidates: candidatesOf(entries, now, this.history, { day: closeDay, config: this.config }),
        seatUse: this.config.targets.seatUse,
      }),
    };
  }

  /** What tells this config from any other: scores of two of them are not compared. */
  get hash(): string {
    return createHash('sha256').update(canonical(this.config)).digest('hex').slice(0, 12);
  }

  /** What there is to say of what the scores rest on. */
  issues(told: Period): Issue[] {
    const scores = this.#scoresAt(told.closeDay);
    if (scores.length > 0 && scores.every(({ score }) => score === null)) return [noScores(scores.length)];
    const fixed = scores.filter(({ parts }) => parts.some(({ isStatic }) => isStatic)).length;
    if (fixed === 0) return [];
    const message = `${fixed} of ${scores.length} scores rest on what an export says without a day: as it is now, not as it was`;
    return [notice('health/static', 'note', message)];
  }

  /** Whether there are customers and no dated row: a list of them need not have any. */
  isQuiet(covered: unknown): boolean {
    return covered === null && [...this.#answers.values()].some(({ length }) => length > 0);
  }

  /** How one customer does at the close of a day; null where it is none. */
  scoreOf(id: string, day: Day): Scored | null {
    return this.#scoresAt(day).find(({ customer }) => customer.customer === id) ?? null;
  }

  #watches({ kind, row }: AnyRow): boolean {
    const { customer } = this.#options;
    return (
      customer !== undefined &&
      /^(surveys|tickets|payments)$/.test(kind) &&
      'customer_id' in row &&
      row.customer_id === customer
    );
  }

  #scoresAt(day: Day): Scored[] {
    const known = this.#answers.get(day);
    if (known) return known;
    const scores = scoresAt(this.history, day, this.config);
    this.#answers.set(day, scores);
    return scores;
  }

  #rowOf({ customer: { customer, account }, score, band }: Scored, day: Day): CustomerHealth {
    const row = { customer, account, score, band };
    return this.#isByRep ? { ...row, labels: [this.ownerOf(customer, account, day) ?? ''] } : row;
  }

  /** Who looks after a customer on a day; without assignments, who does by the customers export. */
  ownerOf(customer: string, account: Account | null, day: Day): string | null {
    return this.#owners.isEmpty ? (account?.details?.rep ?? null) : this.#owners.on(customer, day);
  }

  /** Where the weights name what csm does not work out, the customers export has to give it. */
  #takeGiven(book: Book, reports: readonly FileReport[]): void {
    const { columns: all } = this;
    if (all.length === 0) return;
    const columns = this.#given;
    const offset = this.#options.by === undefined ? 0 : 1;
    const has = (i: number): boolean =>
      reports.some(({ kind, labels }) => kind === 'customers' && labels[offset + i] === true);
    const { bandsBy } = this.config;
    if (bandsBy) {
      const at = all.length - 1;
      if (!has(at)) throw unknownColumn(bandsBy.column);
      const own = new Map(Object.entries(bandsBy.values));
      this.history.bands = (id) => own.get(book.byCustomer.get(id)?.details?.labels[offset + at]?.trim() ?? '');
    }
    const isWhole = columns.length > 0 && columns.every((_, i) => has(i));
    for (const [i, name] of columns.entries()) if (!isComponent(name) && !has(i)) throw unknownComponent(name);
    const given = new Set(columns.filter((name) => isWhole || !isComponent(name)));
    this.history.given = (id, name) => {
      if (!given.has(name)) return undefined;
      const details = book.byCustomer.get(id)?.details;
      const text = details?.labels[offset + columns.indexOf(name)]?.trim() ?? '';
      if (text === '') return { score: null, reason: 'not_given', why: `no ${name} given` };
      const score = scoreIn(text, this.#options.decimal);
      if (score !== null) return { score, reason: null, why: 'as given', isStatic: true };
      throw new CsmError('health/given', `${name} is ${text}, not a number from 0 to 100`, {
        at: `${details?.file}:${details?.line}`,
        exitCode: EXIT.data,
        ...(scoreIn(text, 'comma') !== null && { hint: '--decimal comma' }),
      });
    };
  }
}

/** The growth of customers' own business. Values without a date hold for no past day, so they are left out. */
function growthOf(book: Book, told: readonly HistoryRow[], reports: readonly FileReport[]): History['growth'] {
  const isBooked = reports.some(({ kind }) => kind === 'subscriptions');
  const firms = firmsOf(book.accounts, told, { exportDay: null, isBooked });
  const facts = new Map(firms.map(({ customer_id, facts: known }) => [customer_id, known]));
  return (customer, day) => {
    const known = facts.get(customer);
    return known === undefined ? null : growthAt(known, day);
  };
}

type Scored = ReturnType<typeof scoresAt>[number];

/** A score as it is written, with the decimal mark that is said; null where it is none. */
function scoreIn(text: string, decimal: string | undefined): number | null {
  const isComma = decimal === 'comma' || decimal === ',';
  if (!(isComma ? /^\d+(,\d+)?$/ : /^\d+(\.\d+)?$/).test(text)) return null;
  const score = Number(text.replace(',', '.'));
  return score <= 100 ? score : null;
}

const isComponent = (name: string): boolean => COMPONENTS.some((each) => each === name);
const namesIn = ({ weights, profiles }: HealthConfig): string[] => [
  ...new Set([weights, ...profiles.map((each) => each.weights)].flatMap(Object.keys)),
];

const unknownComponent = (name: string): CsmError =>
  new CsmError(
    'health/unknown-component',
    `health.weights.${name}: no such component, and no column of the customers`,
    {
      hint: nearest(name, COMPONENTS) ?? `components: ${COMPONENTS.join(', ')}`,
    },
  );

const unknownColumn = (name: string): CsmError =>
  new CsmError('health/unknown-column', `health.bandsBy.${name}: the customers export has no such column`, {
    hint: 'name a column of the customers export, or leave bandsBy out',
  });

const ledgersOf = (row: CustomerHealth, day: Day): LedgerHealth[] =>
  (row.account?.ledgers ?? [])
    .filter((ledger) => mrrAt(ledger, day) !== 0)
    .map((ledger) => Object.assign({}, row, { ledger, currency: ledger.currency }));

/** What an account pays, in minor units; null where that is in several currencies, or nothing. */
export function mrrOf(account: Account | null, day: Day): Entry['mrr'] {
  const sums = (account?.ledgers ?? [])
    .map((ledger) => ({ currency: ledger.currency, cents: mrrAt(ledger, day) }))
    .filter(({ cents }) => cents !== 0);
  const [only, ...others] = sums;
  return only !== undefined && others.length === 0 ? only : null;
}

function noScores(customers: number): Issue {
  const message = `no customer of ${customers} has a score: the exports say nothing of what they use, ask, answer or pay`;
  const hint =
    'name --usage, --tickets, --surveys or --payments; scores of your own are columns of customers, of other names than components, in health.weights of csm.config.json';
  return notice('health/no-scores', 'warning', message, hint);
}
