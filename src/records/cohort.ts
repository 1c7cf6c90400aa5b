import type { Day } from '../calculator/calendar.ts';
import type { CohortCell, CohortMeasure } from '../calculator/cohort.ts';
import type { Point } from '../calculator/fold.ts';
import { bootstrapRatio } from '../calculator/bootstrap.ts';
import { type Interval, wilson } from '../calculator/interval.ts';
import type { Period } from '../calculator/period.ts';
import { type Account, type Book, isPayingAt, mrrAt } from './account.ts';

export interface CohortQuery {
  /** In order, without gaps: the cohorts, and the closes they are counted at. */
  readonly periods: readonly Period[];
  readonly measure: CohortMeasure;
  readonly by?: ((account: Account, period: Period) => string) | undefined;
  /** Of the intervals; null: none are worked out. */
  readonly confidence: number | null;
  /** The last day anything is known of; later closes have no figures. */
  readonly lastDay?: Day | undefined;
  /** Whether the export has amounts. */
  readonly hasAmounts: boolean;
}

/** What an account brings into a table: what it was first, and what it is at a close. */
interface Unit {
  readonly currency: string | null;
  readonly first: number;
  at(day: Day): number;
}

/** Sums of one cohort, by age. */
interface Sums {
  size: number;
  first: number;
  readonly at: number[];
  /** What each of its customers brings, in the order of their ids. */
  readonly units: { readonly first: number; readonly values: readonly number[] }[];
}

/** What a cell is worked out from, and the same customer by customer. */
interface Basis {
  readonly size: number;
  readonly first: number;
  readonly units: readonly (readonly [value: number, first: number])[];
}

/**
 * The retention table of METRICS.md 2.8: for every cohort and every age what is active at the close, of what there was
 * first. Who comes back is in the cohort of the first day again. The whole first, then groups by code point; in each
 * the weighted average of complete cells, then cohorts in order. There is a table for each currency of MRR.
 */
export function cohortCells(book: Book, query: CohortQuery): CohortCell[] {
  const { periods, measure, by } = query;
  const currencies = measure === 'mrr' ? (book.currencies.length === 0 ? [null] : book.currencies) : [null];
  const tables = new Map<string | null, Map<string | null, Sums[]>>([[null, emptyTables(currencies, periods)]]);
  for (const account of book.accounts) {
    const [firstDay] = account.paying.days;
    const cohort = firstDay === undefined ? -1 : periods.findIndex((each) => isIn(each, firstDay));
    const period = periods[cohort];
    if (firstDay === undefined || period === undefined) continue;
    const groups = by === undefined ? [null] : [null, by(account, period)];
    for (const unit of unitsOf(account, firstDay, measure)) {
      const values = periods.slice(cohort).map(({ closeDay }) => unit.at(closeDay));
      for (const group of groups) {
        const table = tables.get(group) ?? emptyTables(currencies, periods);
        tables.set(group, table);
        const sums = table.get(unit.currency)?.[cohort];
        if (sums !== undefined) addTo(sums, unit.first, values);
      }
    }
  }
  const named = [...tables].toSorted(([a], [b]) => (a === null ? -1 : b === null ? 1 : a < b ? -1 : 1));
  return named.flatMap(([group, table]) =>
    [...table].flatMap(([currency, cohorts]) => cellsOf(cohorts, query, { group, currency })),
  );
}

const isIn = ({ firstDay, closeDay }: Period, day: Day): boolean => firstDay <= day && day <= closeDay;

const emptyTables = (currencies: readonly (string | null)[], periods: readonly Period[]) =>
  new Map(
    currencies.map(
      (currency) => [currency, periods.map((): Sums => ({ size: 0, first: 0, at: [], units: [] }))] as const,
    ),
  );

/** Of MRR what was paid on the very first day; a currency in which nothing was paid then is not in the table. */
function unitsOf(account: Account, firstDay: Day, measure: CohortMeasure): Unit[] {
  if (measure === 'customers') return [{ currency: null, first: 1, at: (day) => Number(isPayingAt(account, day)) }];
  return account.ledgers.flatMap((ledger) => {
    const first = mrrAt(ledger, firstDay);
    return first > 0 ? [{ currency: ledger.currency, first, at: (day: Day) => mrrAt(ledger, day) }] : [];
  });
}

function addTo(sums: Sums, first: number, values: readonly number[]): void {
  sums.size++;
  sums.first += first;
  sums.units.push({ first, values });
  for (const [age, value] of values.entries()) sums.at[age] = (sums.at[age] ?? 0) + value;
}

function cellsOf(
  cohorts: readonly Sums[],
  query: CohortQuery,
  place: Pick<CohortCell, 'group' | 'currency'>,
): CohortCell[] {
  const { periods, lastDay = Infinity } = query;
  const cellAt = (sums: Sums, cohort: number, age: number): CohortCell => {
    const period = periods[cohort + age] ?? null;
    const blank = period === null ? 'after_period' : period.closeDay > lastDay ? 'after_data' : null;
    const figures = figuresOf({ ...sums, units: unitsAt(sums, age) }, sums.at[age] ?? 0, blank, query);
    return { cohort: periods[cohort] ?? null, age, period, ...place, complete: period?.complete ?? false, ...figures };
  };
  const table = cohorts.map((sums, i) => periods.map((_, age) => cellAt(sums, i, age)));
  const averageAt = (age: number): CohortCell => {
    const all = { size: 0, first: 0, units: [] as (readonly [number, number])[] };
    let numerator = 0;
    for (const [cohort, row] of table.entries()) {
      const each = row[age];
      if (each === undefined || each.value === null || !each.complete) continue;
      all.size += each.size;
      all.first += each.denominator ?? 0;
      numerator += each.numerator ?? 0;
      all.units.push(...unitsAt(cohorts[cohort]!, age));
    }
    const figures = figuresOf(all, numerator, null, query);
    return { cohort: null, age, period: null, ...place, complete: true, ...figures };
  };
  return [...periods.map((_, age) => averageAt(age)), ...table.flat()];
}

/** What is there of a cohort; nothing where it is blank for a reason. */
function figuresOf(
  { size, first, units }: Basis,
  numerator: number,
  blank: string | null,
  { measure, confidence, hasAmounts }: CohortQuery,
): Point & Pick<CohortCell, 'size' | 'interval'> {
  const isKnown = measure === 'customers' || hasAmounts;
  const reason = isKnown ? (blank ?? (first === 0 ? 'no_customers' : null)) : 'no_amounts';
  if (reason !== null) return { size, value: null, numerator: null, denominator: null, n: 0, interval: null, reason };
  const bounds = (level: number) =>
    measure === 'customers' ? wilson(numerator, first, level) : intervalOf(units, level);
  const interval = confidence === null ? null : bounds(confidence);
  return { size, value: numerator / first, numerator, denominator: first, n: size, interval, reason };
}

const unitsAt = ({ units }: Sums, age: number) => units.map(({ first, values }) => [values[age] ?? 0, first] as const);

/** A table has hundreds of cells: of more customers than this the interval is a linearised one. */
const LARGEST = 500;

/** Of MRR a bootstrap over customers. */
function intervalOf(units: Basis['units'], confidence: number): Interval | null {
  return bootstrapRatio(
    [Float64Array.from(units, ([value]) => value), Float64Array.from(units, ([, first]) => first)],
    confidence,
    LARGEST,
  );
}
