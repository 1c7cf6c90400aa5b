import { afterAll, beforeAll, expect } from 'vitest';
import { csm } from '../support/csm.ts';
import { folderWith, wordsOf } from '../support/folder.ts';
import type { Row } from './compare.ts';
import { Oracle } from './duckdb.ts';
import type { HealthExports } from './generate-health.ts';

// What the tests on invented companies share: which companies, which periods, and where csm and SQL find them.
// CSM_ORACLE_RUNS: how many companies. CSM_ORACLE_SEED: the first seed; with CSM_ORACLE_RUNS=1 it repeats one test.

/** A period as csm is asked for it, and its first and last day, as SQL is. */
interface Period {
  readonly period: string;
  readonly firstDay: string;
  readonly lastDay: string;
}

export const MONTH: Period = { period: '2024-07', firstDay: '2024-07-01', lastDay: '2024-07-31' };
export const QUARTER: Period = { period: '2024-Q2', firstDay: '2024-04-01', lastDay: '2024-06-30' };
export const YEAR: Period = { period: '2024', firstDay: '2024-01-01', lastDay: '2024-12-31' };
export const DAYS: Period = { period: '2024-02-10..2024-05-03', firstDay: '2024-02-10', lastDay: '2024-05-03' };
export const WEEK: Period = { period: '2024-W09', firstDay: '2024-02-26', lastDay: '2024-03-03' };

/** One of each kind. */
export const PERIODS: readonly Period[] = [MONTH, QUARTER, YEAR, DAYS, WEEK];

/**
 * The cases of a test, one for each seed: `usual` of them unless told. Where a company takes its time, there is one for
 * `divisor` of the other tests.
 */
export function casesOf<Case extends object>(usual: number, caseOf: (seed: number) => Case, divisor = 1) {
  const runs = Math.ceil(Number(process.env['CSM_ORACLE_RUNS'] ?? usual) / divisor);
  const first = Number(process.env['CSM_ORACLE_SEED'] ?? 1);
  return Array.from({ length: runs }, (_, i) => ({ seed: first + i, ...caseOf(first + i) }));
}

/** The item whose turn it is: seeds in a row have one after the other. */
export function inTurn<Item>(items: readonly Item[], seed: number): Item {
  const item = items.at(seed % items.length);
  if (item === undefined) throw new RangeError('nothing to take turns');
  return item;
}

/**
 * An oracle for the tests of one file: open from before the first until after the last. By then each query that was
 * asked several times must have said something.
 */
export function openOracle(): () => Oracle {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await Oracle.open();
  });
  afterAll(async () => {
    const { silent } = oracle;
    await oracle.close();
    expect(silent).toEqual([]);
  });
  return () => oracle;
}

/** A folder with these exports and perhaps a config; it is gone when the test is over. */
export function folderOf(
  exports: Readonly<Partial<Record<keyof HealthExports | 'fx', string>>>,
  config: object | null = null,
): string {
  const files = Object.entries(exports).map(([name, text]): [string, string] => [`${name}.csv`, text]);
  if (config !== null) files.push(['csm.config.json', JSON.stringify(config)]);
  return folderWith(Object.fromEntries(files));
}

/** What csm answers in a folder to a line, as JSON; the run has to succeed. */
export async function answerOf<Answer>(folder: string, line: string): Promise<Answer> {
  const { code, stdout, stderr } = await csm([...wordsOf(line), '--data', '.', '--json'], { cwd: folder });
  expect(code, `csm ${line}\n${stderr}`).toBe(0);
  return JSON.parse(stdout) as Answer;
}

/** The rows of such an answer. */
export async function rowsOf<Own = Row>(folder: string, line: string): Promise<Own[]> {
  const { rows } = await answerOf<{ readonly rows: Own[] }>(folder, line);
  return rows;
}
