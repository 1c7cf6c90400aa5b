import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compare, rowsOf } from './compare.ts';
import { Oracle } from './duckdb.ts';
import { NOTHING } from './examples.ts';
import { commentsOf } from './generate-comments.ts';

// csm feedback against SQL, with a dictionary of one word. CSM_ORACLE_RUNS and CSM_ORACLE_SEED as in oracle.test.ts.

const RUNS = Number(process.env['CSM_ORACLE_RUNS'] ?? 10);
const FIRST_SEED = Number(process.env['CSM_ORACLE_SEED'] ?? 1);
const AS_OF = '2025-06-30';
const THEME = { name: 'speed', target: 'product', tone: 'complaint', any: ['slow'] };

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
  const exports = commentsOf(seed);
  await oracle.load({ ...NOTHING, ...exports });
  const folder = await mkdtemp(join(tmpdir(), `csm-comments-${seed}-`));
  try {
    for (const [name, text] of Object.entries(exports)) await writeFile(join(folder, `${name}.csv`), text);
    const config = { feedback: { extend: false, themes: [THEME] } };
    await writeFile(join(folder, 'csm.config.json'), JSON.stringify(config));
    const asked = `feedback --data . -p ${period} --as-of ${AS_OF} --compare none --by segment --json`;
    const rows = (await rowsOf(folder, asked.split(' '))).filter(({ group }) => group !== THEME.name);
    expect(compare(await oracle.figures(['comments'], { ...days, asOf: AS_OF }), rows)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
