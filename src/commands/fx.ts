import type { Calculation, Tables } from '../calculator/calculate.ts';
import { type Day, parseDay } from '../calculator/calendar.ts';
import { type Ask, hasCurrency } from '../calculator/metric.ts';
import { contains, type Period } from '../calculator/period.ts';
import { CsmError, EXIT, type Issue, notice } from '../errors.ts';
import type { Detected } from '../input/detect.ts';
import type { Book } from '../records/account.ts';
import type { Charge } from '../records/charges.ts';
import { moneyTables } from '../records/dataset.ts';
import type { Exchange, Fx } from '../records/exchange.ts';
import type { Settings } from '../records/settings.ts';
import type { MeasureOptions } from './options.ts';

/** The currency that a run converts to where there are rates; null where amounts stay as they are. */
export function baseOf(asks: readonly Ask<Settings>[], options: MeasureOptions, isOfMoney = false): string | null {
  fxFrom(options);
  if (options.snapshot || !(isOfMoney || asks.some(({ metric }) => hasCurrency(metric)))) return null;
  if (options.currency === undefined && options.fx !== undefined) {
    throw new CsmError('usage/fx', `--fx ${options.fx}: no currency is named to convert to`, {
      hint: '"currency": "USD" in csm.config.json',
    });
  }
  return options.currency ?? null;
}

/** Rates that are named and cannot be used are told of. */
export function ratesUnused(base: string | null, { fxRates, snapshot, currency }: MeasureOptions): Issue[] {
  if (fxRates === undefined || base !== null) return [];
  const isUnnamed = !snapshot && currency === undefined;
  const unused = snapshot ? 'a list without dates has no day to convert at' : 'nothing asked for is an amount';
  const why = isUnnamed ? 'no currency is named to convert to' : unused;
  const hint = isUnnamed ? '"currency": "USD" in csm.config.json' : null;
  return [notice('fx/unused', 'warning', `--fx-rates is not read: ${why}`, hint)];
}

/** What brings the amounts of a run into one currency. */
export interface Conversion {
  readonly exchange: Exchange;
  /** The tables of money of a book as each of the periods sees them that they are measured in. */
  periods(book: Book, calculation: Calculation<Settings>, told: Period): Generator<readonly [Period, Tables]>;
  /** The charges of some periods, each at the rate of its day. */
  charges(charges: readonly Charge[], periods: readonly Period[]): Charge[];
  /** What is to be said of the rates that were used. Throws a CsmError where one was missing. */
  issues(): Issue[];
}

class Converter implements Conversion {
  readonly exchange: Exchange;
  #hint = 'add it to the fx export: date,currency,rate';

  constructor(exchange: Exchange) {
    this.exchange = exchange;
  }

  *periods(book: Book, calculation: Calculation<Settings>, told: Period) {
    const firstDay = ({ firstDay: day }: Period): Day => (day === -Infinity ? told.firstDay : day);
    const measured = calculation.measuredOver(Object.keys(moneyTables([])));
    const periods = new Map(measured.map((period) => [`${period.firstDay}..${period.closeDay}`, period]));
    // The period that is asked for first: what only the others lack can be done without.
    const inOrder = [...periods.values()].toSorted((a, b) => b.closeDay - a.closeDay);
    for (const period of inOrder) {
      const wasComplete = this.exchange.missing.length === 0;
      yield [period, this.exchange.tablesOf(book, period, firstDay(period))] as const;
      const isOther = period.closeDay !== told.closeDay || firstDay(period) !== told.firstDay;
      if (isOther && wasComplete && this.exchange.missing.length > 0) this.#hint += ', or --compare none';
    }
  }

  charges(charges: readonly Charge[], periods: readonly Period[]): Charge[] {
    const own = charges.filter(({ day }) => periods.some((period) => contains(period, day)));
    return own.map((charge) => this.#inBase(charge));
  }

  #inBase(charge: Charge): Charge {
    const { base } = this.exchange;
    return { ...charge, cents: this.exchange.convert(charge.cents, charge.currency, charge.day), currency: base };
  }

  issues(): Issue[] {
    return ratesUsed(this.exchange, this.#hint);
  }
}

/** What converts amounts; null without an fx export. */
export async function exchangeFrom(
  found: readonly Pick<Detected, 'kind'>[],
  base: string | null,
  options: MeasureOptions,
): Promise<Conversion | null> {
  if (base === null) return null;
  if (found.some(({ kind }) => kind === 'fx')) {
    const { Exchange } = await import('../records/exchange.ts');
    const exchange = new Exchange(base, fxFrom(options));
    return new Converter(exchange);
  }
  if (options.fx === undefined) return null;
  throw new CsmError('usage/fx', `--fx ${options.fx}: there are no rates`, { hint: '--fx-rates FILE' });
}

function fxFrom({ fx }: MeasureOptions): Fx {
  if (fx === undefined) return 'opening';
  if (fx === 'period-end') return fx;
  const at = fx.startsWith('constant@') ? parseDay(fx.slice('constant@'.length)) : null;
  if (at !== null) return { at };
  throw new CsmError('usage/fx', `--fx ${fx}: not understood`, { hint: 'constant@2024-06-30 or period-end' });
}

/** A rate that is needed and missing ends a run; one that stands in for a later day is told of. */
function ratesUsed({ missing, older }: Exchange, hint: string): Issue[] {
  const [first, ...others] = missing;
  if (first !== undefined) {
    throw new CsmError('fx/no-rate', `there is no rate of ${first}, nor one of the 31 days before`, {
      exitCode: EXIT.data,
      details: others.map((each) => `nor of ${each}`),
      hint,
    });
  }
  if (older.length === 0) return [];
  const more = older.length > 3 ? ` and ${older.length - 3} more` : '';
  return [
    notice('fx/older-rate', 'note', `days without a rate go by the one before: ${older.slice(0, 3).join(', ')}${more}`),
  ];
}
