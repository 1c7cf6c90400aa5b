import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { compare, rowsOf, type Row } from './compare.ts';
import { Oracle } from './duckdb.ts';
import { healthCompany, type HealthExports } from './generate-health.ts';
import { compareCustomers, isNearEdge, type Scored } from './compare-health.ts';
import type { HealthRules } from './health-rules.ts';

// csm health and csm growth against SQL, on invented companies. CSM_ORACLE_RUNS and CSM_ORACLE_SEED as in oracle.test.ts.

// A company here has every export: one for three of the other tests.
const RUNS = Math.ceil(Number(process.env['CSM_ORACLE_RUNS'] ?? 30) / 3);
const FIRST_SEED = Number(process.env['CSM_ORACLE_SEED'] ?? 1);
const AS_OF = '2025-06-30';

const PERIODS = [
  { period: '2024-07', firstDay: '2024-07-01', lastDay: '2024-07-31' },
  { period: '2024-Q2', firstDay: '2024-04-01', lastDay: '2024-06-30' },
  { period: '2024-02', firstDay: '2024-02-01', lastDay: '2024-02-29' },
  { period: '2024-02-10..2024-05-03', firstDay: '2024-02-10', lastDay: '2024-05-03' },
  { period: '2024-W09', firstDay: '2024-02-26', lastDay: '2024-03-03' },
] as const;

/** The health of the config, in turn. */
const RULES: readonly HealthRules[] = [
  {},
  { targets: { keyFeatures: ['report', 'export', 'api'], activeDays: 5, pastDueDays: 45 } },
  { missing: 'worst', targets: { keyFeatures: ['share'], highPriority: ['urgent'] } },
  {
    weights: { usage: 3, adoption: 1, support: 2, nps: 2.5, payment: 1, ces: 0.5 },
    profiles: {
      young: { youngerThan: 91, weights: { usage: 1, adoption: 2, support: 4, mrr_trend: 1 }, trends: true },
    },
    bands: [40, 60],
  },
  { missing: 'neutral', minCoverage: 0.7, overrides: [] },
  { weights: { usage: 10, support: 10, growth: 30, csat: 20, mrr_trend: 20, ces: 20 } },
];

let oracle: Oracle;
beforeAll(async () => {
  oracle = await Oracle.open();
});
afterAll(() => oracle.close());

const cases = Array.from({ length: RUNS }, (_, i) => {
  const seed = FIRST_SEED + i;
  const rules = RULES[seed % RULES.length] ?? {};
  return { seed, rules, ...(PERIODS[seed % PERIODS.length] ?? PERIODS[0]) };
});

test.each(cases)('seed $seed, $period: health agrees', { timeout: 240_000 }, async (one) => {
  const { seed, rules, period, ...days } = one;
  const exports = healthCompany(seed, days.lastDay, false);
  await oracle.load(exports);
  const differences = await inFolder({ ...exports, rules }, async (folder) => {
    const asked = ['health', '--data', '.', '-p', period, '--as-of', AS_OF, '--by', 'segment', '--json'];
    const { code, stdout, stderr } = await csm(asked, { cwd: folder });
    expect(code, stderr).toBe(0);
    const { rows, customers } = JSON.parse(stdout) as { rows: Row[]; customers: Scored[] };
    const at = { ...days, asOf: AS_OF };
    const before = { firstDay: days.firstDay, lastDay: dayBefore(days.firstDay), asOf: AS_OF };
    const tables = {
      scores: await oracle.table('health', at, { health: rules }),
      parts: await oracle.table('health-components', at, { health: rules }),
      past: await oracle.table('health', before, { health: rules }),
    };
    const found = compareCustomers(tables, customers, rules);
    if (isNearEdge(tables.scores, customers, rules)) return found;
    return [...found, ...compare(await oracle.figures(['health-rows'], at, { health: rules }), rows)];
  });
  expect(differences).toEqual([]);
});

test.each(cases)('seed $seed, $period: growth agrees', { timeout: 240_000 }, async ({ seed, period, ...days }) => {
  const exports = healthCompany(seed, days.lastDay, true);
  await oracle.load(exports);
  const differences = await inFolder({ ...exports, rules: {} }, async (folder) => {
    const asked = ['growth', '--data', '.', '-p', period, '--as-of', AS_OF, '--by', 'segment', '--compare', 'none'];
    const rows = await rowsOf(folder, [...asked, '--json']);
    const { firstDay, lastDay } = days;
    return compare(await oracle.figures(['growth'], { firstDay, lastDay, asOf: AS_OF }), rows);
  });
  expect(differences).toEqual([]);
});

/** Writes the exports and the config, and takes them away again. */
async function inFolder<Result>(
  { rules, ...exports }: HealthExports & { readonly rules: HealthRules },
  act: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'csm-health-'));
  try {
    for (const [name, text] of Object.entries(exports)) await writeFile(join(folder, `${name}.csv`), text);
    await writeFile(join(folder, 'csm.config.json'), JSON.stringify({ health: rules }));
    return await act(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
