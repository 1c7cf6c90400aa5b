import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { choicesOf } from '../../src/commands/choices.ts';
import { withData, withPeriod } from '../../src/flags.ts';
import { csm, type Ran } from '../support/csm.ts';
import { acme, folderWith, wordsOf } from '../support/folder.ts';

const answers = 'response_id,kind,score,responded_at,rep\nr1,nps,9,2024-07-02,Ana\nr2,nps,4,2024-07-03,Ben\n';
const topics = ['nps', 'csat', 'ces', 'enps', 'fcr', 'support', 'churn', 'retention', 'mrr', 'clv'];
const measuring = [...topics, 'report'];
const reading = [...measuring, 'validate'];
const commands = [...reading, 'init', 'demo', 'schema', 'help'];

const run = (line: string, cwd = acme): Promise<Ran> => csm(wordsOf(line), { cwd });
interface Document {
  readonly period: { readonly label: string; readonly start: string; readonly end: string; readonly complete: boolean };
  readonly compare: { readonly label: string; readonly start: string; readonly end: string } | null;
  readonly as_of: string | null;
  readonly rows: readonly { readonly metric: string; readonly method: string | null; readonly value: number | null }[];
}
async function document(line: string, cwd = acme): Promise<Document> {
  const { code, stdout, stderr } = await run(`${line} --json`, cwd);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Document;
}

/** The options that a function of flags.ts adds. */
const declared = (add: (command: Command) => Command): string[] => add(new Command()).options.map(({ flags }) => flags);

