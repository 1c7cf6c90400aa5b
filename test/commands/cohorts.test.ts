import { describe, expect, test } from 'vitest';
import { formatDay } from '../../src/calculator/calendar.ts';
import { dayFrom } from '../calculator/support.ts';
import { csm } from '../support/csm.ts';
import { folderWith, wordsOf } from '../support/folder.ts';

interface Row {
  readonly cohort: string | null;
  readonly group: string | null;
  readonly age: number;
  readonly time: number;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly complete: boolean;
  readonly at_risk: number;
  readonly se: number | null;
  readonly reason: string | null;
}
interface Answer {
  readonly as_of: string | null;
  readonly period: { readonly label: string; readonly start: string; readonly end: string; readonly complete: boolean };
  readonly rows: readonly Row[];
  readonly medians: readonly {
    readonly group: string | null;
    readonly days: number | null;
    readonly reason: string | null;
  }[];
}

async function ask(line: string, rows: readonly string[], header = 'customer_id,started_at,ended_at,amount') {
  const cwd = folderWith({ 's.csv': [header, ...rows, ''].join('\n') });
  const { code, stdout, stderr } = await csm(['cohorts', 's.csv', ...wordsOf(line), '--json', '-q'], { cwd });
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Answer;
}
const cohortsOf = ({ rows }: Answer) => [...new Set(rows.flatMap(({ cohort }) => cohort ?? []))];
const two = ['A,2024-02-10,,10', 'B,2024-03-05,2024-05-20,20'];

describe('the periods of the table', () => {
  test.each([
    ['', '2024-02-01..2024-05-31', true, ['2024-02', '2024-03', '2024-04', '2024-05']],
    ['--every quarter', '2024-01-01..2024-06-30', true, ['2024-Q1', '2024-Q2']],
    ['--every year', '2024-01-01..2024-12-31', true, ['2024']],
    ['--as-of 2024-06-15', '2024-02-01..2024-06-30', false, ['2024-02', '2024-03', '2024-04', '2024-05', '2024-06']],
    ['--as-of 2024-04-10', '2024-02-01..2024-04-30', false, ['2024-02', '2024-03', '2024-04']],
    ['-p 2024-03..2024-04', '2024-03-01..2024-04-30', true, ['2024-03', '2024-04']],
    ['-p 2024-H1 --every quarter', '2024-01-01..2024-06-30', true, ['2024-Q1', '2024-Q2']],
    ['-p ..2024-03', '2024-02-01..2024-03-31', true, ['2024-02', '2024-03']],
    ['-p 2024 --as-of 2024-04-10', '2024-01-01..2024-12-31', false, ['2024-01', '2024-02', '2024-03', '2024-04']],
    ['-p all --as-of 2024-04-10', '2024-02-01..2024-04-10', false, ['2024-02', '2024-03', '2024-04-01..2024-04-10']],
  ])('"%s": %s', async (line, days, complete, cohorts) => {
    const answer = await ask(line, two);
    const { start, end } = answer.period;
    expect([`${start}..${end}`, answer.period.complete]).toEqual([days, complete]);
    expect(cohortsOf(answer)).toEqual(cohorts);
  });

  test('a header and no rows: cohorts of nobody', async () => {
    const { rows } = await ask('', []);
    expect(rows.every(({ value, reason }) => value === null && reason === 'no_customers')).toBe(true);
    expect(rows.length).toBeGreaterThan(0);
  });
});

test('every row has every key; MRR in major units', async () => {
  const { rows } = await ask('-p 2024-03..2024-04 --measure mrr', two);
  expect(rows[2]).toEqual({
    metric: 'cohort_mrr_retention',
    method: null,
    period: '2024-03',
    start: '2024-03-01',
    end: '2024-03-31',
    by: null,
    group: null,
    cohort: '2024-03',
    age: 0,
    size: 1,
    value: 1,
    unit: 'ratio',
    currency: null,
    numerator: 20,
    denominator: 20,
    n: 1,
    low: null,
    high: null,
    complete: true,
    reason: null,
  });
});

test('a sheet by month knows nothing after its last month', async () => {
  const { rows } = await ask('-p 2024-01..2024-03', ['A,2024-01,10', 'A,2024-02,10'], 'customer_id,month,mrr');
  const first = rows.filter(({ cohort }) => cohort === '2024-01');
  expect(first.map(({ value, reason }) => reason ?? value)).toEqual([1, 1, 'after_data']);
});

test('the table leaves out the columns that do not fit, and says so', async () => {
  const cwd = folderWith({ 's.csv': ['customer_id,started_at,ended_at', 'A,2024-01-10,', ''].join('\n') });
  const shown = async (columns: number) => {
    const line = 'cohorts s.csv -p 2024-01..2024-06 -q';
    return (await csm(wordsOf(line), { cwd, env: { COLUMNS: String(columns) } })).stdout;
  };
  expect(await shown(100)).not.toContain('fit');
  const narrow = await shown(48);
  expect(narrow).toContain('3 of 6 columns fit; --json has all');
  expect(narrow).toMatch(/^2024-01 +1 +100\.0 +100\.0 +100\.0$/m);
  expect(await shown(10)).toContain('1 of 6 columns fit');
});

