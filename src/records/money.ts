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

/** The decimal mark of amounts, and what separates thousands; empty: nothing does. */
export interface Marks {
  readonly decimal: '.' | ',';
  readonly thousands: string;
}

/** Parses an amount of one style: `1234.50`, or as the marks say. Anything else is refused, by name. */
export function parseDecimal(text: string, { decimal, thousands }: Marks): Decimal | Refusal {
  const plain = thousands === '' ? text : withoutThousands(text, thousands, decimal);
  const match = (decimal === '.' ? /^(\d+)(?:\.(\d+))?$/ : /^(\d+)(?:,(\d+))?$/).exec(plain);
  if (match === null) return misfit(text, { decimal, thousands });
  const [, whole = '', fraction = ''] = match;
  if (whole.length > 18) return overflow;
  if (fraction.length > 12) return tooPrecise;
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

/** A blank that groups digits may be one that keeps them on a line. */
const BLANK = /[ \u00a0\u202f]/;

/** Takes separators out that stand every three digits; text that has them elsewhere stays as it is. */
function withoutThousands(text: string, thousands: string, decimal: string): string {
  const [whole = '', ...fraction] = text.split(decimal);
  const groups = whole.split(thousands === ' ' ? BLANK : thousands);
  const isGrouped = groups.every((group, i) => (i === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group));
  return groups.length > 1 && isGrouped ? [groups.join(''), ...fraction].join(decimal) : text;
}

const tooPrecise: Refusal = {
  code: 'money/too-precise',
  message: '{field} is {value}, with more than 12 decimals',
  hint: 'round it in the export',
};
const overflow: Refusal = { code: 'money/overflow', message: '{field} is {value}, more than can be held exactly' };

function misfit(text: string, marks: Marks): Refusal {
  const refuse = (code: string, message: string, hint?: string): Refusal => ({
    code: `money/${code}`,
    message,
    ...(hint !== undefined && { hint }),
  });
  if (text.startsWith('-') && !('code' in parseDecimal(text.slice(1), marks))) {
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
  if (marks.decimal === '.' && /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) {
    return refuse('thousands', '{field} is {value}; thousands are not separated', '--thousands comma');
  }
  if (marks.decimal === '.' && /^\d{1,3}([. ]\d{3})*,\d+$|^\d+,\d+$/.test(text)) {
    return refuse('decimal-comma', '{field} is {value}, with a decimal comma', '--decimal comma');
  }
  const example = marks.decimal === '.' ? '49.90' : '49,90';
  return refuse('format', `{field} is "{value}", not an amount like ${example}`);
}

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

/** Why what customers pay cannot be told: nobody exported their subscriptions, or they have no amounts. */
export const needsBook = (facts: Facts): string | null =>
  facts.has('subscriptions', 'customer_id') ? needsAmounts(facts) : 'no_subscriptions';
