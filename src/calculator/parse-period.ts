import { addMonths, dayOf, type Day, endOfMonth, formatDay, parseDay, startOfIsoWeek } from './calendar.ts';
import { type Grain, type Period, periodOf, shift, type Span, span, startOf } from './period.ts';

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

function nearestForm(word: string): string | undefined {
  const oneDigit = /^(\d{4})-(\d)$/.exec(word);
  if (oneDigit) return `${oneDigit[1]}-0${oneDigit[2]}?`;
  const slashes = /^(\d{4})\/(\d\d?)$/.exec(word);
  if (slashes?.[2]) return `${slashes[1]}-${slashes[2].padStart(2, '0')}?`;
  return parseDay(word.slice(0, 10)) === null ? undefined : `${word.slice(0, 10)}?`;
}
