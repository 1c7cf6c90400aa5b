import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { Oracle } from './duckdb.ts';
import { dataset } from './generate.ts';
import { inCurrencies } from './generate-rates.ts';

// The table of cohorts and the survival curve, which have columns of their own, against SQL on invented companies.
// CSM_ORACLE_RUNS and CSM_ORACLE_SEED as in oracle.test.ts.

const RUNS = Number(process.env['CSM_ORACLE_RUNS'] ?? 16);
const FIRST_SEED = Number(process.env['CSM_ORACLE_SEED'] ?? 1);
const AS_OF = '2025-03-01';

const PERIODS = [
  { period: '2024', firstDay: '2024-01-01', lastDay: '2024-12-31' },
  { period: '2024-02..2024-07', firstDay: '2024-02-01', lastDay: '2024-07-31' },
  { period: '2023-07..2025-01', firstDay: '2023-07-01', lastDay: '2025-01-31' },
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

test.each(cases)('seed $seed, $period: cohorts and survival agree', { timeout: 240_000 }, async (one) => {
  const { seed, period, ...days } = one;
  const exports = dataset(seed);
  await oracle.load(exports);
  const folder = await mkdtemp(join(tmpdir(), `csm-tables-${seed}-`));
  try {
    await writeFile(join(folder, 'subscriptions.csv'), exports.subscriptions);
    await writeFile(join(folder, 'customers.csv'), exports.customers);
    const ask = async (...more: string[]) => {
      const { code, stdout, stderr } = await csm(
        ['cohorts', ...more, '--data', '.', '-p', period, '--as-of', AS_OF, '--by', 'segment', '--json'],
        { cwd: folder },
      );
      expect(code, stderr).toBe(0);
      return (JSON.parse(stdout) as { rows: Row[] }).rows;
    };

    const cells = (await ask()).filter(({ denominator }) => (denominator ?? 0) !== 0);
    expect(byKey(cells, 'group', 'cohort', 'age', ['numerator', 'denominator'])).toEqual(
      byKey(await oracle.table('cohorts', { ...days, asOf: AS_OF }), 'group', 'cohort', 'age', [
        'numerator',
        'denominator',
      ]),
    );

    const steps = (await ask('--survival')).filter(({ events }) => (events ?? 0) !== 0);
    const expected = await oracle.table('survival', { ...days, asOf: AS_OF });
    expect(byKey(steps, 'group', 'time', 'time', ['events', 'at_risk'])).toEqual(
      byKey(expected, 'group', 'time', 'time', ['events', 'at_risk']),
    );
    expect(byKey(steps, 'group', 'time', 'time', ['value', 'se'])).toEqual(
      byKey(expected, 'group', 'time', 'time', ['value', 'se'], nearly),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** Whole periods of each length; as of a day some cells are not over. */
const COHORTS = [
  { every: 'month', period: '2024-02..2024-07', firstDay: '2024-02-01', lastDay: '2024-07-31', asOf: AS_OF },
  { every: 'quarter', period: '2023-07..2024-12', firstDay: '2023-07-01', lastDay: '2024-12-31', asOf: AS_OF },
  { every: 'year', period: '2023..2024', firstDay: '2023-01-01', lastDay: '2024-12-31', asOf: AS_OF },
  { every: 'month', period: '2024', firstDay: '2024-01-01', lastDay: '2024-12-31', asOf: '2024-08-15' },
  { every: 'quarter', period: '2024-Q1..2024-Q4', firstDay: '2024-01-01', lastDay: '2024-12-31', asOf: '2024-08-15' },
  { every: 'year', period: '2023..2024', firstDay: '2023-01-01', lastDay: '2024-12-31', asOf: '2024-08-15' },
] as const;

test.each(cases)('seed $seed: cohorts of customers and of MRR by every length agree', async ({ seed }) => {
  const exports = dataset(seed);
  await oracle.load(exports);
  const folder = await mkdtemp(join(tmpdir(), `csm-cohorts-${seed}-`));
  try {
    await writeFile(join(folder, 'subscriptions.csv'), exports.subscriptions);
    await writeFile(join(folder, 'customers.csv'), exports.customers);
    const { every, period, ...span } = COHORTS[Math.floor(seed / 2) % COHORTS.length] ?? COHORTS[0];
    const measure = seed % 2 === 0 ? 'customers' : 'mrr';
    const { code, stdout, stderr } = await csm(
      `cohorts --measure ${measure} --every ${every} --data . -p ${period} --as-of ${span.asOf} --by segment --json`.split(
        ' ',
      ),
      { cwd: folder },
    );
    expect(code, stderr).toBe(0);
    const rows = (JSON.parse(stdout) as { rows: Row[] }).rows;
    const cells = rows.filter(({ denominator, complete }) => (denominator ?? 0) !== 0 && complete);
    const cents = measure === 'mrr' ? 100 : 1;
    const expected = await oracle.table(measure === 'mrr' ? 'cohorts-mrr' : 'cohorts', span, { every });
    expect(byCurrency(cells, 1)).toEqual(byCurrency(expected, cents));
    for (const { value, numerator, denominator } of cells) {
      expect(value).toBeCloseTo(Number(numerator) / Number(denominator), 9);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each(cases)('seed $seed: cohorts of MRR in one currency agree', { timeout: 240_000 }, async ({ seed }) => {
  const { exports, fx } = inCurrencies(dataset(seed), seed);
  await oracle.load({ ...exports, fx });
  const folder = await mkdtemp(join(tmpdir(), `csm-cohorts-fx-${seed}-`));
  try {
    await writeFile(join(folder, 'csm.config.json'), '{ "currency": "USD" }');
    await writeFile(join(folder, 'subscriptions.csv'), exports.subscriptions);
    await writeFile(join(folder, 'customers.csv'), exports.customers);
    await writeFile(join(folder, 'fx.csv'), fx);
    const { every, period, ...span } = COHORTS[seed % COHORTS.length] ?? COHORTS[0];
    const day = seed % 2 === 0 ? null : '2024-05-04';
    const how = day === null ? '' : `--fx constant@${day} `;
    const line = `cohorts --measure mrr ${how}--every ${every} --data . -p ${period} --as-of ${span.asOf} --by segment --json`;
    const { code, stdout, stderr } = await csm(line.split(' '), { cwd: folder });
    expect(code, stderr).toBe(0);
    const rows = (JSON.parse(stdout) as { rows: Row[] }).rows;
    const cells = rows.filter(({ denominator, complete }) => (denominator ?? 0) !== 0 && complete);
    const expected = await oracle.table('cohorts-mrr', span, { every, fx: day ?? 'period-end' });
    expect(byCurrency(cells, 1)).toEqual(byCurrency(expected, 100));
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** The two numbers of each cell, by group, currency, cohort and age; divided by 100 where they are cents. */
function byCurrency(rows: readonly Row[], divisor: number) {
  const keyed = rows.map((row): Row => ({ ...row, place: `${row['currency'] ?? '-'} ${row['cohort'] ?? 'average'}` }));
  return byKey(keyed, 'group', 'place', 'age', ['numerator', 'denominator'], (number) => number / divisor);
}

type Row = Readonly<Record<string, string | number | boolean | null>>;

function nearly(number: number): unknown {
  return expect.closeTo(number, 9);
}

/** The rows as `group cohort age: [numbers]`, in an order of their own; as counts are, or nearly. */
function byKey(
  rows: readonly Row[],
  one: string,
  two: string,
  three: string,
  numbers: string[],
  as: (number: number) => unknown = (number) => number,
) {
  const written = rows.map((row): [string, unknown[]] => [
    [row[one] ?? 'all', row[two] ?? 'average', row[three]].join(' '),
    numbers.map((name) => {
      const cell = row[name] ?? null;
      return typeof cell === 'number' ? as(cell) : cell;
    }),
  ]);
  return Object.fromEntries(written.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
