import { describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { folderWith, wordsOf } from '../support/folder.ts';

// What was entered later for an earlier day: figures beside those of an answer that was kept.

const rows = (...more: string[]) =>
  ['subscription_id,customer_id,plan,amount,currency,started_at,ended_at', ...more, ''].join('\n');
const before = rows('s1,c1,pro,10.10,USD,2024-01-01,', 's2,c2,solo,20.20,USD,2024-01-01,');
/** A subscription that began in March is entered in August; another plan is gone. */
const after = rows(
  's1,c1,pro,10.10,USD,2024-01-01,',
  's2,c2,team,20.20,USD,2024-01-01,',
  's3,c3,pro,0.10,USD,2024-03-01,',
);

interface Row {
  readonly metric: string;
  readonly group: string | null;
  readonly old: number | null;
  readonly new: number | null;
  readonly difference: number | null;
}

/** Keeps an answer about the first state, and asks about the second one with it at hand. */
async function restated(kept: string, line: string, now = after) {
  const cwd = folderWith({ 'old/s.csv': before, 's.csv': now });
  await csm(wordsOf(`${kept} --json -o saved.json`), { cwd });
  return csm(wordsOf(line), { cwd });
}
const asRows = (text: string) =>
  (JSON.parse(text) as { restated: Row[] }).restated.map((row) => [
    row.metric,
    row.group,
    row.old,
    row.new,
    row.difference,
  ]);

describe('--against', () => {
  test('names the figures that are others now, to the cent', async () => {
    const { code, stdout } = await restated(
      'mrr old/s.csv -p 2024-07',
      'mrr s.csv -p 2024-07 --against saved.json --json',
    );
    expect([code, asRows(stdout)]).toEqual([
      0,
      [
        ['mrr', null, 30.3, 30.4, 0.1],
        ['mrr_at_start', null, 30.3, 30.4, 0.1],
        ['arr', null, 363.6, 364.8, 1.2],
        ['arpa', null, 15.15, 30.4 / 3, expect.closeTo(30.4 / 3 - 15.15, 10)],
      ],
    ]);
  });

  test('in a table, below the figures', async () => {
    const { code, stdout } = await restated('mrr old/s.csv -p 2024-07', 'mrr s.csv -p 2024-07 --against saved.json');
    expect(code).toBe(0);
    expect(stdout.slice(stdout.indexOf('Restated'))).toBe(
      [
        'Restated since saved.json                   Old     New  Difference',
        'Monthly recurring revenue (MRR), USD      30.30   30.40       +0.10',
        'MRR at start, USD                         30.30   30.40       +0.10',
        'Annual recurring revenue (ARR), USD      363.60  364.80       +1.20',
        'Average revenue per account (ARPA), USD   15.15   10.13       -5.02',
        '',
      ].join('\n'),
    );
  });

  test('a group that only one of them has is null in the other', async () => {
    const line = 'mrr -p 2024-07 --by plan --compare none';
    const { stdout } = await restated(`${line} old/s.csv`, `${line} s.csv --against saved.json --json`);
    const found = asRows(stdout).filter(([metric]) => metric === 'mrr');
    expect(found).toEqual([
      ['mrr', null, 30.3, 30.4, 0.1],
      ['mrr', 'pro', 10.1, 10.2, 0.1],
      ['mrr', 'team', null, 20.2, null],
      ['mrr', 'solo', 20.2, null, null],
    ]);
  });

  test('a kept report serves a command of one topic', async () => {
    const { stdout } = await restated(
      'report old/s.csv -p 2024-07',
      'mrr s.csv -p 2024-07 --against saved.json --json',
    );
    expect(asRows(stdout)).toHaveLength(4);
  });

  test('nothing has changed', async () => {
    const line = 'mrr s.csv -p 2024-07 --against saved.json';
    const { code, stdout } = await restated('mrr old/s.csv -p 2024-07', line, before);
    expect([code, stdout.endsWith('\nNothing is other than in saved.json\n')]).toEqual([0, true]);
    expect(asRows((await restated('mrr old/s.csv -p 2024-07', `${line} --json`, before)).stdout)).toEqual([]);
  });

  test('without it an answer has no such key', async () => {
    const { stdout } = await restated('mrr old/s.csv -p 2024-07', 'mrr s.csv -p 2024-07 --json');
    expect(JSON.parse(stdout)).not.toHaveProperty('restated');
  });

  test.each([
    ['another period', 'mrr s.csv -p 2024-06', 2, 'it is of 2024-07, not of 2024-06'],
    ['another command', 'clv s.csv -p 2024-07', 2, 'it has none of these metrics'],
  ])('%s is refused', async (_, line, expected, message) => {
    const { code, stdout, stderr } = await restated('mrr old/s.csv -p 2024-07', `${line} --against saved.json`);
    expect([code, stdout, stderr]).toEqual([
      expected,
      '',
      expect.stringContaining(`error: --against saved.json: ${message} [usage/against]`),
    ]);
  });

  test.each([
    ['an export', before],
    ['broken', '{ "schema": "csm.report/1", '],
    ['another document', '{ "schema": "csm.cohorts/1", "period": { "label": "2024-07" }, "rows": [] }'],
    ['nothing', 'null'],
    ['no rows', '{ "schema": "csm.report/1", "period": { "label": "2024-07" } }'],
    ['rows that are none', '{ "schema": "csm.report/1", "period": { "label": "2024-07" }, "rows": [{ "metric": 5 }] }'],
    [
      'a value that is no number',
      '{ "schema": "csm.report/1", "period": { "label": "2024-07" }, "rows": [{ "metric": "mrr", "value": "5" }] }',
    ],
  ])('%s is no answer of csm', async (_, text) => {
    const cwd = folderWith({ 's.csv': before, 'kept.json': text });
    const { code, stderr } = await csm(wordsOf('mrr s.csv -p 2024-07 --against kept.json'), { cwd });
    expect([code, stderr]).toEqual([
      3,
      expect.stringContaining('error: --against kept.json: it is no answer of csm (csm.report/1) [usage/against]'),
    ]);
  });

  test('one that is not there', async () => {
    const { code } = await csm(wordsOf('mrr s.csv -p 2024-07 --against gone.json'), {
      cwd: folderWith({ 's.csv': before }),
    });
    expect(code).toBe(4);
  });
});
