import { describe, expect, test } from 'vitest';
import { grid, type GridColumn } from '../../src/output/grid.ts';
import { csm } from '../support/csm.ts';
import { acme, folderWith } from '../support/folder.ts';

const widths = [20, 40, 80, 200];

/** Numbers as people read them, with their unit: 1 204, 3.1 %, -4.2 pp. */
const numbersIn = (text: string): string[] =>
  text.match(/[+−-]?\d[\d ]*(?:\.\d+)?(?: (?:%|pp|h))?(?!\S)/g)?.map((each) => each.trim()) ?? [];

async function tableAt(width: number, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await csm([...args, '--color', 'never'], {
    cwd: acme,
    env: { COLUMNS: String(width) },
  });
  expect(code, stderr).toBe(0);
  return stdout;
}

describe('at any width', () => {
  test.each([[], ['--by', 'region']])('of a report %s no number is cut', async (...more: string[]) => {
    const args = ['report', '--period', '2024-07', ...more];
    // Names are words, and may fold: then a line has the rest of a name and nothing else.
    const cellsOf = (text: string): string[] =>
      text.split('\n').flatMap((line) => {
        const [, ...cells] = line.split(/ {2,}/).map((cell) => cell.trim());
        return line.startsWith(' ') && cells.length === 1 ? [] : cells;
      });
    const known = new Set(cellsOf(await tableAt(1000, ...args)));
    for (const width of widths) {
      const text = await tableAt(width, ...args);
      expect(text).not.toContain('…');
      const body = text.split('\n').slice(2, -2);
      const strange = cellsOf(body.join('\n')).filter((cell) => /\d/.test(cell) && !known.has(cell));
      expect(strange, `at ${width}`).toEqual([]);
      if (width >= 80 && more.length === 0) for (const line of body) expect(line.length).toBeLessThanOrEqual(width);
    }
  });

  test('what gives way can be told from the rest; intervals, verdicts and reasons stay', async () => {
    const heads = async (width: number) =>
      (await tableAt(width, 'churn', '-p', '2024-07')).split('\n')[2]?.split(/ {2,}/);
    expect(await heads(200)).toEqual(['Churn', '2024-07', '2024-06', 'Change', '95 % interval', 'n']);
    expect(await heads(68)).toEqual(['Churn', '2024-07', 'Change', '95 % interval', 'n']);
    expect(await heads(56)).toEqual(['Churn', '2024-07', 'Change', '95 % interval']);
    expect(await heads(40)).toEqual(['Churn']);
    for (const width of [100, 56]) {
      const clv = await tableAt(width, 'clv', '-p', '2024-07', '--methods', 'all');
      expect(clv, `at ${width}`).toMatch(/ [\d ]+\.\d\d to [\d ]+\.\d\d/);
      expect(clv, `at ${width}`).toContain('no fit');
    }
  });

  test('too narrow for a table: a record for each line, in which every number says what it is', async () => {
    const text = await tableAt(20, 'churn', '-p', '2024-07');
    const record = text.slice(text.indexOf('Customer churn'), text.indexOf('Customer churn (cohort)'));
    expect(numbersIn(record).length).toBeGreaterThan(0);
    for (const line of record.trim().split('\n').slice(1)) expect(line, 'a bare number').toMatch(/[A-Za-z]{3}|^ {2}n /);
  });

  test('a width that is none is 100', async () => {
    const usual = (await csm(['churn', '-p', '2024-07'], { cwd: acme })).stdout;
    for (const COLUMNS of ['0', '-5', 'wide', '']) {
      expect((await csm(['churn', '-p', '2024-07'], { cwd: acme, env: { COLUMNS } })).stdout, COLUMNS).toBe(usual);
    }
    expect((await csm(['churn', '-p', '2024-07'], { cwd: acme, terminal: ['stdout'], columns: 40 })).stdout).not.toBe(
      usual,
    );
  });
});

