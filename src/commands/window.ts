import { addMonths, type Day, endOfMonth, formatDay, startOfMonth } from '../calculator/calendar.ts';
import { parsePeriod, PeriodError } from '../calculator/parse-period.ts';
import {
  monthOf,
  inPaceWith,
  monthsUpTo,
  type Period,
  periodOf,
  previous,
  shift,
  span,
  startOf,
  yearAgo,
} from '../calculator/period.ts';

/** How the period of a run is said: outright, or by the data. */
export interface Wanted {
  /** `--period`, or null: the last complete month the data cover. */
  readonly period: string | null;
  readonly compare: string;
  readonly asOf: Day;
  readonly fiscalYearStart: number;
  /** So many days that end with the period are measured, not the period; left out: the period. */
  readonly trailing?: number | undefined;
  /** Whether rows can count in a later period than the one they come up in: then all that may be asked for is kept. */
  readonly isLate?: boolean;
  /** Whether a trend is told with the period. */
  readonly hasTrend?: boolean;
  /** Of how many periods before it one asks too, each as long as the period. */
  readonly before?: number | undefined;
}

/** A trend has this many points at least, where there are data, and twice as many at most. */
const POINTS = 12;

/**
 * The periods a run measures. Where no period is given it is the latest complete month with a row in it, which is
 * known only when all rows are read: the window then moves along as later months come up, and what was counted for a
 * month that is still in it stays. Rows are read once and none is kept.
 */
export class Window {
  readonly #wanted: Wanted;
  #month: Day | null = null;
  #first: Day | null = null;
  #last: Day | null = null;

  constructor(wanted: Wanted) {
    this.#wanted = wanted;
  }

  /** First and last day that any row bears; null before there is one. */
  get covered(): { readonly first: Day; readonly last: Day } | null {
    return this.#first === null || this.#last === null ? null : { first: this.#first, last: this.#last };
  }

