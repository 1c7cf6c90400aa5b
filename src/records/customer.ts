import { count, day, rowSchema, text } from './fields.ts';
import type { Customer, Origin } from './row.ts';
import type { Reading } from './reading.ts';

/** One row of a customers export. Any other column can be used with `--by` as well. */
export const customerSchema = (reading: Reading) =>
  rowSchema(
    {
      customer_id: text.required('The customer'),
      name: text.optional('Their name'),
      segment: text.optional('smb, enterprise, ...'),
      plan: text.optional('What they are on'),
      region: text.optional('Where they are'),
      country: text.optional('Their country'),
      industry: text.optional('Their industry'),
      rep: text.optional('Who looks after them'),
      created_at: day(reading, 'created_at').optional('Since when they are a customer'),
      employees: count.optional('How many people they employ'),
      seats_purchased: count.optional('How many seats they bought'),
    },
    reading,
    (row): Omit<Customer, keyof Origin> => row,
  );
