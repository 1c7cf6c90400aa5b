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

describe('the whole month', () => {
  const surveys =
    'response_id,respondent_id,customer_id,kind,score,responded_at,comment\nr1,p1,c1,nps,9,2024-07-02,Too slow\n';
  const subscriptions = 'subscription_id,customer_id,amount,currency,started_at\ns1,c1,10,USD,2024-01-01\n';
  const report = async (files: Readonly<Record<string, string>>, line = 'report --as-of 2024-12-01') => {
    const ran = await csm([...line.split(' '), '-f', 'md'], { cwd: folderWith(files) });
    expect(ran.code, ran.stderr).toBe(0);
    return ran.stdout;
  };
  const titles = (md: string): string[] => Array.from(md.matchAll(/^## (.+)$/gm), ([, title = '']) => title);

  test('use and assignments are read for health, and say nothing of which month it is', async () => {
    const usage = 'customer_id,user_id,at,count\nc1,u1,2024-09-03,3\n';
    const md = await report({ 'a.csv': surveys, 'b.csv': subscriptions, 'u.csv': usage });
    expect(md).toMatch(/^# Customer success report, 2024-07\n/);
    expect(md).toContain('| u.csv | usage | 1 | 0 | 1 | 0 | 0 | 0 |');
  });

  test('comments are told where there are some, and scores where some are known', async () => {
    const all = await report({ 'a.csv': surveys, 'b.csv': subscriptions });
    expect(titles(all)).toContain('What customers write about');
    expect(all).toContain('> Too slow');
    expect(titles(all)).not.toContain('Customer health');
    expect(all).not.toMatch(/no scores/);
    const bare = await report({ 'a.csv': surveys.replaceAll(/,[^,\n]*\n/g, '\n') });
    expect(titles(bare)).not.toContain('What customers write about');
    expect(bare).not.toMatch(/no comments/);
  });

  test('the numbers of health are those of its own page', async () => {
    const [whole, own] = [await tablesOf('report -p 2024-07'), await tablesOf('health -p 2024-07')];
    for (const title of ['Customers by health', 'Customers at risk', 'Health']) {
      expect(whole.get(title)?.length).toBeGreaterThan(3);
      expect(whole.get(title)).toEqual(own.get(title));
    }
  });

  test('NPS by rep is that of the answers of their customers', async () => {
    const tables = await tablesOf('report -p 2024-07');
    const rows =
      tables.get('Net promoter score \\(NPS\\) by rep') ?? tables.get('Net promoter score (NPS) by rep') ?? [];
    const by = rows.filter(([rep]) => rep !== 'All');
    const all = rows.find(([rep]) => rep === 'All');
    const { n } = (await rowsOf('nps -p 2024-07')).find(({ metric }) => metric === 'nps') ?? { n: 0 };
    const counts = by.map((cells) => Number(cells[3]));
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(n);
    expect(Number(all?.[3])).toBe(n);
    expect(all?.[1]).toBe('+40');
  });
});

test('themes tell how many of their customers are red, where there are scores', async () => {
  const files = {
    's.csv':
      'response_id,respondent_id,customer_id,kind,score,responded_at,comment\na,p1,c1,nps,3,2024-07-02,slow\nb,p2,c2,nps,9,2024-07-03,slow\n',
    'u.csv': 'customer_id,amount,currency,started_at\nc1,10,USD,2024-01-01\nc2,10,USD,2024-01-01\n',
    'csm.config.json': JSON.stringify({ health: { weights: { nps: 1 } } }),
  };
  const page = async (line: string) => (await csm([...line.split(' '), '-f', 'md'], { cwd: folderWith(files) })).stdout;
  const told = await page('report s.csv u.csv -p 2024-07 --compare none');
  expect(told).toMatch(
    /^\| Theme .*\| Customers \| Their MRR \| Of them red \|\n.*\n\| speed .*\| 2 \| 20\.00 USD \| 1 \|$/m,
  );
  expect(await page('feedback s.csv u.csv -p 2024-07 --compare none')).not.toContain('Of them red');
});
