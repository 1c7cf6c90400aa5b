import * as z from 'zod';
import { count, day, id, text } from './fields.ts';
import type { Reading } from './reading.ts';

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
