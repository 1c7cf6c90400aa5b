import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { csm, type Ran } from '../support/csm.ts';
import { acme, folderWith, root, wordsOf } from '../support/folder.ts';

type Env = Readonly<Record<string, string>>;

const run = (line: string, env: Env, cwd = acme): Promise<Ran> => csm(wordsOf(line), { cwd, env });

/** What a run answers: its dates and zone, its format, or what is wrong. */
async function seen(line: string, env: Env): Promise<string> {
  const { code, stdout, stderr } = await run(line, env);
  if (code !== 0) return `${code} ${stderr.split('\n')[0]}`;
  if (!stdout.startsWith('{')) return stdout.includes('\u001b') ? 'coloured table' : 'table';
  const { as_of, timezone, period } = JSON.parse(stdout) as {
    as_of: string | null;
    timezone: string;
    period: { label: string };
  };
  return `json ${period.label} ${timezone} ${as_of}`;
}

const EPOCH = '1723248000';
test.each<readonly [string, Env, string]>([
  ['nps -p 2024-07', {}, 'table'],
  ['nps -p 2024-07', { CSM_FORMAT: 'json' }, 'json 2024-07 UTC null'],
  ['nps -p 2024-07 -f table', { CSM_FORMAT: 'json' }, 'table'],
  ['nps -p 2024-07 --json', { CSM_FORMAT: 'table' }, 'json 2024-07 UTC null'],
  ['nps -p 2024-07 --json', { CSM_FORMAT: 'bogus' }, 'json 2024-07 UTC null'],
  ['nps -p 2024-07', { CSM_FORMAT: '' }, 'table'],
  ['nps', { CSM_FORMAT: 'bogus' }, '2 error: CSM_FORMAT bogus: there is no such format [usage/format]'],
  ['validate', { CSM_FORMAT: 'bogus' }, '2 error: CSM_FORMAT bogus: there is no such format [usage/format]'],
  ['nps --json -p last-month', { CSM_AS_OF: '2024-08-10' }, 'json 2024-07 UTC 2024-08-10'],
  ['nps --json -p last-month', { SOURCE_DATE_EPOCH: EPOCH }, 'json 2024-07 UTC 2024-08-10'],
  ['nps --json -p last-month', { CSM_AS_OF: '2024-05-10', SOURCE_DATE_EPOCH: EPOCH }, 'json 2024-04 UTC 2024-05-10'],
  ['nps --json -p last-month --as-of 2024-02-10', { CSM_AS_OF: '2024-05-10' }, 'json 2024-01 UTC 2024-02-10'],
  ['nps --json -p last-month --as-of 2024-02-10', { SOURCE_DATE_EPOCH: 'x' }, 'json 2024-01 UTC 2024-02-10'],
  [
    'nps --json -p last-month',
    { SOURCE_DATE_EPOCH: EPOCH, CSM_TIMEZONE: 'America/Lima' },
    'json 2024-07 America/Lima 2024-08-09',
  ],
  ['nps', { CSM_AS_OF: 'soon' }, '2 error: CSM_AS_OF soon is not a day like 2024-07-31 [usage/as-of]'],
  ['nps', { CSM_AS_OF: '2024-02-30' }, '2 error: CSM_AS_OF 2024-02-30 is not a day like 2024-07-31 [usage/as-of]'],
  ...['soon', '-1', '1.5', '1e9', '999999999999'].map(
    (SOURCE_DATE_EPOCH) =>
      [
        'nps',
        { SOURCE_DATE_EPOCH },
        `2 error: SOURCE_DATE_EPOCH ${SOURCE_DATE_EPOCH}: it is a number of seconds since 1970 [usage/as-of]`,
      ] as const,
  ),
  ['nps --json -p 2024-07', { CSM_TIMEZONE: 'Asia/Tokyo' }, 'json 2024-07 Asia/Tokyo null'],
  ['nps', { CSM_TIMEZONE: 'Mars' }, '2 error: CSM_TIMEZONE Mars: no such time zone [usage/timezone]'],
  ['nps -p 2024-07', { CSM_COLOR: 'always' }, 'coloured table'],
  ['nps -p 2024-07', { CSM_COLOR: 'always', NO_COLOR: '1' }, 'coloured table'],
  ['nps -p 2024-07', { CSM_COLOR: 'never', FORCE_COLOR: '1' }, 'table'],
  ['nps -p 2024-07 --color never', { CSM_COLOR: 'always' }, 'table'],
  ['nps -p 2024-07 --color auto', { CSM_COLOR: 'always' }, 'table'],
  ['nps', { CSM_COLOR: 'red' }, '2 error: CSM_COLOR red: not understood [usage/value]'],
  [
    'nps --json -p 2024-07',
    { TZ: 'Asia/Tokyo', LANG: 'de_DE', CSM_PERIOD: '2020', CSM_DATA: 'x' },
    'json 2024-07 UTC null',
  ],
])('%s with %j: %s', async (line, env, expected) => {
  expect(await seen(line, env)).toBe(expected);
});

test('the ending of a file on the line is a format that a variable does not change', async () => {
  const cwd = folderWith();
  const write = async (name: string): Promise<string> => {
    expect((await run(`nps --data ${acme} -p 2024-07 -o ${name}`, { CSM_FORMAT: 'json' }, cwd)).code).toBe(0);
    return readFileSync(join(cwd, name), 'utf8').slice(0, 1);
  };
  expect([await write('a.json'), await write('a')]).toEqual(['{', '{']);
  const table = await run(`nps --data ${acme} -p 2024-07 -o b.json`, { CSM_FORMAT: 'table' }, cwd);
  expect(table.code).toBe(0);
  expect(readFileSync(join(cwd, 'b.json'), 'utf8')).toMatch(/^\{/);
});

test('commands that read no exports ask for no variable', async () => {
  const wrong = { CSM_FORMAT: 'x', CSM_TIMEZONE: 'x', CSM_AS_OF: 'x', CSM_COLOR: 'x', CSM_CONFIG: 'x' };
  for (const command of ['', 'help', 'help churn', 'schema config', '--version'])
    expect((await run(command, wrong)).code, command).toBe(0);
});

test('no other variable is read', async () => {
  const asked = new Set<string>();
  const env = new Proxy<Record<string, string>>({}, { get: (_, name) => void asked.add(String(name)) });
  for (const line of ['nps -p 2024-07', 'validate', 'report --json', 'churn --color never']) await run(line, env);
  const known = readFileSync(join(root, 'docs', 'config.md'), 'utf8');
  expect([...asked].filter((name) => !known.includes(`\`${name}\``))).toEqual([]);
  expect([...asked]).toContain('CSM_FORMAT');
});
