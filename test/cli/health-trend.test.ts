import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TrendRow } from '../../src/output/trend.ts';
import { csm } from '../support/csm.ts';
import { acme, folderWith, wordsOf } from '../support/folder.ts';

// The health score over time: each close as csm health has it, by one config; another config is another series.

async function run(line: string, cwd: string) {
  const { code, stdout, stderr } = await csm([...wordsOf(line), '-q'], { cwd });
  expect(code, stderr).toBe(0);
  return stdout;
}
const rowsOf = async (line: string, cwd = acme): Promise<readonly TrendRow[]> =>
  (JSON.parse(await run(`${line} --json`, cwd)) as { rows: TrendRow[] }).rows;
const scores = (rows: readonly TrendRow[]): TrendRow[] => rows.filter(({ metric }) => metric === 'health_score');

/** Answers of two customers, the second of whom begins in June. */
const files = {
  'subscriptions.csv':
    'subscription_id,customer_id,amount,currency,started_at,ended_at\n' +
    's1,c1,10,USD,2024-01-15,\ns2,c2,10,USD,2024-06-01,\n',
  'surveys.csv':
    'response_id,respondent_id,customer_id,kind,score,responded_at\n' +
    'r1,p1,c1,nps,9,2024-04-20\nr2,p1,c1,nps,3,2024-06-20\nr3,p2,c2,nps,8,2024-06-21\nr4,p2,c2,nps,8,2024-07-31\n',
};
const config = (health: object): Record<string, string> => ({ 'csm.config.json': JSON.stringify({ health }) });
const NPS = config({ weights: { nps: 1 } });

describe('csm health trend', () => {
  test('each close is that of csm health, and the previous one is that of the close before', async () => {
    const rows = await rowsOf('health trend --last 3');
    for (const month of ['2024-10', '2024-11', '2024-12']) {
      const { rows: own } = JSON.parse(await run(`health -p ${month} --compare none --json`, acme)) as {
        rows: { metric: string; group: string | null; value: number }[];
      };
      const totals = new Map(own.filter(({ group }) => group === null).map(({ metric, value }) => [metric, value]));
      const told = rows.filter(({ period }) => period === month);
      expect(told).toHaveLength(5);
      for (const { metric, value } of told) expect(value, `${month} ${metric}`).toBe(totals.get(metric));
    }
    const [first, second, third] = scores(rows);
    expect([first?.previous, first?.delta]).toEqual([null, null]);
    expect([second?.previous, third?.previous]).toEqual([first?.value, second?.value]);
    expect(third?.delta).toBe((third?.value ?? NaN) - (second?.value ?? NaN));
  });

  test('by hand: nobody knows in March, 90 in April and May, the mean of 30 and 80 in June', async () => {
    const rows = scores(await rowsOf('health trend', folderWith({ ...files, ...NPS })));
    expect(rows.map(({ period, value, n, reason }) => [period, value, n, reason])).toEqual([
      ['2024-01', null, 0, 'no_scores'],
      ['2024-02', null, 0, 'no_scores'],
      ['2024-03', null, 0, 'no_scores'],
      ['2024-04', 90, 1, null],
      ['2024-05', 90, 1, null],
      ['2024-06', 55, 2, null],
      ['2024-07', 55, 2, null],
    ]);
  });

  test.each<[string, string[]]>([
    ['--last 2', ['2024-06', '2024-07']],
    ['-p 2024-04..2024-05', ['2024-04', '2024-05']],
    ['--every quarter', ['2024-Q1', '2024-Q2']],
    ['--every year', []],
    ['-p 2024-06 --as-of 2024-06-20', []],
  ])('%s: %j', async (flags, periods) => {
    const rows = scores(await rowsOf(`health trend ${flags}`, folderWith({ ...files, ...NPS })));
    expect(rows.map(({ period }) => period)).toEqual(periods);
  });

  test('of nobody nothing is told', async () => {
    const stdout = await run('health trend --every year', folderWith({ ...files, ...NPS }));
    expect(stdout).toContain('no customers at any close');
  });
});

describe('another config is another series', () => {
  test('what was kept of it comes first, as it was; of the same one nothing is told twice', async () => {
    const cwd = folderWith({ ...files, ...NPS });
    await run('health trend --last 2 --json -o kept.json', cwd);
    const { rows: kept } = JSON.parse(readFileSync(join(cwd, 'kept.json'), 'utf8')) as { rows: TrendRow[] };
    const same = await rowsOf('health trend --last 3 --against kept.json', cwd);
    expect(new Set(same.map(({ hash }) => hash)).size).toBe(1);
    expect(scores(same)).toHaveLength(3);

    const other = folderWith({
      ...files,
      ...config({ version: '2', weights: { nps: 1 }, bands: [20, 40] }),
      'kept.json': JSON.stringify({ schema: 'csm.trend/1', rows: kept }),
    });
    const both = await rowsOf('health trend --last 2 --against kept.json', other);
    expect(both.slice(0, kept.length)).toEqual(kept);
    const own = both.slice(kept.length);
    expect(own.map(({ config: name }) => name)).toEqual(own.map(() => '2'));
    expect(scores(own)[0]).toMatchObject({ period: '2024-06', previous: null, delta: null });
    const table = await run('health trend --last 2 --against kept.json', other);
    expect(table).toMatch(/as kept in kept\.json\. Not to be compared with the other config/);
    expect(table.match(/^Month/gm)).toHaveLength(2);
  });

  test.each<[string, string, string]>([
    ['no JSON', 'customer_id\n', 'it is no answer of csm health trend'],
    ['another answer', '{"schema":"csm.report/1","rows":[]}', 'it is no answer of csm health trend'],
    [
      'rows without a config',
      '{"schema":"csm.trend/1","rows":[{"metric":"a","period":"b","value":1}]}',
      'it is no answer',
    ],
  ])('%s is not', async (_, content, says) => {
    const cwd = folderWith({ ...files, ...NPS, 'kept.json': content });
    const { code, stderr } = await csm(wordsOf('health trend --against kept.json'), { cwd });
    expect([code, stderr]).toEqual([3, expect.stringContaining(says)]);
  });
});

test.each(['0', 'all', '-1'])('--last %s is none', async (last) => {
  const { code, stderr } = await csm(['health', 'trend', `--last=${last}`], { cwd: acme });
  expect([code, stderr]).toEqual([2, expect.stringContaining(`--last ${last}: it is a number of periods from 1 up`)]);
});
