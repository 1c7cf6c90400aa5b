import {
  addMonths,
  type Day,
  endOfMonth,
  formatDay,
  isoWeek,
  partsOf,
  startOfIsoWeek,
  startOfMonth,
  startOfWeek,
} from './calendar.ts';

export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';

/**
 * A stretch of calendar days in the report's time zone. Both ends belong to it.
 *
 * A period that is not over on the as-of day is measured up to that day (`closeDay`), keeps its
 * full name and end, and says `complete: false`.
 */
export interface Period {
  readonly label: string;
  /** What it is made of, so that the period before it and the year before it can be told. */
  readonly grain: Grain;
  readonly count: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** The last day that is measured: `lastDay`, or the as-of day while the period runs. */
  readonly closeDay: Day;
  readonly complete: boolean;
}

/** Months of the grains that are made of whole months. */
const MONTHS = { month: 1, quarter: 3, half: 6, year: 12 } as const;
const DAYS = { day: 1, week: 7 } as const;

/** Whether an event of this day belongs to the period. */
export function contains(period: Period, day: Day): boolean {
  return day >= period.firstDay && day <= period.closeDay;
}

/** Whether a day that was agreed on beforehand belongs to the period, be it still to come. */
export function reaches(period: Period, day: Day): boolean {
  return day >= period.firstDay && day <= period.lastDay;
}

/** The days measured. */
export function lengthOf(period: Period): number {
  return period.closeDay - period.firstDay + 1;
}

/** Moves a day by so many grains. */
export function shift(day: Day, grain: Grain, by: number): Day {
  return grain === 'day' || grain === 'week' ? day + DAYS[grain] * by : addMonths(day, MONTHS[grain] * by);
}

/** The days of a period, before anything is known of today. */
export interface Span {
  readonly grain: Grain;
  readonly count: number;
  readonly first: Day;
  readonly last: Day;
  readonly label?: string;
}

/** The period of these days, measured up to the as-of day. */
export function periodOf({ grain, count, first, last, label }: Span, asOf: Day): Period {
  const complete = last < asOf;
  return {
    label: label ?? labelOf(grain, count, first, last),
    grain,
    count,
    firstDay: first,
    lastDay: last,
    closeDay: complete ? last : Math.max(Math.min(last, asOf), first - 1),
    complete,
  };
}

/** The shortest name that says the same days: `2024-07`, `2024-Q3`, `2024-W30`, `2024-01..2024-06`, two dates. */
function labelOf(grain: Grain, count: number, first: Day, last: Day): string {
  const whole = shift(first, grain, count) - 1 === last;
  if (!whole || grain === 'day') return first === last ? formatDay(first) : `${formatDay(first)}..${formatDay(last)}`;
  if (count === 1) return nameOf(grain, first);
  const end = nameOf(grain, shift(first, grain, count - 1));
  const start = nameOf(grain, first);
  return start.includes('..') || end.includes('..') ? `${formatDay(first)}..${formatDay(last)}` : `${start}..${end}`;
}

/** One grain's name: `2024`, `2024-H1`, `2024-Q3`, `2024-07`, `2024-W30`. A year that starts in April is a range. */
function nameOf(grain: Exclude<Grain, 'day'>, day: Day): string {
  if (grain === 'month') return monthText(day);
  if (grain === 'week') {
    const { year, week } = isoWeek(day);
    return `${year}-W${String(week).padStart(2, '0')}`;
  }
  const { year, month } = partsOf(day);
  const text = String(year).padStart(4, '0');
  const size = MONTHS[grain];
  if (month % size !== 1) return `${monthText(day)}..${monthText(addMonths(day, size - 1))}`;
  if (grain === 'year') return text;
  return `${text}-${grain === 'half' ? 'H' : 'Q'}${(month - 1) / size + 1}`;
}

const monthText = (day: Day): string => formatDay(day).slice(0, 7);

/** One grain, from its first day. */
export const span = (grain: Grain, first: Day): Span => ({ grain, count: 1, first, last: shift(first, grain, 1) - 1 });

