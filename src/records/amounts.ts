import type { Refuse } from './fields.ts';
import { type Decimal, decimalsOf, minorUnits } from './money.ts';
import type { Reading } from './reading.ts';

/** A currency's code in capitals; what is no code is refused. */
export function currencyOf(text: string | null, refuse: Refuse): string | null {
  const currency = text?.toUpperCase() ?? null;
  if (currency !== null && !/^[A-Z]{3}$/.test(currency)) {
    refuse('currency', 'money/currency', '{field} is "{value}", not a code like USD');
  }
  return currency;
}

/** Minor units of a column's amount; null when it was refused, for it is written more precisely than there is money. */
export function minorOf(
  field: string,
  value: Decimal,
  { currency, reading }: { readonly currency: string | null; readonly reading: Reading },
  refuse: Refuse,
): bigint | null {
  const isMinor = reading.minor.has(field);
  const decimals = decimalsOf(currency);
  const cents = minorUnits(value, isMinor ? 0 : decimals);
  if (cents === null) {
    const unit = isMinor ? 'whole minor units have none' : `${currency ?? 'money'} has ${decimals} decimals`;
    refuse(field, 'money/too-precise', `{field} is {value}, but ${unit}`, 'round it in the export');
  }
  return cents;
}

/** Whether a number holds so many minor units exactly; else the column is refused. */
export function isHeld(field: string, cents: bigint, refuse: Refuse): boolean {
  if (cents <= BigInt(Number.MAX_SAFE_INTEGER) && cents >= BigInt(Number.MIN_SAFE_INTEGER)) return true;
  refuse(field, 'money/overflow', '{field} is {value}, more than can be held exactly');
  return false;
}
