import { tzOffset } from '@date-fns/tz/tzOffset';
import { DAY_MS, type Day, type Instant } from './calendar.ts';

/** What was found when a wall-clock time was placed: it may not exist that day, or exist twice. */
interface Placed {
  readonly instant: Instant;
  /** True in the hour a clock skips: the time is then read as the one an hour later. */
  readonly gap: boolean;
}

/** A time zone: which calendar day an instant belongs to, and back. */
export interface Zone {
  readonly name: string;
  dayOf(instant: Instant): Day;
  /** Places a local day and time of day (in ms). Of two equal wall-clock times the first is meant. */
  place(day: Day, time: number): Placed;
}

const UTC: Zone = {
  name: 'UTC',
  dayOf: (instant) => Math.floor(instant / DAY_MS),
  place: (day, time) => ({ instant: day * DAY_MS + time, gap: false }),
};

/** The zone of an IANA name. Throws a RangeError for a name nobody knows. */
export function zoneOf(name: string): Zone {
  if (/^(utc|z|gmt)$/i.test(name)) return UTC;
  if (/^[+-]?\d/.test(name) || Number.isNaN(tzOffset(name, new Date(0)))) {
    throw new RangeError(`${name} is not a time zone; write an IANA name like Europe/Berlin, or UTC`);
  }
  const offset = cachedOffset(name);
  return {
    name,
    dayOf: (instant) => Math.floor((instant + offset(instant)) / DAY_MS),
    place(day, time) {
      const local = day * DAY_MS + time;
      // The offsets in force a day before and after are the only two that can apply.
      const before = local - offset(local - DAY_MS);
      const after = local - offset(local + DAY_MS);
      for (const instant of [Math.min(before, after), Math.max(before, after)]) {
        if (instant + offset(instant) === local) return { instant, gap: false };
      }
      return { instant: Math.max(before, after), gap: true };
    },
  };
}

/** Offsets in ms. Asking Intl costs microseconds, so a UTC day with one offset all through is remembered. */
function cachedOffset(name: string): (instant: Instant) => number {
  const ask = (instant: Instant): number => tzOffset(name, new Date(instant)) * 60_000;
  const days = new Map<Day, number | null>();
  return (instant) => {
    const day = Math.floor(instant / DAY_MS);
    let known = days.get(day);
    if (known === undefined) {
      const first = ask(day * DAY_MS);
      known = first === ask((day + 1) * DAY_MS) ? first : null;
      days.set(day, known);
    }
    return known ?? ask(instant);
  };
}
