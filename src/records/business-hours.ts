import { type Day, type Instant, parseDay } from '../calculator/calendar.ts';
import type { Zone } from '../calculator/zone.ts';

/** Opening hours of a week, Monday first: from and to, in ms of the local day, in order and apart. */
export type Week = readonly (readonly (readonly [number, number])[])[];

const MINUTE = 60_000;
const HOURS = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/** Hours such as `09:00-17:30`, in ms of the day; null when they are no hours, or end before they begin. */
export function hoursOf(text: string): readonly [number, number] | null {
  const match = HOURS.exec(text);
  if (match === null) return null;
  const [, hour, minute, endHour = '24', endMinute = '0'] = match;
  const from = (Number(hour) * 60 + Number(minute)) * MINUTE;
  const to = (Number(endHour) * 60 + Number(endMinute)) * MINUTE;
  return from < to ? [from, to] : null;
}

/** A day such as `2024-12-25`; null when it is none. */
export const holidayOf = (text: string): Day | null => parseDay(text);

/**
 * Working time between two instants, in ms. Opening hours are those of the wall clock in their zone, so that nine to
 * five is eight hours all year, and a night shift is an hour shorter or longer when the clocks change.
 */
export function workTimeOf(week: Week, holidays: ReadonlySet<Day>, zone: Zone): (from: Instant, to: Instant) => number {
  const known = new Map<Day, readonly (readonly [Instant, Instant])[]>();
  const open = (day: Day): readonly (readonly [Instant, Instant])[] => {
    const before = known.get(day);
    if (before !== undefined) return before;
    // 1970-01-01 was a Thursday.
    const weekday = (((day + 3) % 7) + 7) % 7;
    const hours = holidays.has(day) ? [] : (week[weekday] ?? []);
    const spans = hours.map(([from, to]) => [instantOf(zone, day, from), instantOf(zone, day, to)] as const);
    known.set(day, spans);
    return spans;
  };
  return (from, to) => {
    let sum = 0;
    for (let day = zone.dayOf(from); day <= zone.dayOf(to); day++) {
      for (const [opens, closes] of open(day)) sum += Math.max(0, Math.min(to, closes) - Math.max(from, opens));
    }
    return sum;
  };
}

const DAY = 24 * 60 * MINUTE;
const instantOf = (zone: Zone, day: Day, time: number): Instant =>
  time === DAY ? zone.place(day + 1, 0).instant : zone.place(day, time).instant;
