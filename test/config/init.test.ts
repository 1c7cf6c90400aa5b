import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TEMPLATES } from '../../src/commands/templates.ts';
import { REQUIRED, SYNONYMS } from '../../src/input/synonyms.ts';
import { KINDS } from '../../src/records/dataset.ts';
import { csm, type Ran } from '../support/csm.ts';
import { acme, folderWith, wordsOf } from '../support/folder.ts';

const run = (line: string, cwd: string): Promise<Ran> => csm(wordsOf(line), { cwd });
const config = (cwd: string): Readonly<Record<string, unknown>> =>
  JSON.parse(readFileSync(join(cwd, 'csm.config.json'), 'utf8')) as Record<string, unknown>;

/** What a config may change of an answer: that it is told of, that it names what it wants, and the order of fields. */
function apart(key: string, value: unknown): unknown {
  if (key === 'found') return null;
  if (key === 'fields') return (value as { field: string }[]).toSorted((a, b) => (a.field < b.field ? -1 : 1));
  if (!/^(warnings|problems)$/.test(key)) return value;
  if (!Array.isArray(value)) return null;
  return value.filter(({ code }: { code: string }) => !/^(config\/.*|file\/unknown)$/.test(code));
}

/** Every answer there is, less what a config may change. */
async function answers(cwd: string): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const line of ['report', 'churn --by segment', 'nps', 'mrr', 'fcr -p all', 'validate']) {
    const { code, stdout, stderr } = await csm([...wordsOf(line), '--json', '-q'], { cwd });
    all.push(
      code,
      stdout === '' ? stderr.replace(/^columns: .*$/m, '') : JSON.parse(stdout.replaceAll('./~', '~'), apart),
    );
  }
  return all;
}

const billing = 'customer,start date,Price,currency code\nc1,2024-01-01,10.00,USD\nc2,2024-02-01,20.00,USD\n';
const stripe = [
  'id,Customer ID,Plan,Quantity,Currency,Interval,Amount,Status,Created (UTC),Start Date (UTC),Ended At (UTC)',
  'sub_1,cus_1,price_1,1,usd,month,10.00,active,2024-01-01 00:00,2024-01-01 00:00,',
  '',
].join('\n');
const zendesk = [
  'Id,Requester id,Created at,Updated at,Solved at,Status,Satisfaction Score,Ticket type,Reopens,Replies,Full resolution time in minutes',
  '2,r1,2024-07-02 10:00,2024-07-02 11:00,2024-07-02 11:00,Closed,Good,Question,0,1,60',
  '',
].join('\n');
const typed = 'Number,Opened At,Closed Date,Replies,Assigned To\n1,2024-07-01,2024-07-02,1,Ana\n';

describe('what it writes gives the numbers there were before', () => {
  const acmeFiles = Object.fromEntries(readdirSync(acme).map((name) => [name, readFileSync(join(acme, name), 'utf8')]));
  const moved = Object.fromEntries(Object.entries(acmeFiles).map(([name, text]) => [`exports/${name}`, text]));
  test.each([
    ['exports with csm’s own columns', acmeFiles],
    ['in exports/', moved],
    ['by synonyms', { 'b.csv': billing, 't.csv': typed }],
    ['a preset', { 'stripe.csv': stripe }],
    ['a preset beside a file of the same kind', { 'a.csv': typed, 'zendesk.csv': zendesk }],
    [
      'two files of a kind that call a field by two names',
      { 'a.csv': billing, 'b.csv': billing.replace('Price', 'Total') },
    ],
    [
      'a name that is the field in one file and is not in the other',
      { 'a.csv': billing, 'b.csv': 'customer_id,customer,started_at,amount,Price\nc9,Nine,2024-01-01,5,99\n' },
    ],
    [
      'cents and zones in headers',
      { 'b.csv': 'customer,start date (America/Lima),Price in cents\nc1,2024-01-01,1000\n' },
    ],
    [
      'two columns for one field',
      { 's.csv': 'kind,Rating,Answer,responded_at\nnps,9,3,2024-07-02\n', 'b.csv': billing },
    ],
    ['a file that is no export', { 'b.csv': billing, 'recipes.csv': 'dish,minutes\nsoup,20\n' }],
    ['JSON', { 's.json': '[{"kind":"nps","Rating":9,"Submitted At":"2024-07-02"}]' }],
    ['a name with a tilde', { '~b.csv': billing }],
  ])('%s', async (_, files) => {
    const cwd = folderWith(files);
    const before = await answers(cwd);
    const { code, stderr } = await run('init', cwd);
    expect(code, stderr).toBe(0);
    const after = await answers(cwd);
    expect(after).toEqual(before);
    expect(JSON.stringify(before)).toContain('"value":');
  });
});

