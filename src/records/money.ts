import type { Facts } from '../calculator/metric.ts';
import type { Refusal } from './reading.ts';

/** A decimal number as it was written: 12.50 is 1250 and scale 2. No binary fraction ever stands in for it. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** ISO 4217 currencies whose minor unit is not a hundredth. */
const DECIMALS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
]);

/** How many decimals a currency has; two where none is named. */
export function decimalsOf(currency: string | null): number {
  return (currency === null ? undefined : DECIMALS.get(currency)) ?? 2;
}

/** Parses an amount of one style: `1234.50`, or with a decimal comma `1234,50`. Anything else is refused, by name. */
export function parseDecimal(text: string, mark: '.' | ','): Decimal | Refusal {
  const match = (mark === '.' ? /^(\d+)(?:\.(\d+))?$/ : /^(\d+)(?:,(\d+))?$/).exec(text);
  if (match === null) return misfit(text, mark);
  const [, whole = '', fraction = ''] = match;
  if (whole.length > 18 || fraction.length > 12) return overflow;
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

const overflow: Refusal = { code: 'money/overflow', message: '{field} is {value}, more than can be held exactly' };

function misfit(text: string, mark: '.' | ','): Refusal {
  const refuse = (code: string, message: string, hint?: string): Refusal => ({
    code: `money/${code}`,
    message,
    ...(hint !== undefined && { hint }),
  });
  if (text.startsWith('-') && !isMisfit(text.slice(1), mark)) {
    return refuse(
      'negative',
      '{field} is {value}; an amount cannot be below 0',
      'credits and refunds go in their own file',
    );
  }
  if (/^\(.*\)$/.test(text)) return refuse('parentheses', '{field} is {value}; parentheses are not read as a minus');
  if (/^\p{Sc}|\p{Sc}$|^[A-Z]{3}\s?\d|\d\s?[A-Z]{3}$/u.test(text)) {
    return refuse('symbol', '{field} is {value}; the currency belongs in a column of its own', 'export plain numbers');
  }
  if (mark === '.' && /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) {
    return refuse('thousands', '{field} is {value}; thousands are not separated', 'export plain numbers like 1234.56');
  }
  if (mark === '.' && /^\d{1,3}([. ]\d{3})*,\d+$|^\d+,\d+$/.test(text)) {
    return refuse('decimal-comma', '{field} is {value}, with a decimal comma', 'export plain numbers like 1234.56');
  }
  return refuse('format', '{field} is "{value}", not an amount like 49.90');
}
const isMisfit = (text: string, mark: '.' | ','): boolean => 'code' in parseDecimal(text, mark);

/** How often an interval goes into a month: a year is 1/12, a week 52/12 (METRICS.md 2.9). */
export const PER_MONTH = {
  day: [365n, 12n],
  week: [52n, 12n],
  month: [1n, 1n],
  quarter: [1n, 3n],
  half_year: [1n, 6n],
  year: [1n, 12n],
} as const satisfies Record<string, readonly [bigint, bigint]>;
export type Interval = keyof typeof PER_MONTH;

/** An exact fraction of minor units. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** Minor units of an amount; null when it is written more precisely than the currency is. */
export function minorUnits({ digits, scale }: Decimal, decimals: number): bigint | null {
  if (scale <= decimals) return digits * 10n ** BigInt(decimals - scale);
  const by = 10n ** BigInt(scale - decimals);
  return digits % by === 0n ? digits / by : null;
}

/** Rounds half to even, to a whole number of minor units: the one rounding of a row (METRICS.md 9.11). */
export function roundHalfEven({ over, under }: Fraction): bigint {
  const quotient = over / under;
  const twice = (over % under) * 2n;
  return twice > under || (twice === under && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

/** Why metrics of money cannot be had from exports without amounts. */
export const needsAmounts = (facts: Facts): string | null =>
  facts.has('subscriptions', 'amount') ? null : 'no_amounts';
