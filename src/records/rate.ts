import { currencyOf } from './amounts.ts';
import { day, field, isRefusal, rowSchema, text } from './fields.ts';
import { type Decimal, parseDecimal } from './money.ts';
import type { Reading, Refusal } from './reading.ts';
import type { Origin, Rate } from './row.ts';

const notAbove: Refusal = { code: 'field/out-of-range', message: '{field} is {value}; a rate is above 0' };

const rate = (reading: Reading) =>
  field<Decimal>('decimal number', (value) => {
    const parsed = parseDecimal(value.replace(/^-/, ''), reading.marks);
    return !isRefusal(parsed) && (parsed.digits === 0n || value.startsWith('-')) ? notAbove : parsed;
  });

/** One row of an fx export: the rate of a currency on a day. */
export const rateSchema = (reading: Reading) =>
  rowSchema(
    {
      date: day(reading, 'date').required('The day'),
      currency: text.required('ISO 4217 code'),
      rate: rate(reading).required("What one unit of it is worth in the report's currency; above 0"),
    },
    reading,
    (row, refuse): Omit<Rate, keyof Origin> => ({ ...row, currency: currencyOf(row.currency, refuse) ?? '' }),
  );