describe('csm init', () => {
  test('says the columns that were told by a synonym, and no others', async () => {
    const cwd = folderWith({ 'b.csv': billing, 'stripe.csv': stripe });
    const { stdout } = await run('init --timezone Europe/Berlin', cwd);
    expect(config(cwd)).toEqual({
      $schema: './node_modules/csm-cli/schema/config.json',
      data: { subscriptions: ['b.csv', 'stripe.csv'] },
      timezone: 'Europe/Berlin',
      columns: { subscriptions: expect.objectContaining({ amount: ['Price'] }) as object },
    });
    expect(stdout).toMatch(/^ {2}subscriptions {2}b\.csv \(by their headers: .*amount.*\)$/m);
    expect(stdout).toMatch(/^ {2}subscriptions {2}stripe\.csv \(stripe-subscriptions-csv\)$/m);
  });

  test('takes files, folders and --data; paths are from the folder of the config', async () => {
    const files = { 'x/b.csv': billing, 'x/t.csv': typed, 'here/none': '' };
    for (const [line, data] of [
      ['init x/b.csv', { subscriptions: ['x/b.csv'] }],
      ['init ./x/b.csv x/t.csv', { subscriptions: ['x/b.csv'], tickets: ['x/t.csv'] }],
      ['init x', { subscriptions: ['x/b.csv'], tickets: ['x/t.csv'] }],
      ['init --data x', { subscriptions: ['x/b.csv'], tickets: ['x/t.csv'] }],
    ] as const) {
      const cwd = folderWith(files);
      expect((await run(line, cwd)).code).toBe(0);
      expect(config(cwd)['data']).toEqual(data);
    }
    const cwd = folderWith(files);
    expect((await run(`init ${join(cwd, 'x', 'b.csv')}`, cwd)).code).toBe(0);
    expect(config(cwd)['data']).toEqual({ subscriptions: ['x/b.csv'] });
    expect((await run('init ../x/b.csv', join(cwd, 'here'))).code).toBe(0);
    expect(config(join(cwd, 'here'))['data']).toEqual({ subscriptions: ['../x/b.csv'] });
    expect((await run('churn', join(cwd, 'here'))).code).toBe(0);
  });

  test('never overwrites, whatever is there', async () => {
    const cwd = folderWith({ 'b.csv': billing });
    for (const there of ['', '{}', 'not JSON']) {
      writeFileSync(join(cwd, 'csm.config.json'), there);
      expect(await run('init', cwd)).toEqual({
        code: 4,
        stdout: '',
        stderr:
          'error: csm.config.json is there already: it is left as it is [io/exists]\nhint: edit it, or move it away and run csm init again\n',
      });
      expect(readFileSync(join(cwd, 'csm.config.json'), 'utf8')).toBe(there);
    }
    const link = folderWith({ 'b.csv': billing });
    symlinkSync('elsewhere.json', join(link, 'csm.config.json'));
    expect((await run('init', link)).code).toBe(4);
    expect(readdirSync(link)).toEqual(['b.csv', 'csm.config.json']);
    const folder = folderWith({ 'b.csv': billing });
    mkdirSync(join(folder, 'csm.config.json'));
    expect((await run('init', folder)).code).toBe(4);
  });

  test.each([
    ['init', {}, 2, 'usage/no-input'],
    ['init gone.csv', {}, 4, 'io/not-found'],
    ['init r.csv', { 'r.csv': 'dish,minutes\nsoup,20\n' }, 3, 'header/unknown'],
    ['init b.csv ./b.csv', { 'b.csv': billing }, 2, 'usage/duplicate-input'],
    ['init -', { 'b.csv': billing }, 2, 'usage/value'],
    ['init --timezone Mars', { 'b.csv': billing }, 2, 'usage/timezone'],
  ])('%s: exit %i', async (line, files, code, slug) => {
    const cwd = folderWith(files);
    const ran = await run(line, cwd);
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(ran.stderr).toContain(`[${slug}]`);
    expect(readdirSync(cwd)).not.toContain('csm.config.json');
  });
});

describe('csm init --template', () => {
  test('each is an export of its kind, with a row or more, and nothing wrong with it', async () => {
    const cwd = folderWith();
    expect((await run('init --template', cwd)).code).toBe(0);
    expect(readdirSync(join(cwd, 'csm-templates'))).toEqual(KINDS.map((kind) => `${kind}.csv`).toSorted());
    for (const kind of KINDS) {
      const { code, stdout } = await run(`validate csm-templates/${kind}.csv --json`, cwd);
      const { files, problems } = JSON.parse(stdout) as {
        files: { kind: string; read: number; good: number; preset: string | null }[];
        problems: unknown[];
      };
      expect([code, problems]).toEqual([0, []]);
      expect(files).toEqual([expect.objectContaining({ kind, preset: null })]);
      expect(files[0]?.read).toBe(files[0]?.good);
      expect(files[0]?.read).toBeGreaterThan(1);
    }
  });

  test('together they have no orphan, and every topic has an answer', async () => {
    const cwd = folderWith();
    await run('init --template t', cwd);
    const { code, stdout } = await run('validate --data t --strict --json', cwd);
    expect([code, (JSON.parse(stdout) as { problems: unknown[] }).problems]).toEqual([0, []]);
    const report = await run('report --data t -p 2024-07 --json', cwd);
    const { rows } = JSON.parse(report.stdout) as { rows: { metric: string; value: number | null }[] };
    for (const metric of ['nps', 'csat', 'fcr', 'customer_churn_rate', 'mrr'])
      expect(rows.find((row) => row.metric === metric)?.value, metric).not.toBeNull();
  });

  test.each(KINDS)('%s has canonical columns, those it must have among them', (kind) => {
    const columns = TEMPLATES[kind].split('\n')[0]?.split(',') ?? [];
    expect(columns.filter((column) => !(column in SYNONYMS[kind]))).toEqual([]);
    expect(columns).toEqual(expect.arrayContaining([...REQUIRED[kind]]));
  });

  test('a second time does nothing; a file with other content is left as it is', async () => {
    const cwd = folderWith();
    const first = await run('init --template t', cwd);
    expect(await run('init --template t', cwd)).toEqual(first);
    writeFileSync(join(cwd, 't', 'surveys.csv'), 'mine');
    expect((await run('init --template t', cwd)).stderr).toContain('[io/exists]');
    expect(readFileSync(join(cwd, 't', 'surveys.csv'), 'utf8')).toBe('mine');
    copyFileSync(join(acme, 'surveys.csv'), join(cwd, 'file'));
    expect((await run('init --template file', cwd)).stderr).toContain('[io/failed]');
  });
});
