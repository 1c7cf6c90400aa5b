import { DAY_MS, type Day, dayOf } from '../calculator/calendar.ts';

/** A wall-clock date, and the time of day in ms where one is given. */
interface WallClock {
  readonly day: Day;
  readonly time: number | null;
}

/** Reads a date of one format; null when it is written otherwise, `invalid` when the calendar has no such day. */
export type DateReader = (text: string) => WallClock | 'invalid' | null;

const NUMERIC =
  /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?:[T ,]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*([AaPp][Mm])?)?$/;
const ORDERS = { dmy: [4, 3, 1], mdy: [4, 1, 3], ymd: [1, 3, 4] } as const;

/** The formats `--date-format` has names for. Years always have four digits. */
export const DATE_FORMATS: Readonly<Record<string, DateReader>> = {
  iso: () => null,
  dmy: inOrder('dmy'),
  mdy: inOrder('mdy'),
  ymd: inOrder('ymd'),
  excel(text) {
    if (!/^\d{1,5}(\.\d+)?$/.test(text)) return null;
    const serial = Number(text);
    const time = Math.round((serial % 1) * DAY_MS);
    // Excel's day 1 is 1900-01-01, and it believes in a 29 February of that year.
    return serial < 61 ? 'invalid' : { day: Math.floor(serial) - 25_569, time: text.includes('.') ? time : null };
  },
};

function inOrder(order: keyof typeof ORDERS): DateReader {
  const [yearAt, monthAt, dateAt] = ORDERS[order];
  return (text) => {
    const match = NUMERIC.exec(text);
    if (match === null || match[yearAt]?.length !== 4) return null;
    const day = dayOf(Number(match[yearAt]), Number(match[monthAt]), Number(match[dateAt]));
    const time = timeOf(match.slice(5));
    return day === null || time === 'invalid' ? 'invalid' : { day, time };
  };
}

function timeOf([hourText, minute, second = '0', half]: readonly (string | undefined)[]): number | null | 'invalid' {
  if (hourText === undefined) return null;
  const hour = half === undefined ? Number(hourText) : (Number(hourText) % 12) + (/p/i.test(half) ? 12 : 0);
  const wrongHalf = half !== undefined && (Number(hourText) < 1 || Number(hourText) > 12);
  if (hour > 23 || wrongHalf || Number(minute) > 59 || Number(second) > 59) return 'invalid';
  return ((hour * 60 + Number(minute)) * 60 + Number(second)) * 1000;
}
