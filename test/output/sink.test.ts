import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { folderWith } from '../support/folder.ts';

const answers = 'response_id,kind,score,responded_at\nr1,nps,9,2024-07-02\n';
const write = (cwd: string, name: string, ...more: string[]) =>
  csm(['nps', 's.csv', '-p', '2024-07', '-q', '-o', name, ...more], { cwd });

/** Runs as nobody where we are root, whom nothing is forbidden. */
async function asNobody<T>(run: () => Promise<T>): Promise<T> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await run();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe('written', () => {
  test('whole, and nothing else is left', async () => {
    const cwd = folderWith({ 's.csv': answers });
    expect(await write(cwd, 'out.json')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readdirSync(cwd)).toEqual(['out.json', 's.csv']);
    const { stdout } = await csm(['nps', 's.csv', '-p', '2024-07', '-q', '--json'], { cwd });
    expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe(stdout);
  });

  test('over an old file, whose rights it keeps', async () => {
    const cwd = folderWith({ 's.csv': answers, 'out.json': 'old' });
    chmodSync(join(cwd, 'out.json'), 0o640);
    expect((await write(cwd, 'out.json')).code).toBe(0);
    expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toContain('csm.report/1');
    expect(statSync(join(cwd, 'out.json')).mode & 0o777).toBe(0o640);
  });

  test('through a link, also one to a file that is not there yet', async () => {
    const cwd = folderWith({ 's.csv': answers, 'd/real.json': 'old' });
    symlinkSync(join('d', 'real.json'), join(cwd, 'link.json'));
    expect((await write(cwd, 'link.json')).code).toBe(0);
    expect(lstatSync(join(cwd, 'link.json')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(cwd, 'd', 'real.json'), 'utf8')).toContain('csm.report/1');
    expect(readdirSync(join(cwd, 'd'))).toEqual(['real.json']);
    symlinkSync(join('d', 'new.json'), join(cwd, 'fresh.json'));
    expect((await write(cwd, 'fresh.json')).code).toBe(0);
    expect(lstatSync(join(cwd, 'fresh.json')).isSymbolicLink(), 'the link stays').toBe(true);
    expect(readFileSync(join(cwd, 'd', 'new.json'), 'utf8')).toContain('csm.report/1');
  });

  test('to a pipe, which stays one', async () => {
    const cwd = folderWith({ 's.csv': answers });
    execFileSync('bash', ['-c', 'mkfifo pipe.json'], { cwd });
    const reader = spawn('cat', [join(cwd, 'pipe.json')]);
    let text = '';
    reader.stdout.on('data', (part: Buffer) => (text += part.toString()));
    const closed = new Promise((resolve) => reader.on('close', resolve));
    expect((await write(cwd, 'pipe.json')).code).toBe(0);
    const isPipe = lstatSync(join(cwd, 'pipe.json')).isFIFO();
    if (!isPipe) reader.kill();
    await closed;
    expect(isPipe, 'the pipe was replaced by a file').toBe(true);
    expect(text).toContain('csm.report/1');
  });

  test('by the report of validate, too', async () => {
    const cwd = folderWith({ 's.csv': answers });
    expect(await csm(['validate', 's.csv', '-o', 'v.json'], { cwd })).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(join(cwd, 'v.json'), 'utf8')).toContain('csm.validate/1');
  });

  test('names with blanks, dots and letters of all kinds', async () => {
    const cwd = folderWith({ 's.csv': answers });
    for (const name of ['a b.json', '.hidden', 'ünï 李.json', '-x.txt']) {
      expect((await csm(['nps', 's.csv', '-p', '2024-07', '-q', `--output=${name}`], { cwd })).code, name).toBe(0);
      expect(readdirSync(cwd)).toContain(name);
    }
  });
});

describe('refused, and nothing is harmed', () => {
  test.each([
    ['a folder', 'd', 'io/is-directory', 'it is a folder'],
    ['a folder with a slash', 'd/', 'io/is-directory', 'it is a folder'],
    ['in a folder that is not there', 'no/such/x.json', 'io/not-found', 'folder no/such does not exist'],
    ['in a file', 's.csv/x.json', 'io/not-found', 'a part of the path is not a folder'],
    ['a name that is too long', `${'x'.repeat(300)}.json`, 'io/failed', 'ENAMETOOLONG'],
  ])('%s', async (_name, name, code, reason) => {
    const cwd = folderWith({ 's.csv': answers });
    mkdirSync(join(cwd, 'd'));
    const ran = await write(cwd, name);
    expect([ran.code, ran.stdout]).toEqual([4, '']);
    expect(ran.stderr).toContain(`[${code}]`);
    expect(ran.stderr).toContain(reason);
    expect(readdirSync(cwd)).toEqual(['d', 's.csv']);
    expect(readdirSync(join(cwd, 'd'))).toEqual([]);
    expect(readFileSync(join(cwd, 's.csv'), 'utf8')).toBe(answers);
  });

  test('in a folder one may not write to', async () => {
    const cwd = folderWith({ 's.csv': answers, 'd/out.json': 'old' });
    for (const each of ['', 'd']) chmodSync(join(cwd, each), 0o555);
    const ran = await asNobody(() => write(cwd, 'd/out.json'));
    for (const each of ['', 'd']) chmodSync(join(cwd, each), 0o755);
    expect(ran).toEqual({
      code: 4,
      stdout: '',
      stderr:
        'error: cannot write d/out.json: permission denied [io/permission]\nThe previous d/out.json is unchanged.\n',
    });
    expect(readFileSync(join(cwd, 'd', 'out.json'), 'utf8')).toBe('old');
    expect(readdirSync(join(cwd, 'd'))).toEqual(['out.json']);
  });

  test('bad data: the old file stays', async () => {
    const cwd = folderWith({ 's.csv': `${answers}r2,nps,99,2024-07-02\n`, 'out.json': 'old' });
    expect((await write(cwd, 'out.json')).code).toBe(3);
    expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe('old');
  });

  test.each([
    ['measure', ['nps', 's.csv', '-p', '2024-07']],
    ['validate', ['validate', 's.csv']],
  ])('onto an input, by whatever name: %s', async (_name, args) => {
    const cwd = folderWith({ 's.csv': answers });
    symlinkSync('s.csv', join(cwd, 'l.json'));
    for (const name of ['s.csv', './s.csv', 'l.json', join(cwd, 's.csv')]) {
      const ran = await csm([...args, '-o', name], { cwd });
      expect(readFileSync(join(cwd, 's.csv'), 'utf8'), name).toBe(answers);
      expect([ran.code, ran.stdout]).toEqual([2, '']);
      expect(ran.stderr).toContain('[usage/output-is-input]');
    }
  });
});
