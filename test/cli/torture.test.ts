import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { root, wordsOf } from '../support/folder.ts';

// Files that break readers, made by ../torture/make_torture.mjs, which says of each what csm must answer.

interface Case {
  readonly id: string;
  readonly title: string;
  readonly file: string | null;
  readonly command: string;
  readonly expect: { readonly exit: number; readonly code: string | null; readonly at: string | null };
}

/** Rows that ask for what csm does not have yet. Each fails here on the day the flag or format begins to exist. */
const WAITS: Readonly<Record<string, string>> = {
  T159: 'waits for -f csv',
  T160: 'waits for -f csv',
  T161: 'waits for -f csv',
  T162: 'waits for -f csv',
  T163: 'waits for -f csv',
  T164: 'waits for -f csv',
  T180: 'waits for --split-by',
  T219: 'waits for csm check',
  T220: 'waits for csm check',
  T221: 'waits for csm check',
  T222: 'waits for csm check',
};

/** Rows where a file may be refused or be read: a synonym, or a word for no answer, decides. */
const EITHER = new Set(['T054', 'T103', 'T105']);

/** What the answer to an accepted file must be: the headline's value and n. */
const ANSWERS: Readonly<Record<string, readonly [number | null, number]>> = {
  ...Object.fromEntries(['T013', 'T014', 'T081', 'T153'].map((id) => [id, [null, 0] as const])),
  ...Object.fromEntries(
    'T024 T025 T026 T027 T028 T037 T050 T051 T055 T056 T058 T059 T060 T062 T063 T064 T065 T066 T094 T095 T124 T136 T148 T156 T177'
      .split(' ')
      .map((id) => [id, [25, 4] as const]),
  ),
  ...Object.fromEntries(['T035', 'T048', 'T049', 'T137'].map((id) => [id, [20, 5] as const])),
  T080: [100, 2],
  T083: [100, 1],
  T090: [100, 1],
  T091: [100, 1],
  T120: [300, 2000],
  T154: [null, 0],
  T155: [100, 1],
};

const folder = mkdtempSync(join(tmpdir(), 'csm-torture-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
execFileSync(process.execPath, [join(root, 'test', 'torture', 'make_torture.mjs'), folder]);
const { cases } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
  readonly cases: readonly Case[];
};
const generated = cases.flatMap((each) => (each.file === null ? [] : [{ ...each, file: each.file }]));
const named = (ids: (id: string) => boolean) =>
  generated.filter(({ id }) => ids(id)).map((each) => [each.id, JSON.stringify(each.title), each] as const);
const argsOf = ({ command, file }: { command: string; file: string }) =>
  wordsOf(command.replace(/^csm /, '').replace('FILE', file));

/** What a terminal or a CI log would obey. */
const OBEYED =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|^\s*::/m;

test('159 files of 222 rows, and every other row is a test by its name or waits', () => {
  expect([cases.length, generated.length]).toEqual([222, 159]);
  const tests = ['cli/machine', 'cli/process', 'config/config', 'input/csv']
    .map((name) => readFileSync(join(root, 'test', `${name}.test.ts`), 'utf8'))
    .join('\n');
  const missing = cases.filter(({ id, file }) => file === null && !(id in WAITS) && !tests.includes(id));
  expect(missing.map(({ id, title }) => `${id} ${title}`)).toEqual([]);
});

test.each(named((id) => !(id in WAITS) && !EITHER.has(id)))('%s %s', { timeout: 5000 }, async (id, _title, each) => {
  const { exit, code, at } = each.expect;
  const ran = await csm([...argsOf(each), '-v'], { cwd: folder });
  expect(ran.code, ran.stderr.slice(0, 500)).toBe(exit);
  expect([ran.stdout, ran.stderr].filter((text) => OBEYED.test(text))).toEqual([]);
  const told = each.command.startsWith('csm validate') ? ran.stdout : ran.stderr;
  const word = code?.replace(/ \(.*/, '') ?? null;
  if (word !== null) expect(told).toContain(`[${word}]`);
  if (at !== null)
    expect(told.split('\n').find((line) => line.includes(`[${word}]`))).toContain(`${each.file}:${at}: `);
  if (exit !== 0 && !each.command.startsWith('csm validate')) expect(ran.stdout).toBe('');
  const answer = ANSWERS[id];
  if (answer === undefined) return;
  const { stdout } = await csm([...argsOf(each), '--period', id === 'T153' ? '2023' : '2024-07', '--json'], {
    cwd: folder,
  });
  const [headline] = (JSON.parse(stdout) as { rows: readonly { value: number | null; n: number }[] }).rows;
  expect([headline?.value, headline?.n]).toEqual(answer);
});

test.each(named((id) => EITHER.has(id)))('%s %s: refused, or read', async (_id, _title, each) => {
  const ran = await csm(argsOf(each), { cwd: folder });
  expect([0, each.expect.exit]).toContain(ran.code);
});

describe('rows that wait', () => {
  test.each(named((id) => id in WAITS))('%s %s', async (id, _title, each) => {
    const ran = await csm(argsOf(each), { cwd: folder });
    const code = WAITS[id]?.includes('-f ') ? 'usage/format' : 'usage/unknown-flag';
    expect(ran, `${WAITS[id]}: it is there now, so take the row out of WAITS`).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(`[${code}]`) as string,
    });
  });
});

test('groups named __proto__ and constructor are groups', async () => {
  const each = generated.find(({ id }) => id === 'T178');
  const { stdout } = await csm(argsOf(each ?? { command: '', file: '' }), { cwd: folder });
  const { rows } = JSON.parse(stdout) as { rows: readonly { group: string | null; n: number }[] };
  expect(rows.filter(({ group }) => group === '__proto__' || group === 'constructor').map(({ n }) => n)).toEqual([
    1, 1,
  ]);
});

test('T174 T175: a rep that is HTML or Markdown is text, whatever the page tells of it', async () => {
  for (const id of ['T174', 'T175']) {
    const each = generated.find((one) => one.id === id) ?? { file: '', command: '' };
    const line = ['report', each.file, '--by', 'rep', '-p', '2024-07'];
    const { stdout: html } = await csm([...line, '-f', 'html'], { cwd: folder });
    expect(html).not.toMatch(/<script|<img|<b>|href="(?!#)/);
    expect(html).toMatch(/http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-/);
    expect(html).toContain(id === 'T174' ? '&lt;script&gt;alert(1)' : 'a|b `c` [x](javascript:1)');
    const { stdout: md } = await csm([...line, '-f', 'md'], { cwd: folder });
    expect(md.replaceAll(/<\/?(details|summary)>/g, '')).not.toMatch(/<|(?<!\\)\[|(?<!\\)`/);
    expect(md).toContain(id === 'T174' ? '&lt;script&gt;alert(1)' : 'a\\|b');
  }
});
