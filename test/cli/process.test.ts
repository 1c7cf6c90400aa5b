import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, root } from '../support/folder.ts';
import { program, run, shell, start } from '../support/program.ts';

// The real program in a process of its own: what only a process can show. `npm test` builds it beforehand.

const head = 'response_id,respondent_id,kind,score,responded_at\n';
const answers = `${head}r1,p1,nps,9,2024-07-02\nr2,p2,nps,10,2024-07-03\nr3,p3,nps,4,2024-07-04\n`;
const ask = ['nps', 's.csv', '--period', '2024-07'];

/** 2000 reps with long names: the answer is longer than a pipe holds. */
const manyReps = [
  'ticket_id,created_at,solved_at,agent_replies,reopens,status,rep',
  ...Array.from({ length: 2000 }, (_, i) => `t${i},2024-07-01,2024-07-02,1,0,solved,rep ${i} ${'x'.repeat(80)}`),
].join('\n');

test('it is built', () => {
  expect(existsSync(join(root, 'dist', 'csm.cjs')), 'dist is not there: npm run build').toBe(true);
});

test('--version prints the version and nothing else', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(run(['--version'], { cwd: folderWith() })).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('demo writes the exports, and what it says to try works', () => {
  const cwd = folderWith();
  const { code, stdout } = run(['demo'], { cwd });
  expect(code).toBe(0);
  expect(readdirSync(join(cwd, 'csm-demo'))).toEqual([
    'customers.csv',
    'payments.csv',
    'subscriptions.csv',
    'surveys.csv',
    'tickets.csv',
    'usage.csv',
  ]);
  const lines = stdout.split('\n').flatMap((line) => /^ {2}csm (.+)$/.exec(line)?.[1] ?? []);
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(run(line.split(' '), { cwd }), line).toMatchObject({ code: 0 });
  expect(run(['demo'], { cwd }), 'again: nothing to do').toMatchObject({ code: 0 });
});

describe('stdout', () => {
  test('the reader goes away: exit 0, and not a word (T181)', () => {
    const cwd = folderWith({ 't.csv': manyReps });
    const line = 'csm fcr t.csv -p 2024-07 --by rep --json -q | head -1; echo "${PIPESTATUS[0]}"';
    expect(shell(line, { cwd })).toEqual({ code: 0, stdout: '{\n0\n', stderr: '' });
  });

  test('a long answer arrives whole through a slow pipe (T182)', () => {
    const cwd = folderWith({ 't.csv': manyReps });
    const { code, stdout } = shell('csm fcr t.csv -p 2024-07 --by rep --json | (sleep 0.4; cat)', { cwd });
    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(500_000);
    expect((JSON.parse(stdout) as { rows: unknown[] }).rows).toHaveLength(2001);
  });

  test.runIf(existsSync('/dev/full'))('a full device: exit 4 (T187)', () => {
    const { code, stderr } = shell('csm nps s.csv -p 2024-07 > /dev/full', { cwd: folderWith({ 's.csv': answers }) });
    expect(code).toBe(4);
    expect(stderr).toContain('error: cannot write to stdout: no space left on device [io/no-space]');
  });

  test('closed: nothing breaks (T194)', () => {
    expect(shell('csm nps s.csv -p 2024-07 >&-', { cwd: folderWith({ 's.csv': answers }) }).code).toBe(0);
  });
});

describe('-o', () => {
  test('writes the file whole, nothing to stdout, and no other file', () => {
    const cwd = folderWith({ 's.csv': answers });
    const ended = run([...ask, '-o', 'out.json', '-q'], { cwd });
    expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'))).toMatchObject({ schema: 'csm.report/1' });
    expect(readdirSync(cwd)).toEqual(['out.json', 's.csv']);
  });

  test('into a folder that is not there (T189)', () => {
    const cwd = folderWith({ 's.csv': answers });
    const { code, stdout, stderr } = run([...ask, '-o', 'no/such/x.json'], { cwd });
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toContain('error: cannot write no/such/x.json: folder no/such does not exist [io/not-found]');
    expect(readdirSync(cwd)).toEqual(['s.csv']);
  });

  test('onto a folder (T190)', () => {
    const { code, stdout, stderr } = run([...ask, '-o', '.'], { cwd: folderWith({ 's.csv': answers }) });
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toContain('error: cannot write .: it is a folder [io/is-directory]');
  });

  test('onto an input, by its name or by a link: the input stays (T191)', () => {
    const cwd = folderWith({ 's.csv': answers });
    symlinkSync('s.csv', join(cwd, 'link.json'));
    for (const name of ['s.csv', './s.csv', 'link.json']) {
      const { code, stdout, stderr } = run([...ask, '-o', name], { cwd });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain('[usage/output-is-input]');
      expect(readFileSync(join(cwd, 's.csv'), 'utf8')).toBe(answers);
    }
  });

  test('through a link: its target is replaced, and the link stays one (T192)', () => {
    const cwd = folderWith({ 's.csv': answers, 'real.json': 'old' });
    symlinkSync('real.json', join(cwd, 'link.json'));
    expect(run([...ask, '-o', 'link.json'], { cwd }).code).toBe(0);
    expect(lstatSync(join(cwd, 'link.json')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(cwd, 'real.json'), 'utf8')).toContain('csm.report/1');
  });

  test('bad data leave the old file as it was', () => {
    const cwd = folderWith({ 's.csv': `${head}r1,p1,nps,11,2024-07-02\n`, 'out.json': 'old' });
    expect(run([...ask, '-o', 'out.json'], { cwd })).toMatchObject({ code: 3, stdout: '' });
    expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe('old');
    expect(readdirSync(cwd)).toEqual(['out.json', 's.csv']);
  });

  test('a file that would be larger than allowed: exit 4, the old one stays (T188)', () => {
    const cwd = folderWith({ 't.csv': manyReps, 'out.json': 'old' });
    const { code, stderr } = shell('ulimit -f 100; csm fcr t.csv -p 2024-07 --by rep -o out.json', { cwd });
    expect(code).toBe(4);
    expect(stderr).toContain('[io/too-large]\nThe previous out.json is unchanged.');
    expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe('old');
    expect(readdirSync(cwd)).toEqual(['out.json', 't.csv']);
  });

  test('two runs at once: one whole file (T193)', async () => {
    const cwd = folderWith({ 't.csv': manyReps });
    const args = ['fcr', 't.csv', '-p', '2024-07', '--by', 'rep', '-o', 'x.json'];
    const ended = await Promise.all([start(args, cwd).ended, start([...args, '--compare', 'none'], cwd).ended]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    expect((JSON.parse(readFileSync(join(cwd, 'x.json'), 'utf8')) as { rows: unknown[] }).rows).toHaveLength(2001);
    expect(readdirSync(cwd)).toEqual(['t.csv', 'x.json']);
  });
});

describe('signals', () => {
  test.each([
    ['SIGINT', 130, 'Interrupted.\n'],
    ['SIGTERM', 143, 'Terminated.\n'],
  ] as const)(
    '%s while reading: exit %i, the old file stays, no other is left (T183, T184)',
    async (signal, code, said) => {
      const cwd = folderWith({ 'out.json': 'old' });
      expect(shell('mkfifo pipe.csv', { cwd }).code).toBe(0);
      const { child, ended } = start(['nps', 'pipe.csv', '-p', '2024-07', '-o', 'out.json'], cwd);
      // Opening a pipe for writing waits for its reader: from here on csm is reading.
      const pipe = await open(join(cwd, 'pipe.csv'), 'w');
      await pipe.write(answers);
      child.kill(signal);
      expect(await ended).toEqual({ code, stdout: '', stderr: said });
      await pipe.close();
      expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe('old');
      expect(readdirSync(cwd)).toEqual(['out.json', 'pipe.csv']);
    },
  );
});

describe('stdin and other inputs', () => {
  test('a pipe is read once, by whatever name (T007, T008)', () => {
    const cwd = folderWith({ 's.csv': answers });
    const lines = [
      'csm nps - -p 2024-07 --json < s.csv',
      'cat s.csv | csm nps --surveys - -p 2024-07 --json',
      'csm nps <(cat s.csv) -p 2024-07 --json',
    ];
    for (const line of lines) {
      const { code, stdout } = shell(line, { cwd });
      expect(code, line).toBe(0);
      expect((JSON.parse(stdout) as { rows: unknown[] }).rows[0]).toMatchObject({ metric: 'nps', numerator: 1, n: 3 });
    }
  });

  test('closed: an empty export (T195)', () => {
    const { code, stdout, stderr } = shell('csm nps - -p 2024-07 <&-', { cwd: folderWith() });
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('<stdin>:1:1: error: ');
    expect(stderr).toContain('[csv/empty]');
  });

  test.runIf(existsSync('/dev/zero'))('an endless device is refused by its first bytes (T020)', () => {
    const { code, stderr } = run(['nps', '/dev/zero'], { cwd: folderWith() });
    expect(code).toBe(3);
    expect(stderr).toContain('[file/binary]');
  });

  test('a file that grows while it is read: exit 4, and no number (T021)', async () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => `r${i},p${i},nps,9,2024-07-02\n`).join('');
    const cwd = folderWith({ 's.csv': head + rows });
    const { ended } = start(ask, cwd);
    const growing = setInterval(() => appendFileSync(join(cwd, 's.csv'), 'r,p,nps,9,2024-07-02\n'), 5);
    const { code, stdout, stderr } = await ended;
    clearInterval(growing);
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toContain('error: s.csv changed while it was read [io/changed]');
  });

  test('a link to the same file counts as the same file', () => {
    const cwd = folderWith({ 's.csv': answers });
    symlinkSync('s.csv', join(cwd, 'l.csv'));
    const { code, stderr } = run(['nps', 's.csv', 'l.csv'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('[usage/duplicate-input]\nhint: it is the same file as s.csv');
  });

  test('links in a circle, a link to nothing (T004, T005)', () => {
    const cwd = folderWith();
    symlinkSync('b.csv', join(cwd, 'a.csv'));
    symlinkSync('a.csv', join(cwd, 'b.csv'));
    symlinkSync('gone.csv', join(cwd, 'c.csv'));
    expect(run(['nps', 'a.csv'], { cwd }).stderr).toContain(
      'a.csv: too many levels of symbolic links [io/symlink-loop]',
    );
    expect(run(['nps', 'c.csv'], { cwd }).stderr).toContain('c.csv is a link to gone.csv, which does not exist');
  });
});

describe('surroundings', () => {
  test('an empty environment changes nothing (T204)', () => {
    const cwd = folderWith({ 's.csv': answers });
    const bare = spawnSync(process.execPath, [program, ...ask], { cwd, env: {}, encoding: 'utf8' });
    expect([bare.status, bare.stdout]).toEqual([0, run(ask, { cwd }).stdout]);
  });

  test('zone and locale of the machine change not one byte (T196, T197)', () => {
    const cwd = folderWith();
    mkdirSync(join(cwd, 'exports'));
    writeFileSync(
      join(cwd, 'exports', 't.csv'),
      'ticket_id,created_at,solved_at,agent_replies,reopens,status,rep\n' +
        't1,2024-07-01,2024-07-02,1,0,solved,ä\nt2,2024-07-31T23:30:00Z,2024-07-31T23:40:00Z,1,0,solved,Z\n' +
        't3,2024-06-30T23:30:00,2024-07-01T00:10:00,1,0,solved,i\nt4,2024-07-31,,0,0,open,I\n',
    );
    const args = ['fcr', '-p', '2024-07', '--by', 'rep', '--json', '--as-of', '2024-09-01'];
    const [first, ...others] = [
      ['UTC', 'C'],
      ['Pacific/Kiritimati', 'de_DE.UTF-8'],
      ['America/Los_Angeles', 'tr_TR.UTF-8'],
    ].map(([TZ = '', LC_ALL = '']) => run(args, { cwd, env: { TZ, LC_ALL, LANG: LC_ALL } }));
    expect(first).toMatchObject({ code: 0, stderr: '' });
    for (const other of others) expect(other).toEqual(first);
  });

  test('colour in a pipe only when it is forced, never against NO_COLOR, never in JSON (T200, T201)', () => {
    const cwd = folderWith({ 's.csv': answers });
    const colours = (env: Readonly<Record<string, string>>, ...more: string[]) => {
      const { stdout, stderr } = run([...ask, ...more], { cwd, env });
      expect(stderr).not.toContain('Warning');
      return stdout.includes('\u001b[');
    };
    expect(colours({})).toBe(false);
    expect(colours({ FORCE_COLOR: '1' })).toBe(true);
    expect(colours({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(colours({ FORCE_COLOR: '1' }, '--json')).toBe(false);
  });
});
