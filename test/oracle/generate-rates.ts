import type { Exports } from './generate.ts';
import { Random } from './random.ts';
import { anyDay, written } from './days.ts';
import { csv, range, type Row } from './text.ts';

/** 2022-01-01, in days since 1970. */
const FIRST = 18_993;

/** A company whose rows are in three currencies, also those of one customer, and the rates of two of them in USD. */
export function inCurrencies(exports: Exports, seed: number): { readonly exports: Exports; readonly fx: string } {
  const random = new Random(seed + 7_000_000);
  const [first = '', ...lines] = exports.subscriptions.trimEnd().split('\n');
  const header = first.split(',');
  const columns = header.includes('currency') ? header : [...header, 'currency'];
  const rows = lines.map((line): Row => {
    const cells = line.split(',');
    const paid = random.pick(['USD', 'EUR', 'GBP']);
    return Object.fromEntries(columns.map((column, i) => [column, column === 'currency' ? paid : (cells[i] ?? '')]));
  });
  const rates = ['EUR', 'GBP'].flatMap((currency) => {
    // A rate holds for a month at most: one is there every four weeks, and some more.
    const regular = range(45).map((i) => written(FIRST + 28 * i + random.integer(0, 3)));
    const days = new Set([...regular, ...range(random.integer(0, 20)).map(() => written(anyDay(random)))]);
    return [...days].map((date) => ({ date, currency, rate: (random.integer(8000, 13_000) / 10_000).toFixed(4) }));
  });
  return {
    exports: { ...exports, subscriptions: csv(columns, rows) },
    fx: csv(['date', 'currency', 'rate'], rates),
  };
}
