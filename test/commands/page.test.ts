import { describe, expect, test } from 'vitest';
import { parseDay } from '../../src/calculator/calendar.ts';
import { Window } from '../../src/commands/window.ts';
import { csm } from '../support/csm.ts';
import { acme, folderWith } from '../support/folder.ts';

// What a page tells beside its period: it is what a run of that period alone says.

interface Row {
  readonly metric: string;
  readonly currency: string | null;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly n: number;
}
const rowsOf = async (line: string): Promise<readonly Row[]> =>
  (JSON.parse((await csm([...line.split(' '), '--json', '--data', acme])).stdout) as { rows: readonly Row[] }).rows;

/** The tables of Markdown by their headings, a list of cells a line. */
async function tablesOf(line: string, cwd?: string): Promise<Map<string, string[][]>> {
  const where = cwd === undefined ? ['--data', acme] : [];
  const { stdout } = await csm([...line.split(' '), ...where, '-f', 'md'], cwd === undefined ? {} : { cwd });
  const parts = stdout.split(/^#+ /m).map((part) => part.split('\n'));
  return new Map(
    parts.map(([head = '', ...rest]) => [
      head,
      rest
        .filter((each) => /^\| (?!-)/.test(each))
        .slice(1)
        .map((each) => each.slice(2, -2).split(' | ')),
    ]),
  );
}

describe('trends', () => {
  test.each([
    [
      'nps',
      'nps',
      'Net promoter score (NPS)',
      (row: Row) => String(Math.round(row.value ?? 0)),
      (cell: string) => cell.replace('+', ''),
    ],
    [
      'churn',
      'customer_churn_rate',
      'Customer churn',
      (row: Row) => `${((row.value ?? 0) * 100).toFixed(1)} %`,
      (cell: string) => cell,
    ],
    [
      'fcr',
      'fcr',
      'First contact resolution (FCR)',
      (row: Row) => `${((row.value ?? 0) * 100).toFixed(1)} %`,
      (cell: string) => cell,
    ],
    [
      'mrr',
      'mrr',
      'Monthly recurring revenue (MRR), USD',
      (row: Row) => (row.value ?? 0).toFixed(2),
      (cell: string) => cell.replaceAll(' ', ''),
    ],
  ] as const)('%s: each month is what the month by itself is', async (command, metric, head, written, plain) => {
    const trend = (await tablesOf(`${command} -p 2024-07`)).get(head) ?? [];
    expect(trend.map(([month]) => month)).toEqual(
      '2023-08 2023-09 2023-10 2023-11 2023-12 2024-01 2024-02 2024-03 2024-04 2024-05 2024-06 2024-07'.split(' '),
    );
    for (const [month = '', value = '', ...rest] of [trend[0] ?? [], trend[5] ?? [], trend[11] ?? []]) {
      const row = (await rowsOf(`${command} -p ${month}`)).find((each) => each.metric === metric);
      expect([month, plain(value), rest.at(-1)?.split(' ')[0]]).toEqual([month, row && written(row), String(row?.n)]);
    }
  });

  test('without a period, whatever the order of rows, they are those of the month the data say', async () => {
    const head = 'response_id,respondent_id,kind,score,responded_at';
    const rows = [
      'r1,p1,nps,9,2024-05-02',
      'r2,p2,nps,2,2024-06-03',
      'r3,p3,nps,9,2024-07-04',
      'r4,p4,nps,7,2023-01-04',
    ];
    const expected = [
      ['2023-08', 'n/a: no responses', '', '0'],
      ['2024-05', '+100', '-59 to +100', '1 (very few)'],
      ['2024-06', '-100', '-100 to +59', '1 (very few)'],
      ['2024-07', '+100', '-59 to +100', '1 (very few)'],
    ];
    for (const order of [rows, rows.toReversed(), [rows[2], rows[0], rows[3], rows[1]]]) {
      const cwd = folderWith({ 's.csv': [head, ...order, ''].join('\n') });
      const trend = (await tablesOf('nps s.csv', cwd)).get('Net promoter score (NPS)') ?? [];
      expect(trend.slice(-3).map(([month, value]) => [month, value])).toEqual(
        expected.slice(1).map(([month, value]) => [month, value]),
      );
    }
  });

  const asOf = parseDay('2025-03-10') ?? 0;
  test.each([
    ['2024-07', '2023-08', '2024-07', 12],
    ['2024-Q3', '2023-10', '2024-09', 12],
    ['2024', '2024-01', '2024-12', 12],
    ['2023..2024', '2023-01', '2024-12', 24],
    ['2022..2024', '2022-Q1', '2024-Q4', 12],
    ['2010..2024', '2010', '2024', 15],
    ['2025-03', '2024-04', '2025-03', 12],
    ['all', '2023-04', '2025-03', 24],
  ])('-p %s: from %s to %s, %d of them', (period, first, last, count) => {
    const window = new Window({ period, compare: 'none', asOf, fiscalYearStart: 1, hasTrend: true });
    const labels = window.trend.map(({ label }) => label);
    expect([labels[0], labels.at(-1), labels.length]).toEqual([first, last, count]);
  });

  test('none where none is asked for', () => {
    expect(new Window({ period: '2024', compare: 'none', asOf, fiscalYearStart: 1 }).trend).toEqual([]);
  });
});

test('scores add up to the answers, and to NPS', async () => {
  const scores = (await tablesOf('nps -p 2024-07')).get('Answers by score') ?? [];
  const [headline] = await rowsOf('nps -p 2024-07');
  const sum = (group: string): number =>
    scores.filter(([, name]) => name === group).reduce((total, [, , count]) => total + Number(count), 0);
  expect(scores.map(([score]) => score)).toEqual('0 1 2 3 4 5 6 7 8 9 10'.split(' '));
  expect(sum('Promoters') - sum('Detractors')).toBe(headline?.numerator);
  expect(sum('Promoters') + sum('Passives') + sum('Detractors')).toBe(headline?.denominator);
});

test('segments and reps add up to all', async () => {
  const tables = await tablesOf('churn -p 2024-06');
  for (const by of ['segment', 'rep']) {
    const rows = tables.get(`Customer churn (cohort) by ${by}`) ?? [];
    const all = rows.at(-1) ?? [];
    expect(rows.length).toBeGreaterThan(3);
    expect(all[0]).toBe('All');
    for (const column of [3, 4]) {
      const parts = rows.slice(0, -1).reduce((sum, row) => sum + Number(row[column]), 0);
      expect(parts).toBe(Number(all[column]));
    }
  }
});

test('the way of MRR ends where MRR is', async () => {
  const steps = (await tablesOf('mrr -p 2024-07')).get('MRR from start to end, USD') ?? [];
  const cents = steps.map(([, amount = '']) => Math.round(Number(amount.replaceAll(' ', '')) * 100));
  expect(cents.slice(0, -1).reduce((sum, each) => sum + each, 0)).toBe(cents.at(-1));
});

test('cohorts are those of csm cohorts', async () => {
  const rows =
    (await tablesOf('churn -p 2024-07')).get('Customers still there, in % of those who began together') ?? [];
  const { stdout } = await csm(['cohorts', '--data', acme, '-p', '2023-08..2024-07', '--json']);
  const { rows: cells } = JSON.parse(stdout) as {
    rows: readonly { cohort: string | null; age: number; size: number; value: number | null }[];
  };
  const cell = cells.find(({ cohort, age }) => cohort === '2023-09' && age === 6);
  expect(rows[1]?.[0]).toBe('2023-09');
  expect(rows[1]?.[1]).toBe(String(cell?.size));
  expect(rows[1]?.[8]).toBe(((cell?.value ?? 0) * 100).toFixed(1));
});

test('what is not of a page is the same with and without one', async () => {
  // Exports as they are read for a table, and for a page: the numbers of the period are the same.
  const table = await rowsOf('report -p 2024-07');
  const numbers = await tablesOf('report -p 2024-07');
  const churn = numbers.get('Churn') ?? [];
  const lost = table.find(({ metric }) => metric === 'customers_lost');
  expect(churn.find(([name]) => name === 'Customers lost')?.[1]).toBe(String(lost?.value));
});
