import {
  isRefusal,
  moment,
  parseCount,
  parseFlag,
  parseNumber,
  type Refuse,
  rowSchema,
  text,
  wordOf,
} from './fields.ts';
import type { Quantity, Signal } from './growth.ts';
import type { Reading } from './reading.ts';
import type { History, Origin } from './row.ts';

/** The fields csm knows, by the words for them. */
const FIELDS: ReadonlyMap<string, Quantity | Signal> = new Map(
  Object.entries({
    employees: 'employees',
    'employee count': 'employees',
    'number of employees': 'employees',
    headcount: 'employees',
    revenue: 'revenue',
    'annual revenue': 'revenue',
    turnover: 'revenue',
    'customer count': 'customer_count',
    'number of customers': 'customer_count',
    customers: 'customer_count',
    hiring: 'hiring',
    'is hiring': 'hiring',
    'taking on business': 'taking_on_business',
    'taking on more business': 'taking_on_business',
    'retention improving': 'retention_improving',
    'improving retention': 'retention_improving',
  } as const),
);

/** One row of a history: what a field of a customer was on a day. */
export const historySchema = (reading: Reading) =>
  rowSchema(
    {
      customer_id: text.required('The customer'),
      as_of: moment(reading, 'as_of').required('The day it was true, and until the next row of the field'),
      field: text.required(
        'employees, revenue, customer_count, hiring, taking_on_business or retention_improving; others are not used',
      ),
      value: text.optional('A number, or yes or no; empty: not known'),
    },
    reading,
    (row, refuse): Omit<History, keyof Origin> => {
      const known = FIELDS.get(wordOf(row.field)) ?? null;
      const value = known === null || row.value === null ? null : valueOf(known, row.value, reading, refuse);
      return { customer_id: row.customer_id, as_of: row.as_of, field: row.field, known, value };
    },
  );

function valueOf(known: Quantity | Signal, cell: string, reading: Reading, refuse: Refuse): number | boolean | null {
  const isFlag = known !== 'employees' && known !== 'revenue' && known !== 'customer_count';
  const value = isFlag ? parseFlag(cell) : known === 'revenue' ? parseNumber(cell, reading) : parseCount(cell);
  if (!isRefusal(value)) return value;
  // The column is `value` whatever it holds: the message names what it is a value of.
  refuse('value', value.code, value.message.replaceAll('{field}', known), value.hint);
  return null;
}
