import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csm, type RunOptions } from '../support/csm.ts';
import { acme, folderWith, wordsOf } from '../support/folder.ts';

const surveys = 'response_id,kind,score,responded_at,customer_id\nr1,nps,9,2024-07-02,c1\nr2,nps,10,2024-07-03,c2\n';
const more = 'response_id,kind,score,responded_at,customer_id\nr3,nps,3,2024-07-04,c1\n';
const tickets = 'ticket_id,created_at,solved_at,agent_replies,status\nt1,2024-07-02,2024-07-03,1,solved\n';
const customers = 'customer_id,segment,region\nc1,smb,EU\nc2,ent,US\n';
const subscriptions = 'subscription_id,customer_id,amount,started_at,ended_at\nu1,c1,9.00,2024-01-01,\n';

/** Which files a run read, or the error it ended with. */
async function read(line: string, cwd: string, options: RunOptions = {}): Promise<string[]> {
  const { stdout, stderr } = await csm([...wordsOf(line), '-p', '2024-07', '--json', '--as-of', '2024-09-01'], {
    cwd,
    ...options,
  });
  if (stdout === '') return [/\[(.+)\]/.exec(stderr)?.[1] ?? stderr];
  const { inputs, rows } = JSON.parse(stdout) as { inputs: { file: string; kind: string }[]; rows: { n: number }[] };
  return [...inputs.map(({ file, kind }) => `${file} ${kind}`), `n ${rows[0]?.n}`];
}

describe('where exports are looked for', () => {
  test('here, else in ./exports, else in ./data, not deeper, not in all of them', async () => {
    const files = { 'data/s.csv': more };
    expect(await read('nps', folderWith(files))).toEqual(['data/s.csv surveys', 'n 1']);
    expect(await read('nps', folderWith({ ...files, 'exports/s.csv': surveys }))).toEqual([
      'exports/s.csv surveys',
      'n 2',
    ]);
    expect(await read('nps', folderWith({ ...files, 'exports/s.csv': surveys, 's.csv': more }))).toEqual([
      's.csv surveys',
      'n 1',
    ]);
    expect(await read('nps', folderWith({ 'a/s.csv': surveys, 'exports/a/s.csv': surveys }))).toEqual([
      'usage/no-input',
    ]);
  });

  test('a folder that holds nothing the command needs is passed over', async () => {
    const cwd = folderWith({ 't.csv': tickets, 'exports/customers.csv': customers, 'data/s.csv': surveys });
    expect(await read('nps', cwd)).toEqual(['data/s.csv surveys', 'n 2']);
  });

  test('files on the line come first, then --surveys, then --data', async () => {
    const cwd = folderWith({ 's.csv': surveys, 'b.csv': more, 'd/s.csv': surveys });
    expect(await read('nps b.csv', cwd)).toEqual(['b.csv surveys', 'n 1']);
    expect(await read('nps --surveys b.csv', cwd)).toEqual(['b.csv surveys', 'n 1']);
    expect(await read('nps --data d', cwd)).toEqual(['d/s.csv surveys', 'n 2']);
    expect(await read('nps --surveys b.csv --data d', cwd)).toEqual(['b.csv surveys', 'n 1']);
  });

  test('a folder on the line is --data', async () => {
    const cwd = folderWith({ 'july/s.csv': surveys, 'july/more.csv': more, 's.csv': more });
    const both = ['july/more.csv surveys', 'july/s.csv surveys', 'n 3'];
    expect(await read('nps july', cwd)).toEqual(both);
    expect(await read('nps --data july', cwd)).toEqual(both);
    expect(await read('nps --data july/', cwd)).toEqual(both);
  });

  test('every file of a kind in a folder is read, in order of name, whatever its extension', async () => {
    const cwd = folderWith({
      'b.tsv': surveys.replaceAll(',', '\t'),
      'a.json': JSON.stringify([{ response_id: 'r9', kind: 'nps', score: 9, responded_at: '2024-07-05' }]),
      'c.jsonl': '{"response_id":"r8","kind":"nps","score":9,"responded_at":"2024-07-05"}\n',
      'D.CSV': more,
      'notes.txt': surveys,
      'old.csv.bak': surveys,
    });
    expect(await read('nps', cwd)).toEqual([
      'D.CSV surveys',
      'a.json surveys',
      'b.tsv surveys',
      'c.jsonl surveys',
      'n 5',
    ]);
  });

  test('only what a command can use is opened', async () => {
    const cwd = folderWith({ 's.csv': surveys, 't.csv': tickets, 'c.csv': customers, 'u.csv': subscriptions });
    expect(await read('nps', cwd)).toEqual(['s.csv surveys', 'n 2']);
    expect(await read('fcr', cwd)).toEqual(['t.csv tickets', 'n 1']);
    expect(await read('churn', cwd)).toEqual(['u.csv subscriptions', 'n 1']);
    expect(await read('nps --by segment', cwd)).toEqual(['c.csv customers', 's.csv surveys', 'n 2']);
  });

  test('a bad export of another kind is no matter', async () => {
    const cwd = folderWith({ 's.csv': surveys, 't.csv': `${tickets}t2,not a day,,,\n` });
    expect(await read('nps', cwd)).toEqual(['s.csv surveys', 'n 2']);
    expect(await read('fcr', cwd)).toEqual(['date/format']);
  });

  test('acme, from anywhere', async () => {
    expect(await read(`nps --data '${acme}'`, folderWith())).toHaveLength(2);
  });
});

