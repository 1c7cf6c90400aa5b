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

/** How many of a list stand in a note; the rest is counted. */
const SHOWN = 5;
/** Below this a share is of few, whatever it says (METRICS.md 1.5). */
const FEW = 30;

/** A run by rep: who looked after whom, and what becomes of the answer by it. */
export class RepRun {
  readonly #owners = new Owners();
  readonly #attribution: Attribution;
  /** Whether the run said so, and did not take the default. */
  readonly #isAttributionAsked: boolean;
  /** The segment of a row in a period. */
  readonly segment: (row: unknown, period: Period) => string;

  constructor(attribution: Attribution | undefined) {
    this.#attribution = attribution ?? 'opening';
    this.#isAttributionAsked = attribution !== undefined;
    this.segment = segmentByOwner(this.#owners, this.#attribution);
  }

  add(assignment: Assignment): void {
    this.#owners.add(assignment);
  }

  /** The part of the answer that is about reps. */
  answer(book: Book, results: readonly Result[], period: Period): Reps {
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
    if (!reports.some(({ kind }) => kind === 'subscriptions')) return tickets;
    const issues = this.#owners.isEmpty ? [this.#noHistory()] : [...this.#unassigned(book, period)];
    return [...tickets, ...issues, ...this.#reassigned(book, period)];
  }

  #noHistory(): Issue {
    const message = 'reps are those of today, the current owner (no history): who had a customer before is not known';
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
    const names = listed(found.map(({ customer }) => customer));
    const message = `${plural(found.length, 'customer')} in ${NONE}, without an assignment that says otherwise, and with a rep in the customers export: ${names}`;
    return [notice('rep/unassigned', 'note', message)];
  }

  #reassigned(book: Book, period: Period): Issue[] {
    const handovers = this.#handovers(book, period);
    if (handovers.length === 0) return [];
    const customers = new Set(handovers.map(({ customer }) => customer)).size;
    const names = listed(
      handovers.map(({ customer, from, to, day }) => `${customer} (${from} to ${to}, ${formatDay(day)})`),
    );
    const whose =
      this.#attribution === 'opening' ? 'they count for their first rep' : 'who left counts for the last rep';
    return [
      notice(
        'rep/reassigned',
        'note',
        `${plural(customers, 'customer')} changed reps in the period, ${whose}: ${names}`,
      ),
    ];
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

function listed(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return names.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

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
