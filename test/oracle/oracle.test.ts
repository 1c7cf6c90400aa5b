import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { FAMILIES, Oracle, type Figure } from './duckdb.ts';
import { dataset } from './generate.ts';

// csm against the SQL of this folder, figure by figure, on invented companies.
// CSM_ORACLE_RUNS: how many companies. CSM_ORACLE_SEED: the first seed; with CSM_ORACLE_RUNS=1 it repeats one test.

const RUNS = Number(process.env['CSM_ORACLE_RUNS'] ?? 60);
const FIRST_SEED = Number(process.env['CSM_ORACLE_SEED'] ?? 1);
const AS_OF = '2025-03-01';

const PERIODS = [
  { period: '2024-07', firstDay: '2024-07-01', lastDay: '2024-07-31' },
  { period: '2024-Q2', firstDay: '2024-04-01', lastDay: '2024-06-30' },
  { period: '2024', firstDay: '2024-01-01', lastDay: '2024-12-31' },
  { period: '2024-02-10..2024-05-03', firstDay: '2024-02-10', lastDay: '2024-05-03' },
  { period: '2024-W09', firstDay: '2024-02-26', lastDay: '2024-03-03' },
] as const;

/** What is in cents: nothing, the value, the two numbers of a ratio, or (ARPA) the value and the upper number. */
type Cents = 'nothing' | 'value' | 'parts' | 'value and numerator';

/** METRICS.md 10, of the topics written here. A rate must show the two numbers that make it; others may. */
const METRICS: Readonly<Record<string, { readonly is: 'rate' | 'quotient' | 'sum'; readonly cents: Cents }>> = {
  nps: { is: 'rate', cents: 'nothing' },
  nps_promoters: { is: 'rate', cents: 'nothing' },
  nps_passives: { is: 'rate', cents: 'nothing' },
  nps_detractors: { is: 'rate', cents: 'nothing' },
  csat: { is: 'rate', cents: 'nothing' },
  csat_mean: { is: 'quotient', cents: 'nothing' },
  ces: { is: 'rate', cents: 'nothing' },
  ces_mean: { is: 'quotient', cents: 'nothing' },
  response_rate: { is: 'rate', cents: 'nothing' },
  fcr: { is: 'rate', cents: 'nothing' },
  customer_churn_rate: { is: 'rate', cents: 'nothing' },
  customer_churn_rate_cohort: { is: 'rate', cents: 'nothing' },
  customers_at_start: { is: 'sum', cents: 'nothing' },
  customers_new: { is: 'sum', cents: 'nothing' },
  customers_reactivated: { is: 'sum', cents: 'nothing' },
  customers_lost: { is: 'sum', cents: 'nothing' },
  churn_events: { is: 'sum', cents: 'nothing' },
  customers_at_end: { is: 'sum', cents: 'nothing' },
  gross_mrr_churn_rate: { is: 'rate', cents: 'parts' },
  net_mrr_churn_rate: { is: 'rate', cents: 'parts' },
  customer_retention_rate: { is: 'rate', cents: 'nothing' },
  nrr: { is: 'rate', cents: 'parts' },
  grr: { is: 'rate', cents: 'parts' },
  mrr: { is: 'sum', cents: 'value' },
  mrr_at_start: { is: 'sum', cents: 'value' },
  mrr_new: { is: 'sum', cents: 'value' },
  mrr_reactivation: { is: 'sum', cents: 'value' },
  mrr_expansion: { is: 'sum', cents: 'value' },
  mrr_contraction: { is: 'sum', cents: 'value' },
  mrr_churn: { is: 'sum', cents: 'value' },
  arr: { is: 'sum', cents: 'value' },
  arpa: { is: 'quotient', cents: 'value and numerator' },
  mrr_expansion_rate: { is: 'rate', cents: 'parts' },
  quick_ratio: { is: 'quotient', cents: 'parts' },
  clv: { is: 'quotient', cents: 'value' },
};

let oracle: Oracle;
beforeAll(async () => {
  oracle = await Oracle.open();
});
afterAll(() => oracle.close());

