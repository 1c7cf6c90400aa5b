import { day, rowSchema, text } from './fields.ts';
import type { Reading } from './reading.ts';
import type { Assignment, Origin } from './row.ts';

/** One row of an assignments export: who looks after a customer, and since when. */
export const assignmentSchema = (reading: Reading) =>
  rowSchema(
    {
      customer_id: text.required('The customer'),
      rep: text.required('Who looks after them'),
      from: day(reading, 'from').required('The first day'),
      to: day(reading, 'to').optional('The first day without; empty: until the next assignment begins'),
    },
    reading,
    (row, refuse): Omit<Assignment, keyof Origin> => {
      if (row.to !== null && row.to < row.from) refuse('to', 'row/negative-duration', '{field} is before from');
      return row;
    },
  );
