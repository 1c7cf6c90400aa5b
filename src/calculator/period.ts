import {
  addMonths,
  dayOf,
  type Day,
  endOfMonth,
  formatDay,
  isoWeek,
  parseDay,
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

/** What a period's text may depend on. */
export interface PeriodContext {
  /** "Today": relative periods end here, later ones are not complete. */
  readonly asOf: Day;
  /** The month (1 to 12) a fiscal year starts in. It is named after the year it ends in. */
  readonly fiscalYearStart?: number;
  /** The first day the data cover: where `all` and `..2024-07` begin. */
  readonly firstDay?: Day | null;
}

/** A period nobody can read. `hint` holds the nearest form that can be. */
export class PeriodError extends RangeError {
  readonly hint: string;
  constructor(message: string, hint = 'periods look like 2024-07, 2024-Q3, 2024-01..2024-06 or last-month') {
    super(message);
    this.hint = hint;
  }
}

/** Months of the grains that are made of whole months. */
const MONTHS = { month: 1, quarter: 3, half: 6, year: 12 } as const;
const DAYS = { day: 1, week: 7 } as const;

/** Whether an event of this day belongs to the period. */
export function contains(period: Period, day: Day): boolean {
  return day >= period.firstDay && day <= period.closeDay;
}

/** The days measured. */
export function lengthOf(period: Period): number {
  return period.closeDay - period.firstDay + 1;
}

/** Moves a day by so many grains. */
function shift(day: Day, grain: Grain, by: number): Day {
  return grain === 'day' || grain === 'week' ? day + DAYS[grain] * by : addMonths(day, MONTHS[grain] * by);
}

interface Span {
  readonly grain: Grain;
  readonly count: number;
  readonly first: Day;
  readonly last: Day;
  readonly label?: string;
}

function periodOf({ grain, count, first, last, label }: Span, asOf: Day): Period {
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

/**
 * Parses a period: `2024`, `2024-07`, `2024-07-14`, `2024-Q3`, `2024H1`, `2024-W30`, `FY2024Q1`, ranges of
 * these with `..`, `today`, `last-month`, `last-3-months`, `ytd`, `all`. Throws a PeriodError.
 *
 * `all` and ranges without a beginning start at `context.firstDay`, or at minus infinity while that is not known.
 */
export function parsePeriod(text: string, context: PeriodContext): Period {
  const word = text.trim().toLowerCase().replaceAll(/\s+/g, '-');
  if (word === '') throw new PeriodError('the period is empty');
  if (word === 'all') return openPeriod(context.asOf, context);
  const dots = word.indexOf('..');
  if (dots < 0) return periodOf(parsePoint(word, text, context), context.asOf);
  const from = word.slice(0, dots);
  const to = word.slice(dots + 2);
  if (from === '' && to === '') throw new PeriodError(`"${text}" has neither a beginning nor an end`);
  if (from === '') return openPeriod(parsePoint(to, text, context).last, context);
  const start = parsePoint(from, text, context);
  const end = to === '' ? null : parsePoint(to, text, context);
  if (end !== null && end.last < start.first) {
    throw new PeriodError(`"${text}" ends before it starts`, `did you mean ${to}..${from}?`);
  }
  if (end !== null && end.grain === start.grain && start.grain !== 'day') {
    const count = countBetween(start.first, end.last, start.grain);
    if (count !== null)
      return periodOf({ grain: start.grain, count, first: start.first, last: end.last }, context.asOf);
  }
  const last = end === null ? context.asOf : end.last;
  if (last < start.first) throw new PeriodError(`"${text}" starts after today, ${formatDay(context.asOf)}`);
  return periodOf({ grain: 'day', count: last - start.first + 1, first: start.first, last }, context.asOf);
}

function openPeriod(last: Day, context: PeriodContext): Period {
  const first = context.firstDay === undefined ? -Infinity : Math.min(context.firstDay ?? last, last);
  const count = last - first + 1;
  const label = first === -Infinity ? `..${formatDay(last)}` : undefined;
  return periodOf({ grain: 'day', count, first, last, ...(label && { label }) }, context.asOf);
}

/** How many whole grains fit exactly between two days, or null. */
function countBetween(first: Day, last: Day, grain: Grain): number | null {
  for (let count = 1; ; count++) {
    const end = shift(first, grain, count) - 1;
    if (end === last) return count;
    if (end > last) return null;
  }
}

const POINT = /^(\d{4})(?:-?(?:q([0-9])|h([0-9])|w(\d\d))|-(\d\d)(?:-(\d\d))?)?$/;
const FISCAL = /^fy(\d{4})(?:-?q(\d))?$/;
const RELATIVE = /^(this|last)-(week|month|quarter|half|year)$/;
const LAST_N = /^last-(\d{1,4})-(day|week|month|quarter|year)s?$/;
const TO_DATE = { wtd: 'week', mtd: 'month', qtd: 'quarter', ytd: 'year' } as const;

function parsePoint(word: string, text: string, context: PeriodContext): Span {
  const { asOf, fiscalYearStart = 1 } = context;
  const point = POINT.exec(word);
  if (point) return parseCalendarPoint(point, text);

  const fiscal = FISCAL.exec(word);
  if (fiscal) {
    const first = dayOf(Number(fiscal[1]) - (fiscalYearStart > 1 ? 1 : 0), fiscalYearStart, 1);
    const quarter = fiscal[2] === undefined ? null : Number(fiscal[2]);
    if (first === null || (quarter !== null && (quarter < 1 || quarter > 4))) {
      throw new PeriodError(`"${text}": quarters are Q1 to Q4`);
    }
    if (quarter === null) return { ...span('year', first), label: `FY${fiscal[1]}` };
    return { ...span('quarter', addMonths(first, 3 * (quarter - 1))), label: `FY${fiscal[1]}-Q${quarter}` };
  }

  if (word === 'today') return span('day', asOf);
  if (word === 'yesterday') return span('day', asOf - 1);
  const relative = RELATIVE.exec(word);
  if (relative) {
    const grain = relative[2] as Grain;
    return span(grain, shift(startOf(grain, asOf), grain, relative[1] === 'last' ? -1 : 0));
  }
  const lastN = LAST_N.exec(word);
  if (lastN) {
    const count = Number(lastN[1]);
    const grain = lastN[2] as Grain;
    if (count === 0) throw new PeriodError(`"${text}": how many must be 1 or more`);
    const end = startOf(grain, asOf);
    return { grain, count, first: shift(end, grain, -count), last: end - 1 };
  }
  if (Object.hasOwn(TO_DATE, word)) {
    const grain = TO_DATE[word as keyof typeof TO_DATE];
    return { grain, count: 1, first: startOf(grain, asOf), last: asOf };
  }
  throw new PeriodError(`"${text}" is not a period`, nearestForm(word));
}

function parseCalendarPoint(match: RegExpExecArray, text: string): Span {
  const [, yearText, quarter, half, week, month, date] = match;
  const year = Number(yearText);
  const refuse = (message: string, hint?: string): PeriodError => new PeriodError(`"${text}": ${message}`, hint);
  if (quarter !== undefined) {
    if (quarter < '1' || quarter > '4') throw refuse('quarters are Q1 to Q4', `${year}-Q4?`);
    return span('quarter', firstOf(year, Number(quarter) * 3 - 2));
  }
  if (half !== undefined) {
    if (half !== '1' && half !== '2') throw refuse('halves are H1 and H2', `${year}-H2?`);
    return span('half', firstOf(year, half === '1' ? 1 : 7));
  }
  if (week !== undefined) {
    const monday = startOfIsoWeek(year, Number(week));
    if (monday === null) throw refuse(`${year} has no week ${week}`, `${year}-W52?`);
    return span('week', monday);
  }
  if (month === undefined) return span('year', firstOf(year, 1));
  if (month < '01' || month > '12') throw refuse('month must be 01 to 12', `${year}-12?`);
  if (date === undefined) return span('month', firstOf(year, Number(month)));
  const day = dayOf(year, Number(month), Number(date));
  if (day === null) {
    const last = formatDay(endOfMonth(firstOf(year, Number(month))));
    throw refuse('the calendar has no such day', `${last} is the last day of that month`);
  }
  return span('day', day);
}

/** Months and years that exist by construction. */
const firstOf = (year: number, month: number): Day => dayOf(year, month, 1)!;
const span = (grain: Grain, first: Day): Span => ({ grain, count: 1, first, last: shift(first, grain, 1) - 1 });

function startOf(grain: Grain, day: Day): Day {
  if (grain === 'day') return day;
  if (grain === 'week') return startOfWeek(day);
  const size = MONTHS[grain];
  return addMonths(startOfMonth(day), -((partsOf(day).month - 1) % size));
}

function nearestForm(word: string): string | undefined {
  const oneDigit = /^(\d{4})-(\d)$/.exec(word);
  if (oneDigit) return `${oneDigit[1]}-0${oneDigit[2]}?`;
  const slashes = /^(\d{4})\/(\d\d?)$/.exec(word);
  if (slashes?.[2]) return `${slashes[1]}-${slashes[2].padStart(2, '0')}?`;
  return parseDay(word.slice(0, 10)) === null ? undefined : `${word.slice(0, 10)}?`;
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
