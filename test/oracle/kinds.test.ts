import { expect, test } from 'vitest';
import { casesOf, folderOf, inTurn, openOracle, PERIODS, rowsOf } from './company.ts';
import { compare } from './compare.ts';
import type { Family, Figure } from './duckdb.ts';
import { withReasons } from './generate-reasons.ts';

// Churn, MRR and retention by how customers left (--by churn_kind) against SQL, on invented companies.

const AS_OF = '2025-03-01';

const oracle = openOracle();

const cases = casesOf(10, (seed) => inTurn(PERIODS, seed));

test.each(cases)(
  'seed $seed, $period: who left how agrees',
  { timeout: 240_000 },
  async ({ seed, period, ...days }) => {
    const exports = withReasons(seed);
    await oracle().load(exports);
    const folder = folderOf({ subscriptions: exports.subscriptions });
    const ask = (args: string) =>
      rowsOf(folder, `${args} -p ${period} --as-of ${AS_OF} --compare none --by churn_kind`);
    const figures = (name: Family) => oracle().figures([name], { ...days, asOf: AS_OF }, { by: 'churn_kind' });

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
  },
);

/** The figure that is told when no method is asked for. */
function unnamed(figure: Figure, metric: string): Figure {
  return { ...figure, metric, method: null };
}