describe('--survival', () => {
  const asOf = dayFrom('2024-07-31');
  /** One customer a spell, so long in days; `+`: it goes on. */
  const spells = (text: string, plan = '') =>
    text.split(' ').map((word, i) => {
      const days = Number.parseInt(word, 10);
      if (word.endsWith('+')) return `${plan}c${i},${formatDay(asOf - days)},,${plan}`;
      return `${plan}c${i},2024-01-01,${formatDay(dayFrom('2024-01-01') + days)},${plan}`;
    });
  const aml = '9 13 13+ 18 23 28+ 31 34 45+ 48 161+';
  const header = 'customer_id,started_at,ended_at,plan';

  // METRICS.md 3.5, from a file to the rows that are printed.
  test('R survival::aml, maintained', async () => {
    const { rows, medians, as_of } = await ask('--survival --as-of 2024-07-31', spells(aml), header);
    const steps = rows.filter(({ time }) => time > 0);
    expect(steps.map(({ time }) => time)).toEqual([9, 13, 18, 23, 31, 34, 48]);
    expect(steps.map(({ at_risk }) => at_risk)).toEqual([11, 10, 8, 7, 5, 4, 2]);
    expect(steps.map(({ value }) => value?.toFixed(3))).toEqual('0.909 0.818 0.716 0.614 0.491 0.368 0.184'.split(' '));
    expect(steps.map(({ se }) => se?.toFixed(4))).toEqual(
      '0.0867 0.1163 0.1397 0.1526 0.1642 0.1627 0.1535'.split(' '),
    );
    expect(medians).toEqual([{ by: null, group: null, days: 31, n: 11, reason: null }]);
    expect(as_of).toBe('2024-07-31');
  });

  test('by plan: a curve each, after that of all', async () => {
    const rows = [...spells('9 13', 'solo'), ...spells('5 7+', 'team')];
    const { medians } = await ask('--survival --as-of 2024-07-31 --by plan', rows, header);
    expect(medians.map(({ group, days }) => [group, days])).toEqual([
      [null, 9],
      ['solo', 9],
      ['team', 5],
    ]);
  });

  test('of a period: who had begun enters late, who goes on past it is last seen at its close', async () => {
    const rows = ['A,2024-06-20,2024-07-10,', 'B,2024-07-01,2024-07-16,', 'C,2024-06-01,2024-06-20,'];
    const answer = await ask('--survival -p 2024-07', rows, header);
    expect(answer.rows.map(({ time, at_risk, value }) => [time, at_risk, value])).toEqual([
      [0, 1, 1],
      [15, 2, 0.5],
      [20, 1, 0],
    ]);
  });

  test('nobody: no rows, and the median says why', async () => {
    const { rows, medians } = await ask('--survival', [], header);
    expect([rows, medians]).toEqual([[], [{ by: null, group: null, days: null, n: 0, reason: 'no_customers' }]]);
  });

  test('more than half go on: no median', async () => {
    const { medians } = await ask('--survival --as-of 2024-07-31', spells('9 30+ 40+'), header);
    expect(medians[0]).toMatchObject({ days: null, n: 3, reason: 'more_than_half_left' });
  });
});

describe('cohorts of MRR in one currency (METRICS.md 2.9: a rate is no movement)', () => {
  const exports = {
    'csm.config.json': '{"currency":"USD"}',
    'u.csv': `customer_id,started_at,ended_at,amount,currency
A,2024-05-01,,80,EUR
B,2024-05-01,2024-06-10,10,USD
`,
    'fx.csv': `date,currency,rate
2024-05-31,EUR,1.10
2024-06-30,EUR,1.25
`,
  };
  const run = (line: string, more: Record<string, string> = {}) =>
    csm(wordsOf(`cohorts ${line}`), { cwd: folderWith({ ...exports, ...more }) });
  const MRR = 'u.csv fx.csv -p 2024-05..2024-06 --as-of 2024-12-31 --measure mrr --json';

  // By hand: 80 x 1.25 = 100, 80 x 1.10 = 88; B pays 10 up to June.
  test.each([
    ['', 110, 100],
    ['--fx period-end', 110, 100],
    ['--fx constant@2024-06-01', 98, 88],
  ])('%s: of %i there are %i a month later', async (fx, first, later) => {
    const { code, stdout, stderr } = await run(`${MRR} ${fx}`);
    expect(code, stderr).toBe(0);
    const { rows } = JSON.parse(stdout) as { rows: readonly (Row & { currency: string })[] };
    expect(new Set(rows.map(({ currency }) => currency))).toEqual(new Set(['USD']));
    const own = rows.filter(({ cohort, age }) => cohort === '2024-05' && age < 2);
    expect(own.map(({ numerator, denominator }) => [numerator, denominator])).toEqual([
      [first, first],
      [later, first],
    ]);
    expect(stderr).not.toContain('mixed-currency');
  });

  test('rates that are named are read, and one that is missing is asked for', async () => {
    const named = await run(MRR.replace('fx.csv', '--fx-rates fx.csv'));
    expect([named.code, named.stderr]).toEqual([0, expect.not.stringContaining('fx/unused')]);
    const missing = await run('u.csv fx.csv -p 2024-05..2024-09 --as-of 2024-12-31 --measure mrr');
    expect([missing.code, missing.stderr]).toEqual([
      3,
      expect.stringContaining('there is no rate of EUR for 2024-09-30, nor one of the 31 days before'),
    ]);
  });
});