/** The first day of the grain that a day lies in. */
export function startOf(grain: Grain, day: Day): Day {
  if (grain === 'day') return day;
  if (grain === 'week') return startOfWeek(day);
  const size = MONTHS[grain];
  return addMonths(startOfMonth(day), -((partsOf(day).month - 1) % size));
}

/** The period of the same kind just before. A period that is not over gives the same number of days. */
export function previous(period: Period): Period | null {
  if (period.firstDay === -Infinity) return null;
  return moved(period, shift(period.firstDay, period.grain, -period.count), period.firstDay - 1);
}

/** The same period a year earlier; a week is the same ISO week. */
export function yearAgo(period: Period): Period | null {
  if (period.firstDay === -Infinity) return null;
  if (period.grain === 'week') {
    const { year, week } = isoWeek(period.firstDay);
    // Every year has a week 52.
    const first = startOfIsoWeek(year - 1, week) ?? startOfIsoWeek(year - 1, 52)!;
    return moved(period, first, first + 7 * period.count - 1);
  }
  const first = addMonths(period.firstDay, -12);
  const last = period.grain === 'day' ? addMonths(period.lastDay, -12) : shift(first, period.grain, period.count) - 1;
  return moved(period, first, last);
}

/** A period to compare with one of its kind that is not over: as many days of it. */
export function inPaceWith(period: Period, other: Period): Period {
  const days = lengthOf(period);
  const isKin = other.grain === period.grain && other.count === period.count;
  if (period.complete || !isKin || days === 0 || lengthOf(other) <= days) return other;
  return periodOf({ grain: 'day', count: days, first: other.firstDay, last: other.firstDay + days - 1 }, Infinity);
}

function moved(period: Period, first: Day, last: Day): Period {
  // Of a period that has not begun there are no days to keep pace with: the earlier one is whole.
  const whole = period.complete || lengthOf(period) === 0;
  const close = whole ? last : Math.min(first + lengthOf(period) - 1, last);
  const { grain, count } = close === last ? period : { grain: 'day' as const, count: close - first + 1 };
  const span = { grain, count: grain === 'day' ? close - first + 1 : count, first, last: close };
  return periodOf(span, Infinity);
}

/** Cuts a period into its grains, in order, without gap or overlap; the ends may be cut short. */
export function split(period: Period, grain: Grain): Period[] {
  const pieces: Period[] = [];
  const asOf = period.complete ? Infinity : period.closeDay;
  let first = startOf(grain, period.firstDay);
  while (first <= period.lastDay) {
    const next = shift(first, grain, 1);
    const from = Math.max(first, period.firstDay);
    const last = Math.min(next - 1, period.lastDay);
    const whole = from === first && last === next - 1;
    const piece = whole ? { grain, count: 1 } : { grain: 'day' as const, count: last - from + 1 };
    pieces.push(periodOf({ ...piece, first: from, last }, asOf));
    first = next;
  }
  return pieces;
}

/** The calendar month a day lies in. */
export function monthOf(day: Day, asOf: Day): Period {
  return periodOf(span('month', startOfMonth(day)), asOf);
}

/** How many months there are from one day up to another, the second one included: part of a month by its days. */
export function monthsIn(firstDay: Day, lastDay: Day): number {
  const end = lastDay + 1;
  const [from, to] = [partsOf(firstDay), partsOf(end)];
  let whole = 12 * (to.year - from.year) + to.month - from.month;
  if (addMonths(firstDay, whole) > end) whole--;
  const start = addMonths(firstDay, whole);
  return whole + (end - start) / (addMonths(firstDay, whole + 1) - start);
}

/** The `count` calendar months that end with the last month of a period that is over as of a day, oldest first. */
export function monthsUpTo(period: Period, count: number, asOf: Day): Period[] {
  const newest = startOfMonth(Math.min(period.lastDay, asOf));
  const last = endOfMonth(newest) < asOf ? newest : addMonths(newest, -1);
  return Array.from({ length: count }, (_, i) => periodOf(span('month', addMonths(last, i + 1 - count)), asOf));
}
