import { expect, test } from 'vitest';
import { casesOf, folderOf, inTurn, openOracle, PERIODS, rowsOf } from './company.ts';
import { compare } from './compare.ts';
import type { Family, Rules } from './duckdb.ts';
import { dataset } from './generate.ts';

// csm against the SQL of this folder, for what options change and for topics of their own, on invented companies.

const AS_OF = '2025-03-01';

interface Variant {
  readonly args: readonly string[];
  readonly queries: readonly Family[];
  readonly rules?: Rules;
}

const VARIANTS: readonly Variant[] = [
  {
    args: ['churn', '--method', 'all', '--basis', 'movements'],
    queries: ['churn-methods'],
  },
  { args: ['mrr', '--movements', 'period'], queries: ['mrr-period'] },
  { args: ['mrr', '--movements', 'subscription'], queries: ['mrr-subscription'] },
  { args: ['mrr', '--method', 'without-reactivation'], queries: ['mrr-methods'] },
  { args: ['csat', '--method', 'all'], queries: ['csat-methods'] },
  { args: ['csat', '--method', 'all', '--satisfied-min', '5'], queries: ['csat-methods'], rules: { satisfiedMin: 5 } },
  { args: ['csat', '--responses', 'all'], queries: ['csat'], rules: { responses: 'all' } },
  { args: ['csat', '--responses', 'first'], queries: ['csat'], rules: { responses: 'first' } },
  { args: ['ces', '--method', 'all'], queries: ['ces-methods'] },
  { args: ['ces', '--responses', 'first'], queries: ['ces'], rules: { responses: 'first' } },
  { args: ['nps', '--responses', 'all'], queries: ['nps'], rules: { responses: 'all' } },
  { args: ['nps', '--responses', 'first'], queries: ['nps'], rules: { responses: 'first' } },
  { args: ['nps', '--unit', 'account'], queries: ['nps-account'] },
  {
    args: ['nps', '--unit', 'account', '--responses', 'all'],
    queries: ['nps-account'],
    rules: { responses: 'all' },
  },
  { args: ['fcr', '--method', 'all'], queries: ['fcr-methods'] },
  { args: ['fcr', '--window', '0'], queries: ['fcr'], rules: { window: 0 } },
  { args: ['fcr', '--window', '30'], queries: ['fcr'], rules: { window: 30 } },
  ...(['created', 'resolved', 'closed'] as const).map((cohort) => ({
    args: ['fcr', '--method', 'all', '--cohort', cohort],
    queries: ['fcr-methods'] as const,
    rules: { fcrCohort: cohort },
  })),
  { args: ['support'], queries: ['support'] },
  { args: ['retention', '--trailing', '12'], queries: ['trailing'] },
  { args: ['retention', '--trailing', '3'], queries: ['trailing'], rules: { trailing: 3 } },
  {
    args: ['clv', '--method', 'all'],
    queries: ['clv-discounted', 'clv-payments'],
  },
  { args: ['clv', '--margin', '0.8', '--churn-months', '2'], queries: ['clv'], rules: { margin: 0.8, churnMonths: 2 } },
  {
    args: ['clv', '--method', 'discounted', '--discount', '0.02', '--margin', '75%'],
    queries: ['clv-discounted'],
    rules: { discount: 0.02, margin: 0.75 },
  },
  ...(['churn', 'retention', 'mrr'] as const).flatMap((topic) => [
    { args: [topic, '--end-date', 'inclusive'], queries: [topic], rules: { endDate: 'inclusive' } as const },
    { args: [topic, '--churn-at', 'cancel-request'], queries: [topic], rules: { churnAt: 'cancel-request' } as const },
  ]),
  { args: ['churn', '--churn-at', 'cancel-effective'], queries: ['churn'], rules: { churnAt: 'cancel-effective' } },
  { args: ['churn', '--per', 'month'], queries: ['churn-per'], rules: { per: 'month' } },
  { args: ['churn', '--per', 'year'], queries: ['churn-per'], rules: { per: 'year' } },
  { args: ['retention', '--per', 'month'], queries: ['retention-per'], rules: { per: 'month' } },
  { args: ['retention', '--per', 'year'], queries: ['retention-per'], rules: { per: 'year' } },
  { args: ['nps', '--weight', 'mrr'], queries: ['nps-mrr'] },
  { args: ['nps', '--weight', 'mrr', '--responses', 'all'], queries: ['nps-mrr'], rules: { responses: 'all' } },
  { args: ['nps', '--weight', 'mrr', '--responses', 'first'], queries: ['nps-mrr'], rules: { responses: 'first' } },
];

/** A quarter of them for each company; four companies in a row have them all, and twenty in every period. */
function turn(seed: number): readonly Variant[] {
  return VARIANTS.filter((_, i) => i % 4 === seed % 4);
}

const oracle = openOracle();

const cases = casesOf(30, (seed) => inTurn(PERIODS, seed));

test.each(cases)('seed $seed, $period: csm and SQL agree', { timeout: 120_000 }, async ({ seed, period, ...days }) => {
  const differences: string[] = [];
  for (const endDate of ['exclusive', 'inclusive'] as const) {
    const variants = turn(seed).filter(({ rules }) => (rules?.endDate ?? 'exclusive') === endDate);
    if (variants.length === 0) continue;
    const exports = dataset(seed, endDate);
    await oracle().load(exports);
    const folder = folderOf(exports);
    for (const { args, queries, rules } of variants) {
      const asked = `${args.join(' ')} -p ${period} --as-of ${AS_OF} --compare none --by segment`;
      const rows = await rowsOf(folder, asked);
      const figures = await oracle().figures(queries, { ...days, asOf: AS_OF }, rules);
      const found = compare(figures, rows);
      differences.push(...found.map((difference) => `csm ${args.join(' ')}: ${difference}`));
    }
  }
  expect(differences).toEqual([]);
});
