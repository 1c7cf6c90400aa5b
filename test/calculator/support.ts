import fc from 'fast-check';
import { type Day, parseDay } from '../../src/calculator/calendar.ts';
import { parsePeriod, type PeriodContext } from '../../src/calculator/parse-period.ts';
import { type Period } from '../../src/calculator/period.ts';

/** The day of a date that must exist. */
export function dayFrom(text: string): Day {
  const day = parseDay(text);
  if (day === null) throw new RangeError(`${text} is not in the calendar`);
  return day;
}

/** A period as seen on a day. */
export function period(text: string, asOf = '2024-08-15', more: Omit<PeriodContext, 'asOf'> = {}): Period {
  return parsePeriod(text, { asOf: dayFrom(asOf), ...more });
}

/** Any day of a century and a half. */
export const anyDay = fc.integer({ min: dayFrom('1950-01-01'), max: dayFrom('2100-12-31') });