describe('what a table says', () => {
  test('which days it measured, against what, and from what', async () => {
    const lines = (await tableAt(100, 'nps', '-p', '2024-Q2')).trimEnd().split('\n');
    expect(lines[0]).toBe('NPS · 2024-04-01..2024-06-30 · compared with 2024-Q1');
    expect(lines.at(-1)).toBe('3139 rows from surveys.csv');
    expect((await tableAt(100, 'nps', '-p', '2024-Q2', '--compare', 'none')).split('\n')[0]).toContain('not compared');
    expect((await tableAt(100, 'nps', '-p', '2024-Q2', '--timezone', 'Asia/Tokyo')).split('\n')[0]).toContain(
      'Asia/Tokyo',
    );
    expect((await tableAt(100, 'nps', '-p', '2024-07', '--as-of', '2024-07-10')).split('\n')[0]).toContain(
      '(to 2024-07-10)',
    );
    expect((await tableAt(100, 'nps', '-p', '2030', '--as-of', '2024-07-10')).split('\n')[0]).toContain('(not begun)');
  });

  test('no line ends in blanks, and the text ends in one line end', async () => {
    const text = await tableAt(100, 'report', '-p', '2024-07', '--by', 'segment');
    expect(text).not.toMatch(/[ \t]$/m);
    expect(text).toMatch(/\S\n$/);
  });

  test('columns stand straight: the numbers of a block end where its heads end', async () => {
    const lines = (await tableAt(100, 'retention', '-p', '2024-07')).split('\n').slice(2, 6);
    const end = (lines[0] ?? '').indexOf('2024-06') - 2;
    for (const line of lines) expect(line.slice(0, end)).toMatch(/\S$/);
  });

  test('no value: n/a and why, never 0 or NaN', async () => {
    const cwd = folderWith({
      'u.csv': 'customer_id,started_at,ended_at,amount\nc1,2024-07-10,,9\n',
      's.csv': 'kind,score,responded_at\n',
    });
    const churn = (await csm(['churn', 'u.csv', '-p', '2024-07'], { cwd })).stdout;
    expect(churn).toMatch(/^Customer churn +n\/a +.*no opening customers$/m);
    const nps = (await csm(['nps', 's.csv', '-p', '2024-07'], { cwd })).stdout;
    expect(nps).toMatch(/^Net promoter score \(NPS\) +n\/a +.*no responses$/m);
    expect(churn + nps).not.toMatch(/NaN|Infinity|undefined|null|-0\b/);
  });

  test('a line of its own for each currency, and each says which', async () => {
    const rows = ['c1,2024-01-01,,100,USD,a', 'c2,2024-01-01,,80,EUR,a', 'c3,2024-01-01,,10,EUR,b'];
    const cwd = folderWith({ 'u.csv': `customer_id,started_at,ended_at,amount,currency,plan\n${rows.join('\n')}\n` });
    const whole = (await csm(['mrr', 'u.csv', '-p', '2024-07', '--compare', 'none'], { cwd })).stdout;
    expect(whole).toMatch(/^Monthly recurring revenue \(MRR\), EUR +90\.00/m);
    expect(whole).toMatch(/^Monthly recurring revenue \(MRR\), USD +100\.00/m);
    const by = (await csm(['mrr', 'u.csv', '-p', '2024-07', '--compare', 'none', '--by', 'plan'], { cwd })).stdout;
    const headline = by.split('\n\n')[1] ?? '';
    expect(headline).toContain('80.00');
    for (const line of headline.split('\n').slice(1)) expect(line, 'which currency?').toMatch(/EUR|USD/);
  });

  test('by a column: what stands in a line says what it is of, and never begins it', async () => {
    const cwd = folderWith({
      't.csv':
        'ticket_id,created_at,solved_at,agent_replies,status,rep\nt1,2024-07-01,2024-07-02,1,solved,::error::owned\n' +
        't2,2024-07-01,2024-07-02,1,solved,##[group]x\nt3,2024-07-01,2024-07-02,1,solved,"Ana\nEve"\nt4,2024-07-01,2024-07-02,1,solved,\n',
    });
    const { stdout } = await csm(['fcr', 't.csv', '-p', '2024-07', '--by', 'rep'], { cwd });
    expect(stdout).not.toMatch(/^\s*(::|##\[)/m);
    expect(stdout).toMatch(/^Ana⏎Eve /m);
    expect(stdout).toMatch(/^\(none\) /m);
    expect(stdout).toMatch(/^All /m);
  });

  test('several lines of one block by a column can be told apart', async () => {
    const blocks = (await tableAt(200, 'report', '-p', '2024-07', '--by', 'region')).split('\n\n');
    for (const block of blocks) {
      const names = block
        .split('\n')
        .slice(1)
        .map((line) => line.split(/ {2,}/)[0]);
      expect(
        names.filter((name, i) => names.indexOf(name) !== i),
        block.split('\n')[0] ?? '',
      ).toEqual([]);
    }
  });
});

describe('grid', () => {
  const columns: GridColumn[] = [
    { head: 'name', align: 'left' },
    { head: 'n', align: 'right' },
    { head: 'more', align: 'right', drop: 1 },
  ];

  test('left and right, without borders', () => {
    expect(
      grid(
        columns,
        [
          ['Ana', '1', 'x'],
          ['Christopher', '1 204', 'yz'],
        ],
        100,
      ),
    ).toBe('name             n  more\nAna              1     x\nChristopher  1 204    yz');
  });

  test('letters that take two columns count as two', () => {
    expect(
      grid(
        columns.slice(0, 2),
        [
          ['李雷', '1'],
          ['Ana', '22'],
          ['😀', '3'],
        ],
        100,
      ),
    ).toBe('name   n\n李雷   1\nAna   22\n😀     3');
  });

  test('drops what may go, and gives null when the rest does not fit', () => {
    expect(grid(columns, [['Ana', '1', 'x']], 9)).toBe('name  n\nAna   1');
    expect(grid(columns, [['Ana', '1', 'x']], 6)).toBeNull();
    expect(grid(columns, [['Ana', '1', 'x']], 7)).toBe('name  n\nAna   1');
  });

  test('a column that may fold does so before a lesser one goes, and takes what room is left', () => {
    const folding: GridColumn[] = [
      { head: 'name', align: 'left', fold: 2 },
      { head: 'n', align: 'right' },
      { head: 'more', align: 'right', drop: 1 },
    ];
    const rows = [
      ['Monthly recurring revenue, EUR', '1', 'x'],
      ['Churn', '22', 'y'],
    ];
    expect(grid(folding, rows, 30)).toBe(
      'name                n  more\nMonthly recurring   1     x\n  revenue, EUR\nChurn              22     y',
    );
    expect(grid(folding, rows, 24)).toBe(
      'name                n\nMonthly recurring   1\n  revenue, EUR\nChurn              22',
    );
    expect(grid(folding, rows, 19)).toBeNull();
  });

  test('columns with nothing in them take no room', () => {
    expect(grid([...columns, { head: '', align: 'left' }], [['Ana', '1', 'x', '']], 100)).toBe(
      'name  n  more\nAna   1     x',
    );
  });
});