const cases = Array.from({ length: RUNS }, (_, i) => {
  const seed = FIRST_SEED + i;
  return { seed, ...(PERIODS[seed % PERIODS.length] ?? PERIODS[0]) };
});

test.each(cases)('seed $seed, $period: csm and SQL agree', { timeout: 60_000 }, async ({ seed, period, ...days }) => {
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

/** What this test reads of a row of CLI.md 5.8. */
interface Row {
  readonly metric: string;
  readonly group: string | null;
  readonly currency: string | null;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

async function rowsOf(cwd: string, args: string[]): Promise<Row[]> {
  const { code, stdout, stderr } = await csm(args, { cwd });
  expect(code, `csm ${args.join(' ')}\n${stderr}`).toBe(0);
  const { rows } = JSON.parse(stdout) as { rows: Row[] };
  return rows;
}

/**
 * Says where they differ, in one line each. A group where nothing happened may be a row of zeros or no row at all;
 * a total is always there.
 */
function compare(figures: readonly Figure[], rows: readonly Row[]): string[] {
  const differences: string[] = [];
  const several = new Set(figures.map(({ currency }) => currency)).size > 2; // two currencies, and what has none
  const keyOf = (metric: string, group: string | null, currency: string | null) =>
    `${metric} of ${group ?? 'all'}${several && currency !== null ? ` in ${currency}` : ''}`;

  const found = new Map<string, Row>();
  for (const row of rows.filter(({ metric }) => metric in METRICS)) {
    const key = keyOf(row.metric, row.group, row.currency);
    if (found.has(key)) differences.push(`${key}: csm has two rows`);
    found.set(key, row);
  }

  for (const figure of figures) {
    const key = keyOf(figure.metric, figure.grp, figure.currency);
    const row = found.get(key);
    found.delete(key);
    if (row === undefined) {
      const needed = figure.grp === null && figure.currency === null;
      if (needed || !isEmpty(figure.value)) differences.push(`${key}: SQL has ${figure.value}, csm no row`);
    } else {
      differences.push(...differ(figure, row).map((difference) => `${key}: ${difference}`));
    }
  }
  for (const [key, { value }] of found) {
    if (!isEmpty(value)) differences.push(`${key}: csm has ${value}, SQL no row`);
  }
  return differences;
}

function isEmpty(value: number | null): boolean {
  return value === null || value === 0;
}

function differ(figure: Figure, row: Row): string[] {
  const metric = METRICS[figure.metric];
  if (metric === undefined) return ['not a metric this test knows'];
  const { is, cents } = metric;
  const differences: string[] = [];

  const value = inUnits(figure.value, cents === 'value' || cents === 'value and numerator');
  const alike = is === 'sum' ? row.value === value : nearlyEqual(row.value, value);
  if (!alike) differences.push(`SQL has ${value}, csm ${row.value}`);

  const parts = [
    ['numerator', inUnits(figure.numerator, cents === 'parts' || cents === 'value and numerator')],
    ['denominator', inUnits(figure.denominator, cents === 'parts')],
  ] as const;
  for (const [part, number] of parts) {
    const stated = row[part];
    const unstated = stated === null && (is !== 'rate' || row.value === null);
    if (number !== null && !unstated && stated !== number) {
      differences.push(`SQL has the ${part} ${number}, csm ${stated}`);
    }
  }

  if (cents !== 'nothing' && row.currency !== null && row.currency !== figure.currency) {
    differences.push(`SQL has the currency ${figure.currency}, csm ${row.currency}`);
  }
  const isMoney = cents === 'value' || cents === 'value and numerator';
  if (isMoney && row.currency !== figure.currency) differences.push(`money in ${row.currency}, not ${figure.currency}`);
  return differences;
}

/** Cents as units of the currency: exact, for dividing by 100 gives the double nearest to the decimal. */
function inUnits(number: number | null, cents: boolean): number | null {
  return number !== null && cents ? number / 100 : number;
}

function nearlyEqual(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
}
