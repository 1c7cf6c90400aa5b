import * as z from 'zod';
import { count, day, id, text } from './fields.ts';
import type { Origin, Reading } from './reading.ts';
import type { Day } from '../calculator/calendar.ts';

/** One row of a customers export. Any other column can be used with `--by` as well. */
export const customerSchema = (reading: Reading) =>
  z.object({
    customer_id: id.describe('The customer'),
    name: text.nullable().describe('Their name'),
    segment: text.nullable().describe('smb, enterprise, ...'),
    plan: text.nullable().describe('What they are on'),
    region: text.nullable().describe('Where they are'),
    country: text.nullable().describe('Their country'),
    industry: text.nullable().describe('Their industry'),
    rep: text.nullable().describe('Who looks after them'),
    created_at: day(reading, 'created_at').nullable().describe('Since when they are a customer'),
    employees: count.nullable().describe('How many people they employ'),
    seats_purchased: count.nullable().describe('How many seats they bought'),
  });

/** One row of a customers export. */
export interface Customer extends Origin {
  customer_id: string;
  name: string | null;
  segment: string | null;
  plan: string | null;
  region: string | null;
  country: string | null;
  industry: string | null;
  rep: string | null;
  created_at: Day | null;
  employees: number | null;
  seats_purchased: number | null;
}
