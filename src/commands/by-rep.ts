import { formatDay } from '../calculator/calendar.ts';
import type { Result } from '../calculator/calculate.ts';
import { funnel } from '../calculator/funnel.ts';
import { contains, type Period } from '../calculator/period.ts';
import { type Issue, notice } from '../errors.ts';
import type { FileReport } from '../input/read.ts';
import { plural } from '../output/issues.ts';
import type { RepRow, Reps } from '../output/report.ts';
import { type Account, type Book, isPayingAt, openingOf } from '../records/account.ts';
import { NONE, UNKNOWN } from '../records/dimension.ts';
import { type Attribution, type Handover, ownerOf, Owners, segmentByOwner } from '../records/owners.ts';
import type { Assignment } from '../records/row.ts';
import { show } from '../text.ts';
import type { MeasureOptions } from './options.ts';

/** How many of a list stand in a note; the rest is counted. */
const SHOWN = 5;
const WHOSE = {
  opening: 'of the opening close',
  'churn-time': 'they were with when they left, else of the opening close',
} as const;
/** Below this a share is of few, whatever it says (METRICS.md 1.5). */
const FEW = 30;

/** A run by rep: who looked after whom, and what becomes of the answer by it. */
export class RepRun {
  readonly #owners = new Owners();
  readonly #attribution: Attribution;
  /** Whether the run said so, and did not take the default. */
  readonly #isAttributionAsked: boolean;
  readonly #showValues: boolean;
  readonly #isOfCustomers: boolean;
  /** The segment of a row in a period. */
  readonly segment: (row: unknown, period: Period) => string;

  /** `isOfCustomers`: whether customers are asked about, of whom the assignments are. */
  constructor({ attribute, showValues = false }: MeasureOptions, isOfCustomers: boolean) {
    this.#isOfCustomers = isOfCustomers;
    this.#attribution = attribute ?? 'opening';
    this.#isAttributionAsked = attribute !== undefined;
    this.#showValues = showValues;
    this.segment = segmentByOwner(this.#owners, this.#attribution);
  }

  add(assignment: Assignment): void {
    this.#owners.add(assignment);
  }

  /** The part of the answer that is about reps; undefined where it is not about customers. */
  answer(book: Book, results: readonly Result[], period: Period): Reps | undefined {
    if (!this.#isOfCustomers) return undefined;
    return {
      attribution: this.#owners.isEmpty ? 'current-owner' : this.#attribution,
      reps: repRows(results),
      reassigned: this.#handovers(book, period).map(({ customer, from, to, day }) => ({
        customer_id: customer,
        from,
        to,
        date: formatDay(day),
      })),
    };
  }

  /** What is to be said of the attribution to reps; `isRated`: ratings of tickets are the answers. */
  issues(book: Book, reports: readonly FileReport[], period: Period, isRated: boolean): Issue[] {
    const tickets = reports.some(({ kind, labels }) => kind === 'tickets' && labels[0]) ? lastAssignee(isRated) : [];
    if (!this.#isOfCustomers || !reports.some(({ kind }) => kind === 'subscriptions')) return tickets;
    const issues = this.#owners.isEmpty ? [this.#noHistory()] : [...this.#unassigned(book, period)];
    return [...tickets, ...issues, ...this.#reassigned(book, period)];
  }

  #noHistory(): Issue {
    const message = 'reps by the current owner (no history): who looked after a customer before is not known';
    const level = this.#isAttributionAsked ? 'warning' : 'note';
    return notice('rep/no-history', level, message, '--assignments FILE: who looks after whom, since when');
  }

  /** Customers of nobody by the assignments, of whom the customers export names a rep all the same. */
  #unassigned({ accounts }: Book, period: Period): Issue[] {
    const found = accounts.filter(
      (account) =>
        account.details?.rep &&
        hasPart(account, period) &&
        ownerOf(this.#owners, account.customer, account, period, this.#attribution) === null,
    );
    if (found.length === 0) return [];
    const names = this.#listed(found, ({ customer }, name) => name(customer));
    const message = `${plural(found.length, 'customer')} of ${NONE} by the assignments, with a rep in the customers export: ${names}`;
    return [notice('rep/unassigned', 'note', message)];
  }

  #reassigned(book: Book, period: Period): Issue[] {
    const handovers = this.#handovers(book, period);
    if (handovers.length === 0) return [];
    const customers = new Set(handovers.map(({ customer }) => customer)).size;
    const names = this.#listed(
      handovers,
      ({ customer, from, to, day }, name) => `${name(customer)} (${name(from)} to ${name(to)}, ${formatDay(day)})`,
    );
    const whose = `who changed reps in the period, counted for the rep ${WHOSE[this.#attribution]}`;
    return [notice('rep/reassigned', 'note', `${plural(customers, 'customer')} ${whose}: ${names}`)];
  }

  /** The first few of a list, with names as messages may show them. */
  #listed<Each>(all: readonly Each[], text: (each: Each, name: (value: string) => string) => string): string {
    const more = all.length - SHOWN;
    const shown = all.slice(0, SHOWN).map((each) => text(each, (value) => show(value, this.#showValues)));
    return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
  }

  #handovers({ accounts }: Book, period: Period): Handover[] {
    return accounts
      .filter((account) => hasPart(account, period))
      .flatMap(({ customer }) => this.#owners.handovers(customer, period));
  }
}

/** Whether a customer was there as a period opened, or came in it. */
const hasPart = (account: Account, period: Period): boolean =>
  isPayingAt(account, openingOf(period)) || account.turns.some(({ day }) => contains(period, day));

/** METRICS.md 2.3: the last assignee of a ticket may not be who was rated, or who solved it first. */
const lastAssignee = (isRated: boolean): Issue[] =>
  isRated
    ? [
        notice(
          'rep/last-assignee',
          'warning',
          'a rating counts for the rep its ticket is with now, who may not be the one rated',
        ),
      ]
    : [
        notice(
          'rep/last-assignee',
          'note',
          'a ticket counts for the rep it is with now, who may not have solved it first',
        ),
      ];

/** Reps beside each other by the cohort rate, for it alone is a share of the customers they had. */
function repRows(results: readonly Result[]): RepRow[] {
  const own = results.filter(({ metric, segment }) => metric === 'customer_churn_rate_cohort' && segment !== null);
  const books = own.map(({ numerator, denominator }) => ({ hits: numerator ?? 0, trials: denominator ?? 0 }));
  const isRep = (i: number): boolean => own[i]?.segment !== NONE && own[i]?.segment !== UNKNOWN;
  const { pooled, prior, groups } = funnel(books, isRep);
  return own.map(({ segment, value, interval }, i) => {
    const { hits = 0, trials = 0 } = books[i] ?? {};
    const { shrunken = null, limits = null, flag = null, rank = null } = groups[i] ?? {};
    return {
      rep: segment ?? NONE,
      n: trials,
      lost: hits,
      rate: value,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      shrunken,
      m: prior,
      pooled,
      limit_low: limits?.low ?? null,
      limit_high: limits?.high ?? null,
      flag,
      rank,
      low_n: trials < FEW,
    };
  });
}
