import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compare, rowsOf } from './compare.ts';
import { Oracle, type Figure } from './duckdb.ts';
import { withReasons } from './generate-reasons.ts';

// Churn, MRR and retention by how customers left (--by churn_kind) against SQL, on invented companies.
// CSM_ORACLE_RUNS and CSM_ORACLE_SEED as in oracle.test.ts.

const RUNS = Number(process.env['CSM_ORACLE_RUNS'] ?? 10);
const FIRST_SEED = Number(process.env['CSM_ORACLE_SEED'] ?? 1);
const AS_OF = '2025-03-01';

const PERIODS = [
  { period: '2024-07', firstDay: '2024-07-01', lastDay: '2024-07-31' },
  { period: '2024-Q2', firstDay: '2024-04-01', lastDay: '2024-06-30' },
  { period: '2024', firstDay: '2024-01-01', lastDay: '2024-12-31' },
  { period: '2024-02-10..2024-05-03', firstDay: '2024-02-10', lastDay: '2024-05-03' },
  { period: '2024-W09', firstDay: '2024-02-26', lastDay: '2024-03-03' },
] as const;

let oracle: Oracle;
beforeAll(async () => {
  oracle = await Oracle.open();
});
afterAll(() => oracle.close());

const cases = Array.from({ length: RUNS }, (_, i) => {
  const seed = FIRST_SEED + i;
  return { seed, ...(PERIODS[seed % PERIODS.length] ?? PERIODS[0]) };
});

test.each(cases)(
  'seed $seed, $period: who left how agrees',
  { timeout: 240_000 },
  async ({ seed, period, ...days }) => {
    const exports = withReasons(seed);
    await oracle.load(exports);
    const folder = await mkdtemp(join(tmpdir(), `csm-kinds-${seed}-`));
    try {
      await writeFile(join(folder, 'subscriptions.csv'), exports.subscriptions);
      const ask = (args: string) =>
        rowsOf(
          folder,
          `${args} --data . -p ${period} --as-of ${AS_OF} --compare none --by churn_kind --json`.split(' '),
        );
      const figures = (name: Parameters<Oracle['figures']>[0][number]) =>
        oracle.figures([name], { ...days, asOf: AS_OF }, { by: 'churn_kind' });

      const rates = await figures('churn-kind');
      const usual = (metric: string, method: string, as = metric) =>
        rates.filter((one) => one.metric === metric && one.method === method).map((one) => unnamed(one, as));
      const differences = [
        ...compare(
          [
            ...(await figures('churn')).filter(({ metric }) => !metric.includes('_rate')),
            ...usual('customer_churn_rate', 'start'),
            ...usual('customer_churn_rate', 'cohort', 'customer_churn_rate_cohort'),
            ...usual('gross_mrr_churn_rate', 'cohort'),
            ...usual('net_mrr_churn_rate', 'cohort'),
          ],
          await ask('churn'),
        ),
        ...compare(rates, await ask('churn --method all --basis movements')),
        ...compare(await figures('mrr'), await ask('mrr')),
        ...compare(await figures('retention'), await ask('retention')),
      ];
      expect(differences).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);

/** The figure that is told when no method is asked for. */
function unnamed(figure: Figure, metric: string): Figure {
  return { ...figure, metric, method: null };
}