describe('help', () => {
  test('names every command, and csm alone does too', async () => {
    const [help, page] = [(await run('--help')).stdout, (await run('')).stdout];
    for (const command of commands) {
      expect(help).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
      expect(page).toMatch(new RegExp(`\\b${command}\\b`));
    }
    expect((await run('help')).stdout).toBe(help);
  });

  test.each(commands)('csm help %s is csm %s --help', async (command) => {
    const help = await run(`help ${command}`);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toMatch(new RegExp(`^Usage: csm ${command}\\b`));
    expect((await run(`${command} --help`)).stdout).toBe(help.stdout);
    expect((await run(`${command} -h`)).stdout).toBe(help.stdout);
    for (const line of help.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  test.each(reading)('%s: every option is in its help, and every option of its help is one', async (command) => {
    const data = declared(withData);
    const period = declared(withPeriod);
    expect([data.length > 25, period.length]).toEqual([true, 6]);
    const choices = choicesOf(command === 'report' ? null : command);
    const { stdout } = await run(`help ${command}`);
    for (const flags of [
      ...data,
      ...(measuring.includes(command) ? period : []),
      ...choices.map((choice) => choice.flags),
    ])
      expect(stdout).toContain(`  ${flags}`);
    const empty = folderWith();
    const flags = stdout.match(/^ {2}(-\w(?=,)|--[a-z-]+)/gm) ?? [];
    expect(flags.length).toBeGreaterThan(15);
    for (const flag of flags) {
      const { stderr } = await run(`${command} ${flag.trim()}`, empty);
      expect(stderr).not.toContain('usage/unknown-flag');
    }
  });

  test('examples are commands that run', async () => {
    for (const command of ['nps', 'mrr', 'report']) {
      const { stdout } = await run(`help ${command}`);
      const lines = stdout.split('\n').flatMap((line) => /^ {2}csm (.+)$/.exec(line)?.[1] ?? []);
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        const folder = folderWith();
        const words = wordsOf(line).map((word) => (word === 'exports' ? acme : word));
        const args = words.includes('--data') ? words : [...words, '--data', acme];
        const ran = await csm(args, { cwd: folder, now: '2025-01-15T00:00:00Z' });
        expect(ran.code, `${line}: ${ran.stderr}`).toBe(0);
      }
    }
  });

  test.each([
    ['arr', 'mrr'],
    ['movements', 'mrr'],
    ['expansion', 'mrr'],
    ['ltv', 'clv'],
  ])('%s is %s', async (alias, command) => {
    expect((await run(`${alias} -p 2024-07`)).stdout).toBe((await run(`${command} -p 2024-07`)).stdout);
  });

  test('pages say every exit code and every form of a period that works', async () => {
    const page = (await run('help periods')).stdout;
    const cwd = folderWith({ 's.csv': answers });
    const forms = ['2024', '2024-07', '2024-Q3', '2024Q3', 'FY2024', 'FY2024Q1', '2024-07..', '2024-07-14', '2024-W30'];
    const words = ['today', 'wtd', 'all', 'yesterday', 'mtd', 'last-week', 'last-7-days', 'this-week', 'last-2-weeks'];
    const more = [
      '2024-H1',
      '2024-01..2024-06',
      '..2024-06',
      'qtd',
      'ytd',
      'last-3-months',
      'last-half',
      'last-2-years',
    ];
    for (const form of [...forms, ...words, ...more]) {
      expect(page).toContain(form);
      expect((await run(`nps -p ${form} --as-of 2024-12-31`, cwd)).code, form).toBe(0);
    }
    const codes = (await run('help exit-codes')).stdout;
    for (const code of [0, 2, 3, 4, 70, 130, 143]) expect(codes).toMatch(new RegExp(`\\b${code}\\b`));
  });

  test('csm -- is csm alone', async () => {
    expect(await run('--')).toEqual(await run(''));
  });
});

describe('usage errors: exit 2, a code and a hint', () => {
  test.each([
    ['chrun', 'usage/unknown-command', 'csm churn?'],
    ['help chrun', 'usage/unknown-command', 'did you mean churn?'],
    ['churn --perod 2024', 'usage/unknown-flag', '--period?'],
    ['nps --tikets t.csv', 'usage/unknown-flag', '--tickets?'],
    ['nps --events t.csv', 'usage/unknown-flag', 'csm help nps'],
    ['churn -p', 'usage/missing-value', 'csm help churn'],
    ['churn --color sometimes', 'usage/value', 'csm help churn'],
    ['nps --responses last', 'usage/value', 'csm help nps'],
    ['demo a b', 'usage/excess', 'csm help demo'],
    ['churn -f yml', 'usage/format', 'formats: table, json, md, html, xlsx'],
    ['validate -f csv', 'usage/format', 'formats: table, json'],
    ['churn -p 2024-13', 'usage/period', '2024-12? · csm help periods'],
    ['churn -p 2024-7', 'usage/period', '2024-07? · csm help periods'],
    ['churn -p 2024/07', 'usage/period', '2024-07? · csm help periods'],
    ['churn -p 2024-02-30', 'usage/period', '2024-02-29 is the last day of that month · csm help periods'],
    ['churn -p 2024-Q5', 'usage/period', '2024-Q4? · csm help periods'],
    ['churn -p 2024-W60', 'usage/period', '2024-W52? · csm help periods'],
    [
      'churn -p soon',
      'usage/period',
      'periods look like 2024-07, 2024-Q3, 2024-01..2024-06 or last-month · csm help periods',
    ],
    ['churn -p 2024-07..2024-01', 'usage/period', 'did you mean 2024-01..2024-07? · csm help periods'],
    ['churn -p ..', 'usage/period', 'csm help periods'],
    ['churn --from 2024-05-01 --to 2024-04-01', 'usage/period', 'csm help periods'],
    ['churn --compare last', 'usage/period', 'csm help periods'],
    ['churn -p 2024 --from 2024-01-01', 'usage/conflict', 'use one of them'],
    ['churn -p 2024 --to 2024-01-31', 'usage/conflict', 'use one of them'],
    ['churn --as-of 2024-02-30', 'usage/as-of', null],
    ['churn --timezone Mars/Olympus', 'usage/timezone', 'write an IANA name like Europe/Berlin, or UTC'],
    ['churn --timezone +02:00', 'usage/timezone', 'write an IANA name like Europe/Berlin, or UTC'],
    ['nps --map score', 'usage/map', '--map score=Rating'],
    ['nps --map =Rating', 'usage/map', '--map score=Rating'],
    ['nps --map scor=Rating', 'usage/map', 'did you mean score?'],
    ['fcr -p 2024-07 --by rap', 'usage/by', 'did you mean rep?'],
    ['churn --data ../../src', 'usage/no-input', 'csm demo'],
  ] as const)('csm %s: %s', { timeout: 5000 }, async (line, code, hint) => {
    const { code: exit, stdout, stderr } = await run(line);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: .+/);
    expect(stderr).toContain(`[${code}]\n`);
    const hints = stderr.split('\n').filter((line) => line.startsWith('hint: '));
    if (hint !== null) expect(hints).toEqual([expect.stringContaining(hint)]);
    expect(stderr).not.toMatch(/ at .*\.ts:|undefined|null|\(outputHelp\)|please|invalid value/i);
  });

  test('a wrong word far from any other has no suggestion that misleads', async () => {
    expect((await run('help zzz')).stderr).not.toContain('did you mean');
    expect((await run('help foo')).stderr, 'foo is not fcr').not.toContain('did you mean');
  });

  test('a usage error comes before any file is read', async () => {
    const cwd = folderWith({ 's.csv': 'bad' });
    expect((await run('nps s.csv -p 2024-13', cwd)).stderr).toContain('usage/period');
    expect((await run('nps s.csv -f yml', cwd)).stderr).toContain('usage/format');
    expect((await run('nps nowhere.csv --timezone X/Y', cwd)).stderr).toContain('usage/timezone');
  });
});

describe('periods of a run', () => {
  test('--from and --to are --period with two dots', async () => {
    const range = await document('nps -p 2024-06-10..2024-06-20');
    expect(await document('nps --from 2024-06-10 --to 2024-06-20')).toEqual(range);
    expect(range.period).toEqual({
      label: '2024-06-10..2024-06-20',
      start: '2024-06-10',
      end: '2024-06-20',
      complete: true,
    });
    expect(range.compare).toMatchObject({ start: '2024-05-30', end: '2024-06-09' });
    expect((await document('nps --from 2024-06 --as-of 2024-08-15')).period).toMatchObject({
      start: '2024-06-01',
      end: '2024-08-15',
    });
    expect((await document('nps --to 2023-03')).period).toMatchObject({ start: '2023-01-03', end: '2023-03-31' });
  });

  test('without one it is the latest complete month with rows', async () => {
    expect((await document('nps')).period).toMatchObject({ label: '2024-12', complete: true });
    expect((await document('nps --as-of 2024-07-31')).period).toMatchObject({ label: '2024-06' });
    expect((await document('nps --as-of 2024-08-01')).period).toMatchObject({ label: '2024-07' });
  });

  test('one that is not over is compared with as many days', async () => {
    const { period, compare, as_of } = await document('churn -p 2024-07 --as-of 2024-07-10');
    expect(period).toEqual({ label: '2024-07', start: '2024-07-01', end: '2024-07-31', complete: false });
    expect(compare).toEqual({ label: '2024-06-01..2024-06-10', start: '2024-06-01', end: '2024-06-10' });
    expect(as_of).toBe('2024-07-10');
  });

  test('--compare', async () => {
    const of = async (words: string) => (await document(`churn -p 2024-07 ${words}`)).compare?.label ?? null;
    expect(await of('')).toBe('2024-06');
    expect(await of('--compare prev')).toBe('2024-06');
    expect(await of('--compare yoy')).toBe('2023-07');
    expect(await of('--compare 2024-01')).toBe('2024-01');
    expect(await of('--compare none')).toBeNull();
  });

  test('the day a run is made on leaves no trace where it has no part', async () => {
    const at = async (now: string) => (await csm(['nps', '-p', '2024-07', '--json'], { cwd: acme, now })).stdout;
    expect(await at('2031-05-05T00:00:00Z')).toBe(await at('2025-01-15T00:00:00Z'));
  });

  test('--timezone decides the day of a time', async () => {
    const cwd = folderWith({ 's.csv': 'kind,score,responded_at\nnps,9,2024-07-31T23:30:00Z\n' });
    expect((await document('nps s.csv -p 2024-07', cwd)).rows[0]).toMatchObject({ value: 100 });
    expect((await document('nps s.csv -p 2024-07 --timezone Asia/Tokyo', cwd)).rows[0]).toMatchObject({ value: null });
    expect((await document('nps s.csv -p 2024-08 --timezone Asia/Tokyo', cwd)).rows[0]).toMatchObject({ value: 100 });
  });
});

describe('report', () => {
  const topicsOf = async (files: string) => {
    const { rows } = await document(`report ${files} -p 2024-07`);
    const ids = new Set(rows.map(({ metric }) => metric));
    return ['nps', 'csat', 'ces', 'fcr', 'customer_churn_rate', 'nrr', 'mrr', 'clv'].filter((id) => ids.has(id));
  };

  test('has what the given exports allow: nothing is said of an export that is not there', async () => {
    expect(await topicsOf('subscriptions.csv')).toEqual(['customer_churn_rate', 'nrr', 'mrr', 'clv']);
    expect(await topicsOf('surveys.csv customers.csv')).toEqual(['nps', 'csat', 'ces']);
    expect(await topicsOf('tickets.csv')).toEqual(['fcr']);
    expect(await topicsOf('tickets.csv surveys.csv')).toEqual(['nps', 'csat', 'ces', 'fcr']);
    const cwd = folderWith({ 't.csv': 'ticket_id,created_at,csat_score\nt1,2024-07-02,5\n' });
    const { rows } = await document('report t.csv -p 2024-07', cwd);
    expect(rows.find(({ metric }) => metric === 'csat')).toMatchObject({ value: 1 });
    expect(rows.some(({ metric }) => metric === 'nps')).toBe(false);
  });
});

describe('--method', () => {
  const methodsOf = async (line: string) =>
    (await document(line)).rows.map((row) => `${row.metric} ${row.method ?? ''}`.trim());

  test('names how the metrics of a topic are defined, those that know the name', async () => {
    const rows = await methodsOf('churn -p 2024-07 --method average');
    expect(rows.slice(0, 3)).toEqual([
      'customer_churn_rate average',
      'customer_churn_rate_cohort cohort',
      'customers_at_start',
    ]);
    expect(await methodsOf('churn -p 2024-07 --methods average')).toEqual(rows);
  });

  test('all: every definition, the default first', async () => {
    const rows = await methodsOf('churn -p 2024-07 --methods all');
    expect(rows.slice(0, 3)).toEqual([
      'customer_churn_rate start',
      'customer_churn_rate cohort-event',
      'customer_churn_rate cohort',
    ]);
    expect(await methodsOf('report -p 2024-07 --method all')).toEqual(expect.arrayContaining(rows));
  });
});

describe('other options', () => {
  test('--json is -f json is -o x.json', async () => {
    const cwd = folderWith({ 's.csv': answers });
    const { stdout } = await run('nps s.csv -p 2024-07 --json', cwd);
    expect((await run('nps s.csv -p 2024-07 -f json', cwd)).stdout).toBe(stdout);
    expect((await run('nps s.csv -p 2024-07 -o out.json', cwd)).stdout).toBe('');
    expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe(stdout);
    expect((await run('nps s.csv -p 2024-07 --json -o -', cwd)).stdout).toBe(stdout);
  });

  test('-q says nothing, -v says what was read', async () => {
    const cwd = folderWith({ 's.csv': answers });
    expect((await run('nps s.csv -p 2024-07 -q', cwd)).stderr).toBe('');
    expect((await run('nps s.csv -p 2024-07', cwd)).stderr).toMatch(/^warning: .*\[data\/ends-early\]\n$/);
    const { stderr } = await run('nps s.csv -p 2024-07 -v', cwd);
    expect(stderr).toContain('[data/small-sample]');
    expect(stderr).toContain('s.csv: surveys, 2 rows read: used 2, outside 0, blank 0, rejected 0, duplicates 0');
  });

  test('-q does not hide errors', async () => {
    const cwd = folderWith({ 's.csv': 'kind,score,responded_at\nnps,11,2024-07-02\n' });
    expect(await run('nps s.csv -q', cwd)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('field/out-of-range') as string,
    });
  });

  test('--map reads a column by another name, and its hint can be pasted', async () => {
    const cwd = folderWith({ 'my file.csv': 'kind,Stars given,responded_at\nnps,9,2024-07-02\n' });
    const { stderr } = await csm(['nps', 'my file.csv', '-p', '2024-07'], { cwd });
    const hint = /hint: csm (.+)/.exec(stderr)?.[1] ?? '';
    expect(hint).toBe("nps 'my file.csv' --map score='Stars given'");
    expect((await document(`${hint} -p 2024-07`, cwd)).rows[0]).toMatchObject({ value: 100 });
  });

  test('--by takes a header, a field and a synonym of it, in any spelling', async () => {
    const cwd = folderWith({ 's.csv': answers });
    const groups = async (by: string) => (await document(`nps s.csv -p 2024-07 --by ${by}`, cwd)).rows.length;
    const expected = await groups('rep');
    expect(expected).toBeGreaterThan(3);
    for (const by of ['Rep', 'REP', 'assignee', 'agent']) expect(await groups(by), by).toBe(expected);
  });

  test('--responses decides which answer of several counts', async () => {
    const rows = 'respondent_id,kind,score,responded_at\np1,nps,3,2024-07-02\np1,nps,9,2024-07-09\n';
    const cwd = folderWith({ 's.csv': rows });
    const value = async (which: string) =>
      (await document(`nps s.csv -p 2024-07 --responses ${which}`, cwd)).rows[0]?.value;
    expect([await value('latest'), await value('first'), await value('all')]).toEqual([100, -100, 0]);
  });

  test('messages mask what is private, and --show-values shows it', async () => {
    const cwd = folderWith({ 's.csv': 'kind,score,responded_at\nnps,ops@acme.example,2024-07-02\n' });
    const masked = (await run('nps s.csv', cwd)).stderr;
    expect(masked).toContain('score is "o***@a***"');
    expect(masked).not.toContain('ops@acme');
    expect((await run('nps s.csv --show-values', cwd)).stderr).toContain('ops@acme.example');
  });
});
