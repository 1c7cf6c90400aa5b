import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compare, rowsOf } from './compare.ts';
import { Oracle } from './duckdb.ts';
import { dataset } from './generate.ts';
import { parallelContracts } from './generate-contracts.ts';
import { contracts } from './generate-payments.ts';

// csm renewals against SQL, on invented contracts. CSM_ORACLE_RUNS and CSM_ORACLE_SEED as in oracle.test.ts.

const RUNS = Number(process.env['CSM_ORACLE_RUNS'] ?? 30);
const FIRST_SEED = Number(process.env['CSM_ORACLE_SEED'] ?? 1);
const AS_OF = '2025-06-30';

const PERIODS = [
  { period: '2024-07', firstDay: '2024-07-01', lastDay: '2024-07-31' },
  { period: '2024-Q2', firstDay: '2024-04-01', lastDay: '2024-06-30' },
  { period: '2024', firstDay: '2024-01-01', lastDay: '2024-12-31' },
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

test.each(cases)('seed $seed, $period: csm and SQL agree', { timeout: 240_000 }, async ({ seed, period, ...days }) => {
  const exports = contracts(seed);
  await oracle.load({ ...dataset(seed), ...exports });
  const figures = await oracle.figures(['renewals'], { ...days, asOf: AS_OF });
  const folder = await mkdtemp(join(tmpdir(), `csm-renewals-${seed}-`));
  try {
    for (const [name, text] of Object.entries(exports)) await writeFile(join(folder, `${name}.csv`), text);
    const asked = ['renewals', '--data', '.', '-p', period, '--as-of', AS_OF, '--compare', 'none', '--by', 'segment'];
    expect(compare(figures, await rowsOf(folder, [...asked, '--json']))).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each(cases)('seed $seed, $period: contracts side by side agree', { timeout: 240_000 }, async (one) => {
  const { seed, period, ...days } = one;
  const exports = parallelContracts(seed);
  await oracle.load({ ...dataset(seed), ...exports });
  const grace = [30, 0, 10, 45][seed % 4] ?? 30;
  const figures = await oracle.figures(['renewals-parallel'], { ...days, asOf: AS_OF }, { grace });
  const folder = await mkdtemp(join(tmpdir(), `csm-contracts-${seed}-`));
  try {
    for (const [name, text] of Object.entries(exports)) await writeFile(join(folder, `${name}.csv`), text);
    const asked = `renewals --grace ${grace} --data . -p ${period} --as-of ${AS_OF} --compare none --by segment --json`;
    expect(compare(figures, await rowsOf(folder, asked.split(' ')))).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