  /** Takes note of a dated row; true when the periods have changed. */
  see(day: Day): boolean {
    if (this.#first === null || day < this.#first) this.#first = day;
    if (this.#last === null || day > this.#last) this.#last = day;
    if (this.#wanted.period !== null) return false;
    const month = startOfMonth(day);
    if (this.#month !== null && month <= this.#month) return false;
    if (!monthOf(day, this.#wanted.asOf).complete) return false;
    this.#month = month;
    return true;
  }

  /** Whether the period is made by the data, which can then not end before it does. */
  get isAll(): boolean {
    return this.#wanted.period?.trim().toLowerCase() === 'all';
  }

  /** The period asked for, as far as it is known. One that begins with the data begins with minus infinity here. */
  get period(): Period {
    return this.#trailing(this.#calendar);
  }

  /** The period asked for, or the month that the data say by now. */
  get #calendar(): Period {
    const { period, asOf, fiscalYearStart } = this.#wanted;
    if (period !== null) return parsePeriod(period, { asOf, fiscalYearStart });
    const [lastMonth] = monthsUpTo(monthOf(asOf, asOf), 1, asOf);
    return this.#month === null && lastMonth ? lastMonth : monthOf(this.#month ?? asOf, asOf);
  }

  #trailing(period: Period): Period {
    const { trailing, asOf, fiscalYearStart } = this.#wanted;
    if (trailing === undefined) return period;
    const days = [period.closeDay - trailing + 1, period.closeDay].map(formatDay).join('..');
    return parsePeriod(days, { asOf, fiscalYearStart });
  }

  get compare(): Period | null {
    return this.#compareOf(this.period);
  }

  #compareOf(period: Period): Period | null {
    const { compare, asOf, fiscalYearStart } = this.#wanted;
    if (compare === 'none') return null;
    if (compare === 'prev') return previous(period);
    if (compare === 'yoy') return yearAgo(period);
    const other = parsePeriod(compare, { asOf, fiscalYearStart });
    if (other.firstDay === -Infinity) throw new PeriodError(`"${compare}" has no beginning to compare with`);
    return this.#wanted.trailing === undefined ? inPaceWith(period, other) : this.#trailing(other);
  }

  /** All that has to be counted while the period may still move. */
  get periods(): Period[] {
    const { period, compare } = this;
    if (this.#wanted.period === null && this.#wanted.isLate) return this.#toCome();
    // A year ago of a later month is a month that may have come up by now: all months between are kept ready.
    const between =
      this.#wanted.period === null && this.#wanted.compare === 'yoy' ? monthsUpTo(period, 13, Infinity) : [];
    return [...between, ...(compare ? [compare] : []), period];
  }

  /** So many periods before the one asked for; of a month that may still move all months it may move over as well. */
  #before(count: number): Period[] {
    const { period } = this;
    const { asOf, isLate } = this.#wanted;
    if (this.#wanted.period !== null) {
      const periods: Period[] = [];
      for (let each = previous(period); each !== null && periods.length < count; each = previous(each))
        periods.push(each);
      return Number.isFinite(period.lastDay) ? periods.toReversed() : [];
    }
    const month = startOfMonth(period.closeDay);
    return this.#grains('month', addMonths(month, -count), isLate ? asOf : addMonths(month, -1));
  }

  /** The periods of a trend, as far as they are known: those of the period where it has enough, else months up to its end. */
  get trend(): Period[] {
    const { period, asOf } = { ...this.#wanted, period: this.period };
    if (!this.#wanted.hasTrend || !Number.isFinite(period.lastDay)) return [];
    const last = startOfMonth(period.closeDay);
    const first = Math.min(addMonths(last, 1 - POINTS), period.firstDay);
    // Rows of months to come may come up before the month does.
    if (this.#wanted.period === null && this.#wanted.isLate) return this.#grains('month', first, asOf);
    // One that begins with the data has no days before they are read.
    const from = Number.isFinite(first) ? first : addMonths(last, 1 - 2 * POINTS);
    const grains = (['month', 'quarter', 'year'] as const).map((grain) => this.#grains(grain, from, last));
    return grains.find(({ length }) => length <= 2 * POINTS) ?? [];
  }

  /** The periods of the same length before it that are asked about too, as far as they are known. */
  get past(): Period[] {
    const { before } = this.#wanted;
    return before === undefined ? [] : this.#before(before);
  }

  /** All that what has a trend is measured in. */
  get course(): Period[] {
    return [...this.trend, ...this.past];
  }

  /** The trend of the period as it is told, from the first row on. */
  get toldTrend(): Period[] {
    return this.#told(this.trend);
  }

  /** The same of the periods before it. */
  get toldPast(): Period[] {
    return this.#told(this.past);
  }

  #told(periods: readonly Period[]): Period[] {
    const first = this.#first ?? Infinity;
    return periods.filter(({ firstDay, closeDay }) => firstDay <= this.period.closeDay && closeDay >= first);
  }

  /** Whole months, quarters or years from the one a day lies in to that of another. */
  #grains(grain: 'month' | 'quarter' | 'year', from: Day, last: Day): Period[] {
    const periods: Period[] = [];
    for (let first = startOf(grain, from); first <= last; first = shift(first, grain, 1)) {
      periods.push(periodOf(span(grain, first), this.#wanted.asOf));
    }
    return periods;
  }

  /**
   * The first close at or after a day that any period may ask about, now or when later months have come up. Null where
   * there is none.
   */
  get closeAfter(): (day: Day) => Day | null {
    const { period, compare } = this;
    const closes = [period, ...(compare ? [compare] : [])].flatMap(({ firstDay, closeDay }) => [
      firstDay - 1,
      closeDay,
    ]);
    const isMoving = this.#wanted.period === null;
    return (day) => {
      let first = isMoving ? endOfMonth(day) : Infinity;
      for (const close of closes) if (close >= day && close < first) first = close;
      return first === Infinity ? null : first;
    };
  }

  /** The period of each month from the one the data say by now to the last that is over, and what it is compared with. */
  #toCome(): Period[] {
    const { asOf } = this.#wanted;
    const periods: Period[] = [];
    for (let month = this.#calendar; month.closeDay < asOf; month = monthOf(month.closeDay + 1, asOf)) {
      const period = this.#trailing(month);
      const compare = this.#compareOf(period);
      periods.push(...(compare ? [compare] : []), period);
    }
    return periods;
  }

  /** The period as it is told: with its beginning, where the data give it. */
  get told(): Period {
    const { period, asOf, fiscalYearStart } = this.#wanted;
    if (period === null || this.period.firstDay !== -Infinity) return this.period;
    return parsePeriod(period, { asOf, fiscalYearStart, firstDay: this.#first });
  }
}
