import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compare, rowsOf } from './compare.ts';
import { FAMILIES, Oracle } from './duckdb.ts';
import { dataset } from './generate.ts';

// csm against the SQL of this folder, figure by figure, on invented companies.
// CSM_ORACLE_RUNS: how many companies. CSM_ORACLE_SEED: the first seed; with CSM_ORACLE_RUNS=1 it repeats one test.

const RUNS = Number(process.env['CSM_ORACLE_RUNS'] ?? 30);
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

test.each(cases)('seed $seed, $period: csm and SQL agree', { timeout: 240_000 }, async ({ seed, period, ...days }) => {
  const exports = dataset(seed);
  await oracle.load(exports);
  const expected = await oracle.figures(FAMILIES, { ...days, asOf: AS_OF });
  const topics = ['nps', 'csat', 'ces'];

  const folder = await mkdtemp(join(tmpdir(), `csm-seed-${seed}-`));
  try {
    for (const [name, text] of Object.entries(exports)) await writeFile(join(folder, `${name}.csv`), text);
    const ask = (command: string) =>
      rowsOf(folder, [command, '--data', '.', '-p', period, '--as-of', AS_OF, '--by', 'segment', '--json']);

    const report = (await ask('report')).filter(({ metric }) => metric !== 'response_rate');
    const differences = compare(
      expected.filter(({ topic }) => topic === null),
      report,
    );
    // In a report three topics have a response rate; asked one by one it is clear whose it is.
    for (const topic of topics) {
      const rates = (await ask(topic)).filter(({ metric }) => metric === 'response_rate');
      const own = expected.filter((figure) => figure.topic === topic);
      differences.push(...compare(own, rates).map((difference) => `${topic}: ${difference}`));
    }
    expect(differences).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
