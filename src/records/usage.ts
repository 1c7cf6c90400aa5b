import { count, field, isRefusal, parseMoment, rowSchema, text } from './fields.ts';
import type { Reading } from './reading.ts';
import type { Moment, Origin, Usage } from './row.ts';

/** Seconds since the epoch have nine or ten digits, milliseconds thirteen. */
const EPOCH = /^(?:\d{9,10}|\d{13})$/;

/** A moment as event logs write it: ISO 8601, or a number since the epoch. */
const stamp = (reading: Reading, name: string) =>
  field<Moment>('date or time', (value) => {
    const parsed = parseMoment(value, reading, name);
    if (!isRefusal(parsed) || !EPOCH.test(value)) return parsed;
    const instant = Number(value) * (value.length === 13 ? 1 : 1000);
    return { day: reading.zone.dayOf(instant), instant, timed: true };
  });

/** One row of a usage export: an event, or so many of them. */
export const usageSchema = (reading: Reading) =>
  rowSchema(
    {
      customer_id: text.required('The customer who uses'),
      at: stamp(reading, 'at').required('When; seconds or milliseconds since 1970 as well'),
      user_id: text.optional('Who of the customer'),
      feature: text.optional('What was used: the event'),
      count: count.optional('How often; 1 when left out'),
    },
    reading,
    (row): Omit<Usage, keyof Origin | 'account'> => ({ ...row, count: row.count ?? 1 }),
  );
