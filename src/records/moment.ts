import type { Moment } from './row.ts';

/** Whether one moment is before another; a date without a time can be any time of its day. */
export function isBefore(a: Moment, b: Moment): boolean {
  return a.timed && b.timed ? a.instant < b.instant : a.day < b.day;
}

const HOUR = 3_600_000;

/** Hours from one moment to a later one, of working time where that is told; null where one of them has no time. */
export function hoursBetween(
  from: Moment,
  to: Moment,
  workTime: ((from: number, to: number) => number) | null,
): number | null {
  if (!from.timed || !to.timed) return null;
  return (workTime === null ? to.instant - from.instant : workTime(from.instant, to.instant)) / HOUR;
}
