import { UTCDateMini } from '@date-fns/utc/date/mini';
import { addMonths as addCalendarMonths } from 'date-fns/addMonths';
import { getISOWeek } from 'date-fns/getISOWeek';
import { getISOWeekYear } from 'date-fns/getISOWeekYear';

/** A calendar day: whole days since 1970-01-01. It has no time zone, so nothing can shift it. */
export type Day = number;

/** Milliseconds since the epoch. A number, not a `Date`: millions of them have to fit and compare fast. */
export type Instant = number;

export const DAY_MS = 86_400_000;

/** The day of a date that may not exist; months count from 1. Null when the calendar has no such day. */
export function dayOf(year: number, month: number, date: number): Day | null {
  // Date.UTC reads the years 0 to 99 as 1900 to 1999; four hundred years of the calendar are 146,097 days.
  const last =
    month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  if (month < 1 || month > 12 || date < 1 || date > last) return null;
  return year < 400
    ? Date.UTC(year + 400, month - 1, date) / DAY_MS - 146_097
    : Date.UTC(year, month - 1, date) / DAY_MS;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Year, month (1 to 12) and date of a day. */
export function partsOf(day: Day): { readonly year: number; readonly month: number; readonly date: number } {
  const moment = new Date(day * DAY_MS);
  return { year: moment.getUTCFullYear(), month: moment.getUTCMonth() + 1, date: moment.getUTCDate() };
}

const ISO_DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** Parses `2024-07-31`; null when it is no such date. */
export function parseDay(text: string): Day | null {
  const match = ISO_DAY.exec(text);
  return match === null ? null : dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** `2024-07-31` */
export function formatDay(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

const calendar = (day: Day): Date => new UTCDateMini(day * DAY_MS);

/** Moves by whole months and clamps to the month's end: 31 January + 1 = 29 February in a leap year. */
export function addMonths(day: Day, months: number): Day {
  return addCalendarMonths(calendar(day), months).getTime() / DAY_MS;
}

/** The first day of the calendar month a day lies in. */
export function startOfMonth(day: Day): Day {
  return day - partsOf(day).date + 1;
}

/** The last day of the calendar month a day lies in. */
export function endOfMonth(day: Day): Day {
  return addMonths(startOfMonth(day), 1) - 1;
}

/** The Monday of the ISO week a day lies in. 1970-01-01 was a Thursday. */
export function startOfWeek(day: Day): Day {
  return day - ((((day + 3) % 7) + 7) % 7);
}

/** ISO 8601 week and the year that week belongs to. */
export function isoWeek(day: Day): { readonly year: number; readonly week: number } {
  return { year: getISOWeekYear(calendar(day)), week: getISOWeek(calendar(day)) };
}

/** The Monday of an ISO week; null when the year has no such week. */
export function startOfIsoWeek(year: number, week: number): Day | null {
  const january4 = dayOf(year, 1, 4);
  if (january4 === null || week < 1) return null;
  const monday = startOfWeek(january4) + (week - 1) * 7;
  return isoWeek(monday).year === year ? monday : null;
}
