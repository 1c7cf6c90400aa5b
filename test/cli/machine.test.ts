import { existsSync, readdirSync, readFileSync, renameSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../support/folder.ts';
import { program, run, shell, start } from '../support/program.ts';

// The rows of the torture table that are no file of bytes: command lines, other files, and faults of the machine.

const head = 'response_id,respondent_id,kind,score,responded_at\n';
const answers = `${head}r1,p1,nps,9,2024-07-02\nr2,p2,nps,10,2024-07-03\nr3,p3,nps,4,2024-07-04\n`;
const subscriptions = 'subscription_id,customer_id,started_at,ended_at,amount\ns1,c1,2024-01-01,,10.00\n';
const tickets = 'ticket_id,created_at,status,agent_replies,reopens,solved_at\nt1,2024-07-01,solved,1,0,2024-07-02\n';
const files = { 'f.csv': answers, 'surveys.csv': answers, 's.csv': subscriptions, 'tickets.csv': tickets };
const part = (...rows: string[]): string => head + rows.map((row) => `${row}\n`).join('');

/** [row of the table, line of bash, exit code, error code, what is said]; the folder holds `files` and what is added. */
type Row = readonly [
  id: string,
  line: string,
  exit: number,
  code: string | null,
  said?: string,
  more?: Record<string, string>,
];
const ROWS: readonly Row[] = [
  ['T001', 'csm nps survys.csv', 4, 'io/not-found', 'hint: did you mean surveys.csv?'],
  ['T006', 'ln -s f.csv l.csv; csm nps l.csv -p 2024-07 -v', 0, null, 'l.csv: surveys, 3 rows read'],
  ['T015', 'csm nps surveys.csv ./surveys.csv', 2, 'usage/duplicate-input'],
  ['T016', "csm nps 'none*.csv'", 4, 'io/not-found', 'the shell matched nothing'],
  [
    'T069',
    `{ printf 'responded_at,score\\n2024-07-01,"'; head -c 1G /dev/zero | tr '\\0' x; } 2>/dev/null | csm nps -`,
    3,
    'csv/record-too-large',
  ],
  [
    'T150',
    'csm nps a.csv b.csv',
    3,
    'row/conflicting-id',
    'a.csv:2',
    { 'a.csv': part('r1,p1,nps,9,2024-07-02'), 'b.csv': part('r1,p1,nps,3,2024-07-02') },
  ],
  ['T158', 'csm nps tickets.csv', 3, 'header/wrong-kind', 'tickets.csv looks like tickets (6 of 6 columns)'],
  ['T198', 'NO_COLOR=1 terminal nps f.csv -p 2024-07 | grep -c $(printf "\\033")', 1, null],
  ['T199', 'NO_COLOR= terminal nps f.csv -p 2024-07 | grep -q $(printf "\\033")', 0, null],
  ['T202', 'TERM=dumb terminal nps f.csv -p 2024-07 | grep -c $(printf "\\033")', 1, null],
  ['T203', 'COLUMNS=20 csm nps f.csv -p 2024-07', 0, null],
  ['T207', 'csm chrun', 2, 'usage/unknown-command', 'hint: csm churn?'],
  ['T208', 'csm churn --perod 2024', 2, 'usage/unknown-flag', 'hint: --period?'],
  ['T209', 'csm churn s.csv --period 2024-13', 2, 'usage/period', 'month must be 01 to 12'],
  ['T210', 'csm churn s.csv --period 2024-07..2024-01', 2, 'usage/period', '2024-01..2024-07'],
  ['T211', 'csm churn s.csv --period soon', 2, 'usage/period', '2024-07, 2024-Q3, 2024-01..2024-06'],
  ['T212', 'csm churn s.csv --period 2024 --from 2024-01-01', 2, 'usage/conflict'],
  ['T213', 'csm nps f.csv -f yml', 2, 'usage/format', 'table, json'],
  ['T214', 'csm nps f.csv -p 2024-07 --by respondent', 2, 'usage/by', 'did you mean respondent_id?'],
  ['T215', 'cd $(mktemp -d) && csm nps', 2, 'usage/no-input', 'csm demo'],
  [
    'T216',
    'csm nps f.csv',
    2,
    'config/unknown-key',
    'csm.config.json:2:3: error: unknown key treshold',
    { 'csm.config.json': '{\n  "treshold": 1\n}\n' },
  ],
  ['T217', 'CSM_FORMAT=bogus csm nps f.csv', 2, 'usage/format', 'CSM_FORMAT'],
  [
    'T218',
    'csm nps f.csv --config csm.config.js',
    2,
    'config/not-data',
    'csm.config.js is a program',
    { 'csm.config.js': 'throw new Error("ran")' },
  ],
];

/** A run on a terminal of its own; what it prints comes out of the pipe. */
const terminal = `terminal() { local line; printf -v line '%q ' "${process.execPath}" "${program}" "$@"; script -qec "$line" /dev/null < /dev/null; }`;

test.each(ROWS.map((row) => [row[0], row[1], row] as const))('%s %s', { timeout: 20_000 }, (_id, _line, row) => {
  const [, line, exit, code, said, more] = row;
  const cwd = folderWith({ ...files, ...more });
  const before = readdirSync(cwd).length;
  const ended = shell(`${terminal}\n${line}`, { cwd });
  expect(ended.code, ended.stderr).toBe(exit);
  if (code !== null) expect(ended.stderr).toContain(`[${code}]`);
  if (said !== undefined) expect(ended.stderr).toContain(said);
  if (code !== null) expect(ended.stdout).toBe('');
  expect(readdirSync(cwd).length - before, 'no file is left').toBe(line.startsWith('ln ') ? 1 : 0);
});

test('T002 a folder is the same as --data', () => {
  const cwd = folderWith({ 'exports/s.csv': answers });
  const [folder, data] = [['exports'], ['--data', 'exports']].map((where) =>
    run(['nps', ...where, '-p', '2024-07', '--json'], { cwd }),
  );
  expect(folder).toMatchObject({ code: 0 });
  expect(folder).toEqual(data);
});

test('T003 a file that may not be read, for one who is not root', () => {
  const cwd = folderWith({ 'secret.csv': answers });
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? 'setpriv --reuid=65534 --regid=65534 --clear-groups' : 'env';
  // The program is handed over on a descriptor: its own folder may be closed to that user too.
  const line = `chmod 000 secret.csv; chmod 755 .; ${user} "${process.execPath}" "${program}" nps secret.csv`;
  const { code, stdout, stderr } = shell(line, { cwd });
  expect([code, stdout]).toEqual([4, '']);
  expect(stderr).toBe('error: cannot read secret.csv: permission denied [io/permission]\nhint: chmod u+r secret.csv\n');
});

test('T009 stdin is a terminal: nothing waits', () => {
  const { code, stdout } = shell(`${terminal}\nterminal nps -`, { cwd: folderWith() });
  expect([code, stdout.replaceAll('\r', '')]).toEqual([
    2,
    'error: stdin is a terminal [usage/stdin-tty]\nhint: pipe a file in, or name one\n',
  ]);
});

test('T157 the same rows in two files are those of one', () => {
  const [first, second, third] = ['r1,p1,nps,9,2024-07-02', 'r2,p2,nps,10,2024-07-03', 'r3,p3,nps,4,2024-07-04'];
  const cwd = folderWith({ ...files, '1.csv': part(first ?? '', second ?? ''), '2.csv': part(third ?? '') });
  const [whole, parts] = [['f.csv'], ['2.csv', '1.csv']].map(
    (names) =>
      JSON.parse(run(['nps', ...names, '-p', '2024-07', '--json'], { cwd }).stdout) as { rows: readonly unknown[] },
  );
  expect(parts?.rows).toEqual(whole?.rows);
});

describe('files that change while they are read', () => {
  const many = head + Array.from({ length: 150_000 }, (_, i) => `r${i},p${i},nps,9,2024-07-02\n`).join('');

  test('T022 cut short: exit 4, and no number', async () => {
    const cwd = folderWith({ 's.csv': many });
    const { ended } = start(['nps', 's.csv', '-p', '2024-07'], cwd);
    let size = many.length;
    const cutting = setInterval(() => truncateSync(join(cwd, 's.csv'), (size -= 10)), 5);
    const { code, stdout, stderr } = await ended;
    clearInterval(cutting);
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toContain('s.csv changed while it was read [io/changed]');
  });

  test('T023 replaced: what was opened is read to its end, and fingerprinted', async () => {
    const cwd = folderWith({ 'new.csv': answers });
    expect(shell('mkfifo gate.csv', { cwd }).code).toBe(0);
    writeFileSync(join(cwd, 's.csv'), many);
    // Both are opened before either is read; the pipe holds the reading up until the other file has been replaced.
    const { ended } = start(['nps', 's.csv', 'gate.csv', '-p', '2024-07', '--json'], cwd);
    const gate = await open(join(cwd, 'gate.csv'), 'w');
    await gate.write(head);
    renameSync(join(cwd, 'new.csv'), join(cwd, 's.csv'));
    await gate.close();
    const { code, stdout } = await ended;
    expect(code).toBe(0);
    const { inputs } = JSON.parse(stdout) as { inputs: readonly { file: string; sha256: string; read: number }[] };
    expect(inputs.find(({ file }) => file === 's.csv')).toMatchObject({
      sha256: createHash('sha256').update(many).digest('hex'),
      read: 150_000,
    });
  });
});

describe('the machine gives out', () => {
  test('T185 killed while it writes: the old file or the new one, whole', async () => {
    const reps = Array.from({ length: 20_000 }, (_, i) => `t${i},2024-07-01,solved,1,0,2024-07-02,rep ${i}`);
    const cwd = folderWith({ 't.csv': `${tickets.split('\n')[0]},rep\n${reps.join('\n')}\n`, 'out.json': '{"old":1}' });
    const args = ['fcr', 't.csv', '-p', '2024-07', '--by', 'rep', '-o', 'out.json'];
    const begun = Date.now();
    expect(run(args, { cwd }).code).toBe(0);
    const takes = Date.now() - begun;
    const whole = readFileSync(join(cwd, 'out.json'), 'utf8');
    for (const share of [0.5, 0.8, 0.9, 0.95, 1]) {
      writeFileSync(join(cwd, 'out.json'), '{"old":1}');
      const { child, ended } = start(args, cwd);
      setTimeout(() => child.kill('SIGKILL'), takes * share);
      await ended;
      expect(['{"old":1}', whole]).toContain(readFileSync(join(cwd, 'out.json'), 'utf8'));
    }
  });

  test('T186 the disk is full: exit 4, the old file stays, no other is left', () => {
    const reps = Array.from({ length: 2000 }, (_, i) => `t${i},2024-07-01,solved,1,0,2024-07-02,rep ${i}`);
    const cwd = folderWith({ 't.csv': `${tickets.split('\n')[0]},rep\n${reps.join('\n')}\n` });
    // A file system of 64 KiB in a name space of its own, which needs no root.
    const line = `mkdir small && unshare -rm bash -c '
      mount -t tmpfs -o size=64k tmpfs small && echo old > small/out.json &&
      "${process.execPath}" "${program}" fcr t.csv -p 2024-07 --by rep -o small/out.json; echo "exit $?"; cat small/out.json; ls -A small'`;
    const { stdout, stderr } = shell(line, { cwd });
    expect(stderr).toContain('[io/no-space]\nThe previous small/out.json is unchanged.');
    expect(stdout).toBe('exit 4\nold\nout.json\n');
  });

  test('T205 a small heap is enough for many rows', { timeout: 240_000 }, () => {
    const cwd = folderWith();
    const line = `{ echo respondent_id,kind,score,responded_at,comment; for i in $(seq 400); do echo block; done |
      awk '{ for (i = 0; i < 1000; i++) print "p" i ",nps,9,2024-07-02,a comment of some length to fill the file with" }'; } > big.csv
      "${process.execPath}" --max-old-space-size=48 "${program}" nps big.csv -p 2024-07 --json`;
    const { code, stdout } = shell(line, { cwd });
    expect(statSync(join(cwd, 'big.csv')).size).toBeGreaterThan(25_000_000);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ inputs: [{ read: 400_000 }] });
  });

  test('T206 a bug: exit 70, where it happened, and nothing of the data', () => {
    const cwd = folderWith({ 's.csv': answers });
    // A clock that breaks is no fault of the data.
    writeFileSync(join(cwd, 'broken.cjs'), 'Date.now = () => { throw new Error("the clock has stopped"); };');
    const { code, stdout, stderr } = shell(`"${process.execPath}" -r ./broken.cjs "${program}" nps s.csv`, { cwd });
    expect([code, stdout]).toEqual([70, '']);
    expect(stderr).toMatch(
      /^csm hit a bug: the clock has stopped \[internal\]\ncsm [\d.]+, node v[\d.]+, nps\nrun with --debug for the stack\n$/,
    );
    expect(existsSync(join(cwd, 's.csv'))).toBe(true);
  });
});