describe('a file that is no export', () => {
  test('in a folder it is named and left out', async () => {
    const cwd = folderWith({ 's.csv': surveys, 'recipes.csv': 'dish,minutes\nsoup,20\n', 'empty.csv': '' });
    const { code, stderr } = await csm(['nps', '-p', '2024-07', '-v'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('recipes.csv is no export csm knows: left out');
    expect(stderr).toContain('empty.csv is no export csm knows: left out');
  });

  test('files that every project has are not even named', async () => {
    const cwd = folderWith({
      's.csv': surveys,
      'package.json': '{}',
      'tsconfig.json': '{}',
      'package-lock.json': '{}',
    });
    expect((await csm(['nps', '-p', '2024-07', '-v'], { cwd })).stderr).not.toContain('.json');
  });

  test('on the line it is an error with a remedy', async () => {
    const cwd = folderWith({ 'recipes.csv': 'dish,minutes\nsoup,20\n' });
    const { code, stderr } = await csm(['nps', 'recipes.csv'], { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain('recipes.csv:1:1: error: columns score, responded_at are missing; found: dish, minutes');
    expect(stderr).toContain('hint: csm nps recipes.csv --map score=');
  });
});

describe('files of another kind', () => {
  test('alone they are a mistake', async () => {
    const { code, stderr } = await csm(['nps', 't.csv'], { cwd: folderWith({ 't.csv': tickets }) });
    expect([code, stderr]).toEqual([
      3,
      'error: t.csv looks like tickets (5 of 5 columns); nps needs surveys [header/wrong-kind]\n' +
        'hint: if it is not: csm nps --surveys t.csv\n',
    ]);
  });

  test('beside the right one they do no harm', async () => {
    const cwd = folderWith({ 's.csv': surveys, 't.csv': tickets });
    expect(await read('nps s.csv t.csv', cwd)).toEqual(['s.csv surveys', 'n 2']);
  });

  test('--surveys says what a file is', async () => {
    const cwd = folderWith({ 'x.csv': 'id,created_at,score\nr1,2024-07-02,9\n' });
    expect(await read('nps --surveys x.csv', cwd)).toEqual(['x.csv surveys', 'n 1']);
  });

  test('--customers beside a file on the line', async () => {
    const cwd = folderWith({ 's.csv': surveys, 'k.csv': customers });
    expect(await read('nps s.csv --customers k.csv --by region', cwd)).toEqual([
      'k.csv customers',
      's.csv surveys',
      'n 2',
    ]);
  });
});

describe('the same file twice', () => {
  test.each([
    's.csv s.csv',
    's.csv ./s.csv',
    's.csv l.csv',
    's.csv h.csv',
    's.csv .',
    '--surveys s.csv --surveys l.csv',
  ])('%s', async (files) => {
    const cwd = folderWith({ 's.csv': surveys });
    symlinkSync('s.csv', join(cwd, 'l.csv'));
    linkSync(join(cwd, 's.csv'), join(cwd, 'h.csv'));
    expect(await read(`nps ${files}`, cwd)).toEqual(['usage/duplicate-input']);
  });

  test('in a folder it is read once', async () => {
    const cwd = folderWith({ 's.csv': surveys });
    symlinkSync('s.csv', join(cwd, 'z.csv'));
    expect(await read('nps', cwd)).toEqual(['s.csv surveys', 'n 2']);
  });
});

describe('standard input', () => {
  test('is told by its header, or by the flag', async () => {
    expect(await read('nps -', folderWith(), { stdin: surveys })).toEqual(['<stdin> surveys', 'n 2']);
    expect(await read('nps --surveys -', folderWith(), { stdin: surveys })).toEqual(['<stdin> surveys', 'n 2']);
    expect(await read('nps -', folderWith(), { stdin: tickets })).toEqual(['header/wrong-kind']);
  });

  test('is JSON by its first letter', async () => {
    const row = '{"response_id":"r8","kind":"nps","score":9,"responded_at":"2024-07-05"}';
    for (const stdin of [`[${row}]`, `${row}\n`, `\ufeff [${row}]`, `\n\n ${row}`]) {
      expect(await read('nps -', folderWith(), { stdin }), stdin.slice(0, 4)).toEqual(['<stdin> surveys', 'n 1']);
    }
  });
});

test.runIf(existsSync('/proc/self/fd'))('whatever it ends with, no file stays open', async () => {
  const cwd = folderWith({
    's.csv': surveys,
    't.csv': tickets,
    'bad.csv': `${surveys}r9,nps,99,2024-07-02,c1\n`,
    'x.csv': 'a,b\n1,2\n',
  });
  mkdirSync(join(cwd, 'd'));
  writeFileSync(join(cwd, 'd', 't.csv'), tickets);
  const open = () => readdirSync('/proc/self/fd').length;
  const lines = [
    'nps s.csv',
    'nps bad.csv',
    'nps t.csv',
    'nps x.csv',
    'nps s.csv s.csv',
    'nps s.csv gone.csv',
    'nps d',
    'nps s.csv --by nothing',
    'validate',
    'nps',
  ];
  for (const line of lines) await read(line, cwd);
  for (const line of lines) {
    const before = open();
    await read(line, cwd);
    expect(open(), line).toBe(before);
  }
});

test('an export is read once, and its hash is of the bytes that were read', async () => {
  const { createHash } = await import('node:crypto');
  const cwd = folderWith({ 's.csv': surveys });
  const { stdout } = await csm(['nps', 's.csv', '-p', '2024-07', '--json'], { cwd });
  const bytes = readFileSync(join(cwd, 's.csv'));
  expect((JSON.parse(stdout) as { inputs: unknown[] }).inputs[0]).toMatchObject({
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    read: 2,
  });
});
