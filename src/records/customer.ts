import { count, day, flag, number, rowSchema, text } from './fields.ts';
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
      revenue: number(reading).optional('What their own business takes in, a year say'),
      customer_count: count.optional('How many customers they have themselves'),
      baseline_employees: count.optional('How many people they employed when they bought'),
      baseline_revenue: number(reading).optional('Their revenue when they bought'),
      baseline_customer_count: count.optional('How many customers they had when they bought'),
      hiring: flag.optional('Whether they are hiring'),
      taking_on_business: flag.optional('Whether they are taking on more business'),
      retention_improving: flag.optional('Whether they keep more of their own customers'),
      as_of: day(reading, 'as_of').optional('The day of these values; without it that of the export'),
    },
    reading,
    (row): Omit<Customer, keyof Origin> => row,
  );
