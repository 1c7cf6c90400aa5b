import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compare, rowsOf } from './compare.ts';
import { Oracle } from './duckdb.ts';
import { inCurrencies } from './generate-rates.ts';
import { dataset } from './generate.ts';

// MRR in one currency by the rates of an fx export, against SQL on invented companies that are paid in three.
// CSM_ORACLE_RUNS and CSM_ORACLE_SEED as in oracle.test.ts.

const RUNS = Number(process.env['CSM_ORACLE_RUNS'] ?? 16);
const FIRST_SEED = Number(process.env['CSM_ORACLE_SEED'] ?? 1);
const AS_OF = '2025-03-01';

const PERIODS = [
  { period: '2024-07', firstDay: '2024-07-01', lastDay: '2024-07-31' },
  { period: '2024-Q2', firstDay: '2024-04-01', lastDay: '2024-06-30' },
  { period: '2024', firstDay: '2024-01-01', lastDay: '2024-12-31' },
] as const;

const RATES = [
  { args: [], fx: 'opening' },
  { args: ['--fx', 'constant@2024-05-04'], fx: '2024-05-04' },
  { args: ['--fx', 'period-end'], fx: 'period-end' },
  { args: ['--fx', 'constant@2022-06-30'], fx: '2022-06-30' },
] as const;

let oracle: Oracle;
beforeAll(async () => {
  oracle = await Oracle.open();
});
afterAll(() => oracle.close());

const cases = Array.from({ length: RUNS }, (_, i) => {
  const seed = FIRST_SEED + i;
  return { seed, ...(PERIODS[seed % PERIODS.length] ?? PERIODS[0]), ...(RATES[seed % RATES.length] ?? RATES[0]) };
});

test.each(cases)('seed $seed, $period, rates $fx: csm and SQL agree', { timeout: 240_000 }, async (one) => {
  const { seed, period, args, fx, ...days } = one;
  const { exports, fx: rates } = inCurrencies(dataset(seed), seed);
  await oracle.load({ ...exports, fx: rates });
  const folder = await mkdtemp(join(tmpdir(), `csm-rates-${seed}-`));
  try {
    await writeFile(join(folder, 'csm.config.json'), '{ "currency": "USD" }');
    await writeFile(join(folder, 'subscriptions.csv'), exports.subscriptions);
    await writeFile(join(folder, 'customers.csv'), exports.customers);
    await writeFile(join(folder, 'fx.csv'), rates);
    const asked = ['--data', '.', '-p', period, '--as-of', AS_OF, '--compare', 'none', '--by', 'segment', '--json'];
    const rows = await rowsOf(folder, ['mrr', ...args, ...asked]);
    const figures = await oracle.figures(['mrr-fx'], { ...days, asOf: AS_OF }, { fx });
    expect(compare(figures, rows)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
