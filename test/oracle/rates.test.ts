import { expect, test } from 'vitest';
import { casesOf, folderOf, inTurn, MONTH, openOracle, QUARTER, rowsOf, YEAR } from './company.ts';
import { compare } from './compare.ts';
import { inCurrencies } from './generate-rates.ts';
import { dataset } from './generate.ts';

// MRR in one currency by the rates of an fx export, against SQL on invented companies that are paid in three.

const AS_OF = '2025-03-01';

const RATES = [
  { args: '', fx: 'opening' },
  { args: '--fx constant@2024-05-04', fx: '2024-05-04' },
  { args: '--fx period-end', fx: 'period-end' },
  { args: '--fx constant@2022-06-30', fx: '2022-06-30' },
] as const;

const oracle = openOracle();

const cases = casesOf(16, (seed) => ({ ...inTurn([MONTH, QUARTER, YEAR], seed), ...inTurn(RATES, seed) }));

test.each(cases)('seed $seed, $period, rates $fx: csm and SQL agree', { timeout: 240_000 }, async (one) => {
  const { seed, period, args, fx, ...days } = one;
  const { exports, fx: rates } = inCurrencies(dataset(seed), seed);
  await oracle().load({ ...exports, fx: rates });
  const { subscriptions, customers } = exports;
  const folder = folderOf({ subscriptions, customers, fx: rates }, { currency: 'USD' });
  const rows = await rowsOf(folder, `mrr ${args} -p ${period} --as-of ${AS_OF} --compare none --by segment`);
  const figures = await oracle().figures(['mrr-fx'], { ...days, asOf: AS_OF }, { fx });
  expect(compare(figures, rows)).toEqual([]);
});
