import { count, field, isRefusal, parseMoment, rowSchema, text } from './fields.ts';
import type { Reading } from './reading.ts';
import type { Moment, Usage } from './row.ts';

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

const NO_LABELS: Usage['labels'] = [];

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
    // Of these rows there are most: with the keys of their origin from the start none has to grow when it gets them.
    (row): Omit<Usage, 'account'> => ({
      customer_id: row.customer_id,
      at: row.at,
      user_id: row.user_id,
      feature: row.feature,
      count: row.count ?? 1,
      file: '',
      line: 0,
      labels: NO_LABELS,
    }),
  );
